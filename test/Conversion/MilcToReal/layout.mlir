// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// CHECK-LABEL: func.func @view_as_real(
// CHECK-SAME: %[[RE:.*]]: tensor<?xf32>, %[[IM:.*]]: tensor<?xf32>) -> tensor<?x2xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[D:.*]]) : tensor<?x2xf32>
// CHECK: %[[RE_1:.*]] = tensor.expand_shape %[[RE]] {{\[\[}}0, 1]] output_shape [%[[D]], 1]
// CHECK: %[[HALF:.*]] = tensor.insert_slice %[[RE_1]] into %[[EMPTY]][0, 0] [%[[D]], 1] [1, 1]
// CHECK: %[[IM_1:.*]] = tensor.expand_shape %[[IM]]
// CHECK: %[[WHOLE:.*]] = tensor.insert_slice %[[IM_1]] into %[[HALF]][0, 1] [%[[D]], 1] [1, 1]
// CHECK: return %[[WHOLE]]
func.func @view_as_real(%z: tensor<?xcomplex<f32>>) -> tensor<?x2xf32> {
  %x = milcomplex.view_as_real %z : tensor<?xcomplex<f32>>
  return %x : tensor<?x2xf32>
}

// CHECK-LABEL: func.func @view_as_complex(
// CHECK-SAME: %[[X:.*]]: tensor<2xf64>) -> (tensor<f64>, tensor<f64>)
// CHECK: %[[RE_1:.*]] = tensor.extract_slice %[[X]][0] [1] [1] : tensor<2xf64> to tensor<1xf64>
// CHECK: %[[RE:.*]] = tensor.collapse_shape %[[RE_1]] [] : tensor<1xf64> into tensor<f64>
// CHECK: %[[IM_1:.*]] = tensor.extract_slice %[[X]][1] [1] [1] : tensor<2xf64> to tensor<1xf64>
// CHECK: %[[IM:.*]] = tensor.collapse_shape %[[IM_1]] [] : tensor<1xf64> into tensor<f64>
// CHECK: return %[[RE]], %[[IM]]
func.func @view_as_complex(%x: tensor<2xf64>) -> tensor<complex<f64>> {
  %z = milcomplex.view_as_complex %x : tensor<complex<f64>>
  return %z : tensor<complex<f64>>
}

// CHECK-LABEL: func.func @empty(
// CHECK-NOT: slice
func.func @empty(%x: tensor<0x2xf64>) -> (tensor<0x2xf64>, tensor<0xcomplex<f64>>) {
  %z = milcomplex.view_as_complex %x : tensor<0xcomplex<f64>>
  %c = milcomplex.conj %z : tensor<0xcomplex<f64>>
  %y = milcomplex.view_as_real %c : tensor<0xcomplex<f64>>
  return %y, %c : tensor<0x2xf64>, tensor<0xcomplex<f64>>
}
