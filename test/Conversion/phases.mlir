// Each phase is a pass of its own, and --lower-complex is all of them.

// RUN: milc-opt --lower-complex %s > %t.pipeline
// RUN: milc-opt --milc-expand-transforms --milc-to-real --milc-verify-real %s | cmp - %t.pipeline
// RUN: milc-opt --pass-pipeline='builtin.module(milc-expand-transforms,milc-to-real{complex-range=improved},milc-verify-real)' %s | cmp - %t.pipeline
// RUN: milc-opt --pass-pipeline='builtin.module(lower-complex)' %s | cmp - %t.pipeline
// RUN: milc-opt --milc-to-real --milc-to-real %s | cmp - %t.pipeline

// Threads, and lowering twice, make no difference.
// RUN: milc-opt --lower-complex --mlir-disable-threading %s | cmp - %t.pipeline
// RUN: milc-opt --lower-complex %t.pipeline | cmp - %t.pipeline
// RUN: milc-opt --lower-complex --lower-complex %s | cmp - %t.pipeline
// RUN: mlir-opt %t.pipeline | cmp - %t.pipeline

// Nothing to expand yet.
// RUN: milc-opt %s > %t.input
// RUN: milc-opt --milc-expand-transforms %s | cmp - %t.input

// RUN: milc-opt --milc-to-real %s | FileCheck %s --check-prefix=TIDY
// RUN: milc-opt --milc-to-real --milc-verify-real %s
// RUN: not milc-opt --milc-verify-real %s

// RUN: milc-opt --milc-to-real --canonicalize --milc-tidy --milc-verify-real %s

// TIDY-LABEL: func.func @phases(
// TIDY-COUNT-2: arith.addf
// TIDY-NOT: arith.addf
func.func @phases(%z: complex<f32>) -> (complex<f32>, complex<f32>) {
  %0 = milcomplex.add %z, %z : complex<f32>
  %1 = complex.add %z, %z : complex<f32>
  return %0, %1 : complex<f32>, complex<f32>
}

// TIDY-LABEL: func.func @more(
func.func @more(%z: tensor<?x3xcomplex<f32>>, %w: tensor<3x?xcomplex<f32>>, %init: tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>> {
  %c = arith.constant dense_resource<data> : tensor<1xcomplex<f32>>
  %p = milcomplex.mul %z, %z : tensor<?x3xcomplex<f32>>
  %0 = linalg.matmul ins(%p, %w : tensor<?x3xcomplex<f32>>, tensor<3x?xcomplex<f32>>) outs(%init : tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>>
  %1 = tensor.insert_slice %c into %0[0, 0] [1, 1] [1, 1] : tensor<1xcomplex<f32>> into tensor<?x?xcomplex<f32>>
  return %1 : tensor<?x?xcomplex<f32>>
}

// TIDY-LABEL: func.func private @resource_again(
func.func private @resource_again() -> tensor<1x1xcomplex<f32>> {
  %c = milcomplex.const dense_resource<data> : tensor<1x1xcomplex<f32>>
  return %c : tensor<1x1xcomplex<f32>>
}

{-#
  dialect_resources: {
    builtin: {
      data: "0x080000000000803F00000040"
    }
  }
#-}
