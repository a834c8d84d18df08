// RUN: milc-opt --milc-expand-factorizations %s | FileCheck %s
// RUN: milc-opt --lower-complex %s | FileCheck %s --check-prefix=REAL
// RUN: milc-opt --lower-complex %s | milc-opt --lower-complex | FileCheck %s --check-prefix=REAL

// One function for two calls, in a loop over the batch of one of them.
// CHECK-LABEL: func.func @twice(
// CHECK: scf.for
// CHECK: tensor.extract_slice %{{.*}} : tensor<?x?x?xcomplex<f32>> to tensor<?x?xcomplex<f32>>
// CHECK: func.call @milc_c_cholesky(%{{.*}}) : (tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>>
// CHECK: tensor.insert_slice
// CHECK-NOT: scf.for
// CHECK: call @milc_c_cholesky(
// REAL-LABEL: func.func @twice(
// REAL: func.func private @milc_c_cholesky(
// REAL-NOT: complex<
// REAL-NOT: milcomplex.
func.func @twice(%a: tensor<2x?x?xcomplex<f32>>, %b: tensor<?x?xcomplex<f32>>) -> (tensor<2x?x?xcomplex<f32>>, tensor<?x?xcomplex<f32>>) {
  %0 = milcomplex.cholesky %a : tensor<2x?x?xcomplex<f32>>
  %1 = milcomplex.cholesky %b : tensor<?x?xcomplex<f32>>
  return %0, %1 : tensor<2x?x?xcomplex<f32>>, tensor<?x?xcomplex<f32>>
}

// Matrices of up to 32 rows and columns have functions of their sizes.
// CHECK-LABEL: func.func @small(
// CHECK: func.call @milc_d_solve_32x32_32x2(%{{.*}}) : (tensor<32x32xf64>, tensor<32x2xf64>) -> tensor<32x2xf64>
func.func @small(%a: tensor<?x32x32xf64>, %b: tensor<?x32x2xf64>) -> tensor<?x32x2xf64> {
  %0 = milcomplex.solve %a, %b : tensor<?x32x32xf64>, tensor<?x32x2xf64>
  return %0 : tensor<?x32x2xf64>
}

// Larger and empty ones have not.
// CHECK-LABEL: func.func @others(
// CHECK: call @milc_d_solve(
// CHECK: call @milc_d_solve(
func.func @others(%a: tensor<33x33xf64>, %b: tensor<33x2xf64>, %c: tensor<3x3xf64>, %d: tensor<3x0xf64>) -> (tensor<33x2xf64>, tensor<3x0xf64>) {
  %0 = milcomplex.solve %a, %b : tensor<33x33xf64>, tensor<33x2xf64>
  %1 = milcomplex.solve %c, %d : tensor<3x3xf64>, tensor<3x0xf64>
  return %0, %1 : tensor<33x2xf64>, tensor<3x0xf64>
}

// Vectors without a use are not computed.
// CHECK-LABEL: func.func @values(
// CHECK: call @milc_z_eigh_values_3x3_3{{[x0-9_]*}}(
// CHECK: call @milc_z_singular_values_3x3_3{{[x0-9_]*}}(
func.func @values(%a: tensor<3x3xcomplex<f64>>) -> (tensor<3xf64>, tensor<3xf64>) {
  %values, %vectors = milcomplex.eigh %a : tensor<3x3xcomplex<f64>>
  %u, %s, %vh = milcomplex.svd %a : tensor<3x3xcomplex<f64>>
  return %values, %s : tensor<3xf64>, tensor<3xf64>
}

// CHECK-LABEL: func.func @eigenvectors(
// CHECK: call @milc_z_eig_3x3_3{{[x0-9_]*}}(
// CHECK: call @milc_z_eig_right_3x3_3{{[x0-9_]*}}(
// CHECK: call @milc_z_eig_left_right_3x3_3{{[x0-9_]*}}(
func.func @eigenvectors(%a: tensor<3x3xcomplex<f64>>) -> (tensor<3xcomplex<f64>>, tensor<3x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>) {
  %0:3 = milcomplex.eig %a : tensor<3x3xcomplex<f64>>
  %1:3 = milcomplex.eig %a : tensor<3x3xcomplex<f64>>
  %2:3 = milcomplex.eig %a : tensor<3x3xcomplex<f64>>
  return %0#0, %1#2, %2#1, %2#2 : tensor<3xcomplex<f64>>, tensor<3x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>
}

// CHECK-LABEL: func.func @pivoted(
// CHECK: call @milc_z_householder_qr_pivoted_3x3_3{{[x0-9_]*}}(
// CHECK: call @milc_z_householder_product_3x3_3{{[x0-9_]*}}(
func.func @pivoted(%a: tensor<3x3xcomplex<f64>>) -> (tensor<3x3xcomplex<f64>>, tensor<3xi32>) {
  %q, %r, %order = milcomplex.qr pivoted %a : tensor<3x3xcomplex<f64>>
  return %q, %order : tensor<3x3xcomplex<f64>>, tensor<3xi32>
}

// CHECK-LABEL: func.func @exponential(
// CHECK: call @milc_d_expm_3x3(
func.func @exponential(%a: tensor<3x3xf64>) -> tensor<3x3xf64> {
  %0 = milcomplex.expm %a : tensor<3x3xf64>
  return %0 : tensor<3x3xf64>
}

// A function of the user's keeps its name.
// CHECK-LABEL: func.func @named(
// CHECK: call @milc_s_cholesky_3x3_0(
// CHECK-LABEL: func.func @milc_s_cholesky_3x3()
func.func @named(%a: tensor<3x3xf32>) -> tensor<3x3xf32> {
  %0 = milcomplex.cholesky %a : tensor<3x3xf32>
  return %0 : tensor<3x3xf32>
}
func.func @milc_s_cholesky_3x3() {
  return
}

// CHECK: func.func private @milc_c_cholesky(
// CHECK-NOT: func.func private @milc_c_cholesky(

// Tiny matrices are factored without loops; systems are solved column by column.
// CHECK-LABEL: func.func private @milc_z_cholesky_8x8(
// CHECK-NOT: scf.for
// CHECK-COUNT-8: math.sqrt
// CHECK-LABEL: func.func private @milc_c_triangular_solve_left_lower_2x2_2x16(
// CHECK: scf.for
// CHECK-NOT: scf.for
// CHECK: return
func.func @tiny(%a: tensor<8x8xcomplex<f64>>, %b: tensor<2x2xcomplex<f32>>, %x: tensor<2x16xcomplex<f32>>) -> (tensor<8x8xcomplex<f64>>, tensor<2x16xcomplex<f32>>) {
  %0 = milcomplex.cholesky %a : tensor<8x8xcomplex<f64>>
  %1 = milcomplex.triangular_solve lower %b, %x : tensor<2x2xcomplex<f32>>, tensor<2x16xcomplex<f32>>
  return %0, %1 : tensor<8x8xcomplex<f64>>, tensor<2x16xcomplex<f32>>
}

// Vectors of an array on the stack are read whole: it begins with zeros.
// CHECK-LABEL: func.func private @milc_d_cholesky_9x9(
// CHECK: %[[ARRAY:.*]] = bufferization.alloc_tensor() : tensor<9xf64>
// CHECK: %[[SLICE:.*]] = tensor.extract_slice %[[ARRAY]]
// CHECK: %[[ZEROS:.*]] = linalg.generic {{.*}} outs(%[[SLICE]]
// CHECK: %[[ZERO:.*]] = arith.constant 0.0
// CHECK: linalg.yield %[[ZERO]]
// CHECK: tensor.insert_slice %[[ZEROS]] into %[[ARRAY]]
func.func @initialized(%a: tensor<9x9xf64>) -> tensor<9x9xf64> {
  %0 = milcomplex.cholesky %a : tensor<9x9xf64>
  return %0 : tensor<9x9xf64>
}
