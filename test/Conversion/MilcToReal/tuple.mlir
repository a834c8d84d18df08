// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// A tuple stays one value, which holds the parts.
// CHECK-LABEL: func.func @tuple(
// CHECK-SAME: %[[T:.*]]: tuple<f32, f32, tuple<tensor<2xf64>, tensor<2xf64>>, i1>, %{{.*}}: f32, %{{.*}}: f32) -> tuple<f32, f32, tuple<tensor<2xf64>, tensor<2xf64>>, i1>
// CHECK: return %[[T]]
func.func @tuple(%t: tuple<complex<f32>, tuple<tensor<2xcomplex<f64>>>, i1>, %z: complex<f32>) -> tuple<complex<f32>, tuple<tensor<2xcomplex<f64>>>, i1> {
  return %t : tuple<complex<f32>, tuple<tensor<2xcomplex<f64>>>, i1>
}

// CHECK-LABEL: func.func @call(
// CHECK: call @tuple(
func.func @call(%t: tuple<complex<f32>, tuple<tensor<2xcomplex<f64>>>, i1>, %z: complex<f32>) -> tuple<complex<f32>, tuple<tensor<2xcomplex<f64>>>, i1> {
  %0 = call @tuple(%t, %z) : (tuple<complex<f32>, tuple<tensor<2xcomplex<f64>>>, i1>, complex<f32>) -> tuple<complex<f32>, tuple<tensor<2xcomplex<f64>>>, i1>
  return %0 : tuple<complex<f32>, tuple<tensor<2xcomplex<f64>>>, i1>
}
