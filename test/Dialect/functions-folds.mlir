// Only results that every lowering returns fold: none that depends on
// complex-range or on the real functions of the target.

// RUN: milc-opt --canonicalize %s | FileCheck %s

// CHECK-LABEL: func.func @classified_number(
// CHECK-DAG: %[[TRUE:.*]] = arith.constant true
// CHECK-DAG: %[[FALSE:.*]] = arith.constant false
// CHECK: return %[[FALSE]], %[[TRUE]], %[[TRUE]]
func.func @classified_number() -> (i1, i1, i1) {
  %z = milcomplex.const [0x7F800000 : f32, 0x7FC00000 : f32] : complex<f32>
  %finite = milcomplex.is_finite %z : complex<f32>
  %inf = milcomplex.is_inf %z : complex<f32>
  %nan = milcomplex.is_nan %z : complex<f32>
  return %finite, %inf, %nan : i1, i1, i1
}

// CHECK-LABEL: func.func @classified_tensor(
// CHECK-DAG: %[[FINITE:.*]] = arith.constant dense<[true, false, false]>
// CHECK-DAG: %[[INF:.*]] = arith.constant dense<[false, true, false]>
// CHECK-DAG: %[[NAN:.*]] = arith.constant dense<[false, false, true]>
// CHECK: return %[[FINITE]], %[[INF]], %[[NAN]]
func.func @classified_tensor() -> (tensor<3xi1>, tensor<3xi1>, tensor<3xi1>) {
  %z = arith.constant dense<[(1.0, 2.0), (1.0, 0xFF800000), (0x7FC00000, 0.0)]> : tensor<3xcomplex<f32>>
  %finite = milcomplex.is_finite %z : tensor<3xcomplex<f32>>
  %inf = milcomplex.is_inf %z : tensor<3xcomplex<f32>>
  %nan = milcomplex.is_nan %z : tensor<3xcomplex<f32>>
  return %finite, %inf, %nan : tensor<3xi1>, tensor<3xi1>, tensor<3xi1>
}

// CHECK-LABEL: func.func @classified_splat(
// CHECK: %[[MASK:.*]] = arith.constant dense<true> : tensor<68719476736xi1>
// CHECK: return %[[MASK]]
func.func @classified_splat() -> tensor<68719476736xi1> {
  %z = arith.constant dense<(1.0, 2.0)> : tensor<68719476736xcomplex<f64>>
  %finite = milcomplex.is_finite %z : tensor<68719476736xcomplex<f64>>
  return %finite : tensor<68719476736xi1>
}

// CHECK-LABEL: func.func @not_folded(
// CHECK: milcomplex.exp
// CHECK: milcomplex.abs
// CHECK: milcomplex.div
func.func @not_folded() -> (complex<f32>, f32, complex<f32>) {
  %z = milcomplex.const [0.0 : f32, 0.0 : f32] : complex<f32>
  %exp = milcomplex.exp %z : complex<f32>
  %abs = milcomplex.abs %z : complex<f32>
  %div = milcomplex.div %z, %z : complex<f32>
  return %exp, %abs, %div : complex<f32>, f32, complex<f32>
}
