// A stock mlir-opt that loads the plugin has the dialect and the pipeline, its
// options included, and returns what milc-opt returns.

// REQUIRES: plugin
// RUN: mlir-opt %s --load-dialect-plugin=%milc_plugin --load-pass-plugin=%milc_plugin \
// RUN:   --pass-pipeline='builtin.module(lower-complex{complex-range=basic})' > %t.plugin
// RUN: FileCheck %s < %t.plugin
// RUN: milc-opt --lower-complex=complex-range=basic %s > %t.driver
// RUN: cmp %t.plugin %t.driver

// CHECK-LABEL: func.func @product
// CHECK-COUNT-4: arith.mulf
// CHECK-NOT: math.fma
func.func @product(%x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %z = milcomplex.mul %x, %y : tensor<?xcomplex<f32>>
  return %z : tensor<?xcomplex<f32>>
}
