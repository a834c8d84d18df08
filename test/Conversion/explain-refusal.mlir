// RUN: milc-opt --milc-explain -o /dev/null %s | FileCheck %s

// An op that cannot be lowered is in the report, and no error.

// CHECK-NOT: error:
// CHECK: "lowered": false,
// CHECK: "op": "linalg.softmax",
// CHECK: "becomes": [],
// CHECK-NEXT: "errors": [
// CHECK-NEXT: "'linalg.softmax' op
// CHECK-NEXT: ]
// CHECK: "op": "milcomplex.fft",
// CHECK: "errors": []
func.func @main(%x: tensor<2xcomplex<f32>>) -> (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) {
  %y = linalg.softmax dimension(0) ins(%x : tensor<2xcomplex<f32>>) outs(%x : tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  %z = milcomplex.fft %x axes [0] : tensor<2xcomplex<f32>>
  return %y, %z : tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>
}
