// RUN: milc-opt --canonicalize %s | FileCheck %s

// CHECK-LABEL: func.func @inverses(
// CHECK-SAME: %[[Z:.*]]: tensor<4xcomplex<f32>>, %[[X:.*]]: tensor<4x2xf32>)
// CHECK-NEXT: return %[[Z]], %[[X]]
func.func @inverses(%z: tensor<4xcomplex<f32>>, %x: tensor<4x2xf32>) -> (tensor<4xcomplex<f32>>, tensor<4x2xf32>) {
  %0 = milcomplex.view_as_real %z : tensor<4xcomplex<f32>>
  %1 = milcomplex.view_as_complex %0 : tensor<4xcomplex<f32>>
  %2 = milcomplex.view_as_complex %x : tensor<4xcomplex<f32>>
  %3 = milcomplex.view_as_real %2 : tensor<4xcomplex<f32>>
  return %1, %3 : tensor<4xcomplex<f32>>, tensor<4x2xf32>
}
