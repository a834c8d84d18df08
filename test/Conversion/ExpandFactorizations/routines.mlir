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
func.func @twice(%a: tensor<2x3x3xcomplex<f32>>, %b: tensor<?x?xcomplex<f32>>) -> (tensor<2x3x3xcomplex<f32>>, tensor<?x?xcomplex<f32>>) {
  %0 = milcomplex.cholesky %a : tensor<2x3x3xcomplex<f32>>
  %1 = milcomplex.cholesky %b : tensor<?x?xcomplex<f32>>
  return %0, %1 : tensor<2x3x3xcomplex<f32>>, tensor<?x?xcomplex<f32>>
}

// A system is solved by a factorization and two triangular systems.
// CHECK-LABEL: func.func @system(
// CHECK: call @milc_d_lu(
// CHECK: linalg.generic
// CHECK: call @milc_d_triangular_solve_left_lower_unit(
// CHECK: call @milc_d_triangular_solve_left_upper(
func.func @system(%a: tensor<3x3xf64>, %b: tensor<3x2xf64>) -> tensor<3x2xf64> {
  %0 = milcomplex.solve %a, %b : tensor<3x3xf64>, tensor<3x2xf64>
  return %0 : tensor<3x2xf64>
}

// Vectors without a use are not computed.
// CHECK-LABEL: func.func @values(
// CHECK: call @milc_z_eigh_values(
// CHECK: call @milc_z_singular_values(
func.func @values(%a: tensor<3x3xcomplex<f64>>) -> (tensor<3xf64>, tensor<3xf64>) {
  %values, %vectors = milcomplex.eigh %a : tensor<3x3xcomplex<f64>>
  %u, %s, %vh = milcomplex.svd %a : tensor<3x3xcomplex<f64>>
  return %values, %s : tensor<3xf64>, tensor<3xf64>
}

// CHECK-LABEL: func.func @eigenvectors(
// CHECK: call @milc_z_eig(
// CHECK: call @milc_z_eig_right(
// CHECK: call @milc_z_eig_left_right(
func.func @eigenvectors(%a: tensor<3x3xcomplex<f64>>) -> (tensor<3xcomplex<f64>>, tensor<3x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>) {
  %0:3 = milcomplex.eig %a : tensor<3x3xcomplex<f64>>
  %1:3 = milcomplex.eig %a : tensor<3x3xcomplex<f64>>
  %2:3 = milcomplex.eig %a : tensor<3x3xcomplex<f64>>
  return %0#0, %1#2, %2#1, %2#2 : tensor<3xcomplex<f64>>, tensor<3x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>
}

// CHECK-LABEL: func.func @pivoted(
// CHECK: call @milc_z_householder_qr_pivoted(
// CHECK: call @milc_z_householder_product(
func.func @pivoted(%a: tensor<3x3xcomplex<f64>>) -> (tensor<3x3xcomplex<f64>>, tensor<3xi32>) {
  %q, %r, %order = milcomplex.qr pivoted %a : tensor<3x3xcomplex<f64>>
  return %q, %order : tensor<3x3xcomplex<f64>>, tensor<3xi32>
}

// CHECK-LABEL: func.func @exponential(
// CHECK: call @milc_d_expm(
func.func @exponential(%a: tensor<3x3xf64>) -> tensor<3x3xf64> {
  %0 = milcomplex.expm %a : tensor<3x3xf64>
  return %0 : tensor<3x3xf64>
}

// A function of the user's keeps its name.
// CHECK-LABEL: func.func @named(
// CHECK: call @milc_s_cholesky_0(
// CHECK-LABEL: func.func @milc_s_cholesky()
func.func @named(%a: tensor<3x3xf32>) -> tensor<3x3xf32> {
  %0 = milcomplex.cholesky %a : tensor<3x3xf32>
  return %0 : tensor<3x3xf32>
}
func.func @milc_s_cholesky() {
  return
}

// CHECK: func.func private @milc_c_cholesky(
// CHECK-NOT: func.func private @milc_c_cholesky(
