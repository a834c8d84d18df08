// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// CHECK-LABEL: func.func @select(
// CHECK-SAME: %[[C:[^:]*]]: i1, %[[Z_RE:[^:]*]]: f32, %[[Z_IM:[^:]*]]: f32, %[[W_RE:[^:]*]]: f32, %[[W_IM:[^:]*]]: f32)
// CHECK-DAG: %[[RE:.*]] = arith.select %[[C]], %[[Z_RE]], %[[W_RE]] {kept.select} : f32
// CHECK-DAG: %[[IM:.*]] = arith.select %[[C]], %[[Z_IM]], %[[W_IM]] {kept.select} : f32
// CHECK: return %[[RE]], %[[IM]]
func.func @select(%c: i1, %z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %0 = arith.select %c, %z, %w {kept.select} : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @select_whole_tensor(
// CHECK: arith.select %[[C:.*]], %{{.*}}, %{{.*}} : tensor<?xf32>
// CHECK: arith.select %[[C]], %{{.*}}, %{{.*}} : tensor<?xf32>
func.func @select_whole_tensor(%c: i1, %z: tensor<?xcomplex<f32>>, %w: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = arith.select %c, %z, %w : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// CHECK-LABEL: func.func @select_elements(
// CHECK: arith.select %[[MASK:.*]], %{{.*}}, %{{.*}} : tensor<2xi1>, tensor<2xf32>
// CHECK: arith.select %[[MASK]], %{{.*}}, %{{.*}} : tensor<2xi1>, tensor<2xf32>
func.func @select_elements(%c: tensor<2xi1>, %z: tensor<2xcomplex<f32>>, %w: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = arith.select %c, %z, %w : tensor<2xi1>, tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @select_function(
// CHECK: %[[F:.*]] = arith.select %{{.*}}, %{{.*}}, %{{.*}} : (f32, f32) -> ()
// CHECK: return %[[F]]
func.func @select_function(%c: i1, %f: (complex<f32>) -> (), %g: (complex<f32>) -> ()) -> ((complex<f32>) -> ()) {
  %0 = arith.select %c, %f, %g : (complex<f32>) -> ()
  return %0 : (complex<f32>) -> ()
}
