// RUN: milc-opt %s | milc-opt | FileCheck %s
// RUN: milc-opt --mlir-print-op-generic %s | milc-opt | FileCheck %s

// CHECK-LABEL: func.func @triangular(
// CHECK: milcomplex.cholesky %{{.*}} {kept} : tensor<2x?x4xcomplex<f32>>
// CHECK: milcomplex.lu %{{.*}} : tensor<2x3x4xf64>
// CHECK: milcomplex.triangular_solve %{{.*}}, %{{.*}} : tensor<4x4xf32>, tensor<4x5xf32>
// CHECK: milcomplex.triangular_solve right lower transpose conjugate unit_diagonal %{{.*}}, %{{.*}} : tensor<?x?xf32>, tensor<4x5xf32>
func.func @triangular(%a: tensor<2x?x4xcomplex<f32>>, %b: tensor<2x3x4xf64>, %c: tensor<4x4xf32>, %d: tensor<?x?xf32>, %x: tensor<4x5xf32>) -> (tensor<2x3xi32>, tensor<2x3xi32>) {
  %0 = milcomplex.cholesky %a {kept} : tensor<2x?x4xcomplex<f32>>
  %lu, %pivots, %permutation = milcomplex.lu %b : tensor<2x3x4xf64>
  %1 = milcomplex.triangular_solve %c, %x : tensor<4x4xf32>, tensor<4x5xf32>
  %2 = milcomplex.triangular_solve right lower transpose conjugate unit_diagonal %d, %1 : tensor<?x?xf32>, tensor<4x5xf32>
  return %pivots, %permutation : tensor<2x3xi32>, tensor<2x3xi32>
}

// CHECK-LABEL: func.func @systems(
// CHECK: milcomplex.solve %{{.*}}, %{{.*}} : tensor<2x3x3xcomplex<f64>>, tensor<2x3x1xcomplex<f64>>
// CHECK: milcomplex.inverse %{{.*}} : tensor<2x3x3xcomplex<f64>>
// CHECK: milcomplex.determinant %{{.*}} : tensor<2x3x3xcomplex<f64>>
// CHECK: milcomplex.slogdet %{{.*}} : tensor<2x3x3xcomplex<f64>>
func.func @systems(%a: tensor<2x3x3xcomplex<f64>>, %b: tensor<2x3x1xcomplex<f64>>) -> (tensor<2xcomplex<f64>>, tensor<2xcomplex<f64>>, tensor<2xf64>) {
  %0 = milcomplex.solve %a, %b : tensor<2x3x3xcomplex<f64>>, tensor<2x3x1xcomplex<f64>>
  %1 = milcomplex.inverse %a : tensor<2x3x3xcomplex<f64>>
  %2 = milcomplex.determinant %1 : tensor<2x3x3xcomplex<f64>>
  %3, %4 = milcomplex.slogdet %1 : tensor<2x3x3xcomplex<f64>>
  return %2, %3, %4 : tensor<2xcomplex<f64>>, tensor<2xcomplex<f64>>, tensor<2xf64>
}

// Sizes of results, of which some are dynamic where a size of the operand is.
// CHECK-LABEL: func.func @reflections(
// CHECK: milcomplex.householder_qr %{{.*}} : tensor<5x3xf32>
// CHECK: milcomplex.householder_product %{{.*}}, %{{.*}} : tensor<5x3xf32>, tensor<3xf32>
// CHECK: milcomplex.qr %{{.*}} : tensor<5x?xf32>
// CHECK: milcomplex.qr full %{{.*}} : tensor<5x?xf32>
func.func @reflections(%a: tensor<5x3xf32>, %b: tensor<5x?xf32>) -> (tensor<5x?xf32>, tensor<?x?xf32>, tensor<5x5xf32>, tensor<5x?xf32>) {
  %packed, %tau = milcomplex.householder_qr %a : tensor<5x3xf32>
  %0 = milcomplex.householder_product %packed, %tau : tensor<5x3xf32>, tensor<3xf32>
  %q, %r = milcomplex.qr %b : tensor<5x?xf32>
  %q1, %r1 = milcomplex.qr full %b : tensor<5x?xf32>
  return %q, %r, %q1, %r1 : tensor<5x?xf32>, tensor<?x?xf32>, tensor<5x5xf32>, tensor<5x?xf32>
}

// CHECK-LABEL: func.func @forms(
// CHECK: milcomplex.tridiagonal %{{.*}} : tensor<2x4x4xcomplex<f32>>
// CHECK: milcomplex.hessenberg %{{.*}} : tensor<0x0xf64>
// CHECK: milcomplex.schur %{{.*}} : tensor<4x?xcomplex<f64>>
// CHECK: milcomplex.eig %{{.*}} : tensor<4x?xcomplex<f64>>
func.func @forms(%a: tensor<2x4x4xcomplex<f32>>, %b: tensor<0x0xf64>, %c: tensor<4x?xcomplex<f64>>) -> (tensor<2x4xf32>, tensor<2x3xf32>, tensor<2x3xcomplex<f32>>, tensor<0xf64>, tensor<4x?xcomplex<f64>>, tensor<?xcomplex<f64>>) {
  %packed, %diagonal, %subdiagonal, %tau = milcomplex.tridiagonal %a : tensor<2x4x4xcomplex<f32>>
  %packed1, %tau1 = milcomplex.hessenberg %b : tensor<0x0xf64>
  %t, %z = milcomplex.schur %c : tensor<4x?xcomplex<f64>>
  %values, %left, %right = milcomplex.eig %c : tensor<4x?xcomplex<f64>>
  return %diagonal, %subdiagonal, %tau, %tau1, %z, %values : tensor<2x4xf32>, tensor<2x3xf32>, tensor<2x3xcomplex<f32>>, tensor<0xf64>, tensor<4x?xcomplex<f64>>, tensor<?xcomplex<f64>>
}

// CHECK-LABEL: func.func @spectra(
// CHECK: milcomplex.eigh %{{.*}} : tensor<?x4x4xcomplex<f32>>
// CHECK: milcomplex.svd %{{.*}} : tensor<3x4xcomplex<f64>>
// CHECK: milcomplex.svd full %{{.*}} : tensor<3x4xcomplex<f64>>
func.func @spectra(%a: tensor<?x4x4xcomplex<f32>>, %b: tensor<3x4xcomplex<f64>>) -> (tensor<?x4xf32>, tensor<3x3xcomplex<f64>>, tensor<3xf64>, tensor<3x4xcomplex<f64>>, tensor<4x4xcomplex<f64>>) {
  %values, %vectors = milcomplex.eigh %a : tensor<?x4x4xcomplex<f32>>
  %u, %s, %vh = milcomplex.svd %b : tensor<3x4xcomplex<f64>>
  %u1, %s1, %vh1 = milcomplex.svd full %b : tensor<3x4xcomplex<f64>>
  return %values, %u, %s, %vh, %vh1 : tensor<?x4xf32>, tensor<3x3xcomplex<f64>>, tensor<3xf64>, tensor<3x4xcomplex<f64>>, tensor<4x4xcomplex<f64>>
}

// CHECK-LABEL: func.func @exponential(
// CHECK: milcomplex.expm %{{.*}} {kept} : tensor<2x?x4xf64>
func.func @exponential(%a: tensor<2x?x4xf64>) -> tensor<2x?x4xf64> {
  %0 = milcomplex.expm %a {kept} : tensor<2x?x4xf64>
  return %0 : tensor<2x?x4xf64>
}

// CHECK-LABEL: func.func @pivoted(
// CHECK: milcomplex.householder_qr pivoted %{{.*}} : tensor<2x5x3xf32>
// CHECK: milcomplex.qr pivoted %{{.*}} : tensor<5x?xcomplex<f64>>
// CHECK: milcomplex.qr full pivoted %{{.*}} : tensor<5x?xcomplex<f64>>
func.func @pivoted(%a: tensor<2x5x3xf32>, %b: tensor<5x?xcomplex<f64>>) -> (tensor<2x3xi32>, tensor<?xi32>, tensor<5x5xcomplex<f64>>) {
  %packed, %tau, %order = milcomplex.householder_qr pivoted %a : tensor<2x5x3xf32>
  %q, %r, %order1 = milcomplex.qr pivoted %b : tensor<5x?xcomplex<f64>>
  %q1, %r1, %order2 = milcomplex.qr full pivoted %b : tensor<5x?xcomplex<f64>>
  return %order, %order1, %q1 : tensor<2x3xi32>, tensor<?xi32>, tensor<5x5xcomplex<f64>>
}

// CHECK-LABEL: func.func @marked(
// CHECK: milcomplex.householder_qr pivoted %{{.*}} first %{{.*}} : tensor<2x5x3xf32>, tensor<2x3xi32>
func.func @marked(%a: tensor<2x5x3xf32>, %marks: tensor<2x3xi32>) -> tensor<2x3xi32> {
  %packed, %tau, %order = milcomplex.householder_qr pivoted %a first %marks : tensor<2x5x3xf32>, tensor<2x3xi32>
  return %order : tensor<2x3xi32>
}
