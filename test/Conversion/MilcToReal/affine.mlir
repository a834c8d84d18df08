// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// CHECK-LABEL: func.func @loop(
// CHECK-SAME: %[[RE:.*]]: memref<8xf32>, %[[IM:.*]]: memref<8xf32>, %[[Z_RE:.*]]: f32, %[[Z_IM:.*]]: f32)
// CHECK: affine.for %[[I:.*]] = 0 to 4 iter_args(%{{.*}} = %[[Z_RE]], %{{.*}} = %[[Z_IM]]) -> (f32, f32) {
// CHECK: affine.load %[[RE]][%[[I]] * 2] : memref<8xf32>
// CHECK: affine.load %[[IM]][%[[I]] * 2] : memref<8xf32>
// CHECK: affine.yield %{{.*}}, %{{.*}} : f32, f32
// CHECK: } {kept}
func.func @loop(%m: memref<8xcomplex<f32>>, %z: complex<f32>) -> complex<f32> {
  %0 = affine.for %i = 0 to 4 iter_args(%acc = %z) -> (complex<f32>) {
    %e = affine.load %m[%i * 2] : memref<8xcomplex<f32>>
    %s = complex.add %acc, %e : complex<f32>
    affine.yield %s : complex<f32>
  } {kept}
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @branch(
// CHECK: %[[R:.*]]:2 = affine.if #{{.*}}(%{{.*}}) -> (f32, f32) {
// CHECK: affine.prefetch %{{.*}}[0], read
// CHECK: affine.prefetch %{{.*}}[0], read
// CHECK: affine.store %[[R]]#0
// CHECK: affine.store %[[R]]#1
func.func @branch(%m: memref<8xcomplex<f32>>, %z: complex<f32>, %i: index) {
  affine.parallel (%j) = (0) to (8) {
    %0 = affine.if affine_set<(d0) : (d0 >= 0)>(%j) -> complex<f32> {
      affine.prefetch %m[0], read, locality<3>, data : memref<8xcomplex<f32>>
      affine.yield %z : complex<f32>
    } else {
      %1 = complex.neg %z : complex<f32>
      affine.yield %1 : complex<f32>
    }
    affine.store %0, %m[%j] : memref<8xcomplex<f32>>
  }
  return
}
