// RUN: milc-opt --milc-expand-transforms=fft-form=matmul --mlir-elide-elementsattrs-if-larger=16 %s | FileCheck %s
// RUN: milc-opt --lower-complex=fft-form=matmul --linalg-generalize-named-ops --linalg-specialize-generic-ops %s --mlir-elide-elementsattrs-if-larger=16 | FileCheck %s --check-prefix=NAMED
// RUN: milc-opt --milc-print-fft-plans=fft-form=matmul %s -o /dev/null 2>&1 | FileCheck %s --check-prefix=PLAN

// CHECK-DAG: #[[ROWS:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[MATRIX:.*]] = affine_map<(d0, d1, d2) -> (d2, d1)>
// CHECK-DAG: #[[RESULT:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>

// A length to some hundreds is four products of real matrices, two of which are
// added to the others.
// PLAN: along axis 1: 512 = 512, 3145728 bytes of constants
// NAMED-LABEL: func.func @one_matrix(
// NAMED-COUNT-4: linalg.matmul ins
// CHECK-LABEL: func.func @one_matrix(
// CHECK: %[[RE:.*]] = milcomplex.real
// CHECK: %[[IM:.*]] = milcomplex.imag
// CHECK: %[[ZEROS:.*]] = linalg.fill
// CHECK: %[[COSINES_RE:.*]] = linalg.contract indexing_maps = [#[[ROWS]], #[[MATRIX]], #[[RESULT]]] ins(%[[RE]], %{{.*}} : tensor<?x512xf32>, tensor<512x512xf32>) outs(%[[ZEROS]] :
// CHECK: %[[COSINES_IM:.*]] = linalg.contract {{.*}} ins(%[[IM]],
// CHECK: %[[Y_RE:.*]] = linalg.contract {{.*}} ins(%[[IM]], {{.*}} outs(%[[COSINES_RE]]
// CHECK: %[[Y_IM:.*]] = linalg.contract {{.*}} ins(%[[RE]], {{.*}} outs(%[[COSINES_IM]]
// CHECK-NOT: linalg
// CHECK: milcomplex.complex %[[Y_RE]], %[[Y_IM]]
func.func @one_matrix(%x: tensor<?x512xcomplex<f32>>) -> tensor<?x512xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [1] : tensor<?x512xcomplex<f32>>
  return %0 : tensor<?x512xcomplex<f32>>
}

// The stages of a longer one, with twiddle factors between them; nothing is
// transposed.
// PLAN: along axis 1: 4096 = 64 * 64, 81920 bytes of constants
// CHECK-LABEL: func.func @stages(
// CHECK-COUNT-4: linalg.contract {{.*}} tensor<64x64xf32>, tensor<3x64x64x5xf32>) {{.*}} -> tensor<3x64x64x5xf32>
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} : tensor<3x64x64x5xf32>, tensor<3x64x64x5xf32>, tensor<64x64xf32>, tensor<64x64xf32>)
// CHECK: arith.mulf
// CHECK-COUNT-4: linalg.contract {{.*}} tensor<64x64xf32>, tensor<3x64x320xf32>) {{.*}} -> tensor<3x64x320xf32>
// CHECK-NOT: linalg
// CHECK: return
func.func @stages(%x: tensor<3x4096x5xcomplex<f32>>) -> tensor<3x4096x5xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [1] : tensor<3x4096x5xcomplex<f32>>
  return %0 : tensor<3x4096x5xcomplex<f32>>
}

// Real elements have two products, of the first half of the spectrum. What is
// its own mirror is real, with the sign of +0.
// PLAN: along axis 0: 512 real: one matrix, 1052672 bytes of constants
// CHECK-LABEL: func.func @real(
// CHECK-COUNT-2: linalg.contract {{.*}} tensor<512xf32>, tensor<512x257xf32>) {{.*}} -> tensor<257xf32>
// CHECK: linalg.generic
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: arith.select %{{.*}}, %[[ZERO]], %{{.*}} : f32
// CHECK-NOT: linalg.contract
// CHECK: return
func.func @real(%x: tensor<512xf32>) -> tensor<257xcomplex<f32>> {
  %0 = milcomplex.rfft %x axes [0] : tensor<512xf32>
  return %0 : tensor<257xcomplex<f32>>
}

// PLAN: along axis 0: 512 real: one matrix, 2105344 bytes of constants
// CHECK-LABEL: func.func @to_real(
// CHECK: linalg.generic
// CHECK-COUNT-2: linalg.contract {{.*}} tensor<257xf64>, tensor<257x512xf64>) {{.*}} -> tensor<512xf64>
// CHECK: return
func.func @to_real(%x: tensor<257xcomplex<f64>>) -> tensor<512xf64> {
  %0 = milcomplex.irfft %x axes [0] lengths [512] : tensor<257xcomplex<f64>>
  return %0 : tensor<512xf64>
}

// A long one has a stage of real elements, of which half of the columns are
// transformed.
// PLAN: along axis 0: 16384 real: 256 folded, 64 = 64, 379392 bytes of constants
// CHECK-LABEL: func.func @folded(
// CHECK-COUNT-2: linalg.contract {{.*}} tensor<129x256xf32>, tensor<256x64xf32>) {{.*}} -> tensor<64x129xf32>
// CHECK: linalg.generic
// CHECK-COUNT-4: linalg.contract {{.*}} tensor<64x64xf32>, tensor<64x129xf32>) {{.*}} -> tensor<64x129xf32>
// CHECK: linalg.generic
// CHECK-NOT: linalg.contract
// CHECK: return
func.func @folded(%x: tensor<16384xf32>) -> tensor<8193xcomplex<f32>> {
  %0 = milcomplex.rfft %x axes [0] : tensor<16384xf32>
  return %0 : tensor<8193xcomplex<f32>>
}
