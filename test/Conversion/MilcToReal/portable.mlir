// complex-range=portable consists of what every deployment format has, in the
// type of the operands, whatever the fast-math flags.

// RUN: milc-opt --lower-complex="complex-range=portable real-functions=call" %s | mlir-opt | FileCheck %s --implicit-check-not=math.fma --implicit-check-not=bitcast --implicit-check-not=copysign --implicit-check-not=atan2 --implicit-check-not=math.powf --implicit-check-not=arith.extf

// A product is textbook: six ops.
// CHECK-LABEL: func.func @mul(
// CHECK-COUNT-4: arith.mulf %{{.*}} : tensor<8xf32>
// CHECK-NEXT: arith.subf
// CHECK-NEXT: arith.addf
// CHECK-NEXT: return
func.func @mul(%x: tensor<8xcomplex<f32>>, %y: tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  %0 = milcomplex.mul %x, %y : tensor<8xcomplex<f32>>
  return %0 : tensor<8xcomplex<f32>>
}

// Scaled by the larger part.
// CHECK-LABEL: func.func @abs(
// CHECK: %[[LARGER:.*]] = arith.maximumf %{{.*}}, %{{.*}} : f16
// CHECK: arith.divf
// CHECK: %[[ROOT:.*]] = math.sqrt %{{.*}} : f16
// CHECK: arith.mulf %[[LARGER]], %[[ROOT]] : f16
func.func @abs(%z: complex<f16>) -> f16 {
  %0 = milcomplex.abs %z : complex<f16>
  return %0 : f16
}

// CHECK-LABEL: func.func @functions(
func.func @functions(%z: tensor<4xcomplex<f32>>, %w: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = milcomplex.log %z fastmath<fast> : tensor<4xcomplex<f32>>
  %1 = milcomplex.sqrt %0 : tensor<4xcomplex<f32>>
  %2 = milcomplex.tanh %1 : tensor<4xcomplex<f32>>
  %3 = milcomplex.asin %2 : tensor<4xcomplex<f32>>
  %4 = milcomplex.pow %3, %w : tensor<4xcomplex<f32>>
  %5 = milcomplex.div %4, %w fastmath<arcp> : tensor<4xcomplex<f32>>
  return %5 : tensor<4xcomplex<f32>>
}

// The exponent is converted once.
// CHECK-LABEL: func.func @powi(
// CHECK: arith.sitofp %{{.*}} : i32 to f32
func.func @powi(%z: complex<f32>, %n: i32) -> complex<f32> {
  %0 = complex.powi %z, %n fastmath<none> : complex<f32>, i32
  return %0 : complex<f32>
}
