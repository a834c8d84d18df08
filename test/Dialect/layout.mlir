// RUN: milc-opt %s | milc-opt | FileCheck %s
// RUN: milc-opt --mlir-print-op-generic %s | milc-opt | FileCheck %s

// CHECK-LABEL: func.func @views(
// CHECK: %[[X:.*]] = milcomplex.view_as_real %{{.*}} {kept} : tensor<?x3xcomplex<f32>>
// CHECK: milcomplex.view_as_complex %[[X]] {kept} : tensor<?x3xcomplex<f32>>
func.func @views(%z: tensor<?x3xcomplex<f32>>) -> (tensor<?x3x2xf32>, tensor<?x3xcomplex<f32>>) {
  %x = milcomplex.view_as_real %z {kept} : tensor<?x3xcomplex<f32>>
  %y = milcomplex.view_as_complex %x {kept} : tensor<?x3xcomplex<f32>>
  return %x, %y : tensor<?x3x2xf32>, tensor<?x3xcomplex<f32>>
}

// CHECK-LABEL: func.func @rank_0(
// CHECK: milcomplex.view_as_real %{{.*}} : tensor<complex<f64>>
func.func @rank_0(%z: tensor<complex<f64>>) -> tensor<2xf64> {
  %x = milcomplex.view_as_real %z : tensor<complex<f64>>
  return %x : tensor<2xf64>
}

// CHECK-LABEL: func.func @abi() attributes {milcomplex.abi = "interleaved"}
func.func @abi() attributes {milcomplex.abi = "interleaved"} {
  return
}
