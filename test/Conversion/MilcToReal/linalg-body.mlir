// The body of a named op counts, not its name: in generic form it may be any.

// RUN: milc-opt --lower-complex %s | FileCheck %s
// RUN: milc-opt --canonicalize --lower-complex %s | FileCheck %s

// CHECK-LABEL: func.func @dot_of_conjugate(
// CHECK: linalg.generic {{.*}} iterator_types = ["reduction"]
// CHECK-SAME: ins(%{{.*}} : tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) outs(%{{.*}} : tensor<f32>, tensor<f32>)
// CHECK: arith.negf
func.func @dot_of_conjugate(%a: tensor<8xcomplex<f32>>, %b: tensor<8xcomplex<f32>>, %c: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = "linalg.dot"(%a, %b, %c) <{operandSegmentSizes = array<i32: 2, 1>}> ({
  ^bb0(%x: complex<f32>, %y: complex<f32>, %sum: complex<f32>):
    %conj = complex.conj %x : complex<f32>
    %product = complex.mul %conj, %y : complex<f32>
    %next = complex.add %sum, %product : complex<f32>
    linalg.yield %next : complex<f32>
  }) : (tensor<8xcomplex<f32>>, tensor<8xcomplex<f32>>, tensor<complex<f32>>) -> tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// CHECK-LABEL: func.func @conjugate_called_copy(
// CHECK: linalg.generic
// CHECK: arith.negf
func.func @conjugate_called_copy(%a: tensor<8xcomplex<f32>>, %b: tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  %0 = "linalg.copy"(%a, %b) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: complex<f32>, %y: complex<f32>):
    %conj = complex.conj %x : complex<f32>
    linalg.yield %conj : complex<f32>
  }) : (tensor<8xcomplex<f32>>, tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  return %0 : tensor<8xcomplex<f32>>
}

// CHECK-LABEL: func.func @sum_called_copy(
// CHECK: linalg.generic
// CHECK-COUNT-2: arith.addf
func.func @sum_called_copy(%a: tensor<8xcomplex<f32>>, %b: tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  %0 = "linalg.copy"(%a, %b) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: complex<f32>, %y: complex<f32>):
    %sum = complex.add %y, %x : complex<f32>
    linalg.yield %sum : complex<f32>
  }) : (tensor<8xcomplex<f32>>, tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  return %0 : tensor<8xcomplex<f32>>
}

// CHECK-LABEL: func.func @nothing_called_fill(
// CHECK: linalg.generic
// CHECK: ^bb0(%{{.*}}: f32, %{{.*}}: f32, %[[RE:.*]]: f32, %[[IM:.*]]: f32):
// CHECK-NEXT: linalg.yield %[[RE]], %[[IM]]
func.func @nothing_called_fill(%z: complex<f32>, %t: tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  %0 = "linalg.fill"(%z, %t) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: complex<f32>, %y: complex<f32>):
    linalg.yield %y : complex<f32>
  }) : (complex<f32>, tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  return %0 : tensor<8xcomplex<f32>>
}

// Its own body, with ops in another order, is accepted.
// CHECK-LABEL: func.func @own_body(
// CHECK-COUNT-4: linalg.dot
// CHECK-NOT: linalg.generic
func.func @own_body(%a: tensor<8xcomplex<f32>>, %b: tensor<8xcomplex<f32>>, %c: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = "linalg.dot"(%a, %b, %c) <{operandSegmentSizes = array<i32: 2, 1>}> ({
  ^bb0(%x: complex<f32>, %y: complex<f32>, %sum: complex<f32>):
    %product = complex.mul %y, %x : complex<f32>
    %next = complex.add %product, %sum : complex<f32>
    linalg.yield %next : complex<f32>
  }) : (tensor<8xcomplex<f32>>, tensor<8xcomplex<f32>>, tensor<complex<f32>>) -> tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// A fold moves the constant that is the imaginary part of %a out of the body.
// CHECK-LABEL: func.func @convolution_of_reals(
// CHECK-COUNT-2: linalg.conv_1d ins(%{{.*}} : tensor<8xf32>, tensor<3xf32>)
// CHECK-NOT: linalg.conv_1d
func.func @convolution_of_reals(%a: tensor<8xf32>, %b: tensor<3xcomplex<f32>>, %c: tensor<6xcomplex<f32>>) -> tensor<6xcomplex<f32>> {
  %0 = linalg.conv_1d ins(%a, %b : tensor<8xf32>, tensor<3xcomplex<f32>>) outs(%c : tensor<6xcomplex<f32>>) -> tensor<6xcomplex<f32>>
  return %0 : tensor<6xcomplex<f32>>
}

// CHECK-LABEL: func.func @convolution_with_reals(
// CHECK-COUNT-2: linalg.conv_1d ins(%{{.*}} : tensor<8xf32>, tensor<3xf32>)
// CHECK-NOT: linalg.conv_1d
func.func @convolution_with_reals(%a: tensor<8xcomplex<f32>>, %b: tensor<3xf32>, %c: tensor<6xcomplex<f32>>) -> tensor<6xcomplex<f32>> {
  %0 = linalg.conv_1d ins(%a, %b : tensor<8xcomplex<f32>>, tensor<3xf32>) outs(%c : tensor<6xcomplex<f32>>) -> tensor<6xcomplex<f32>>
  return %0 : tensor<6xcomplex<f32>>
}
