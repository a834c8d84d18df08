// A named op that was given another body than its own in generic form.
// RUN: milc-opt --lower-complex --verify-diagnostics --split-input-file %s

func.func @dot(%a: tensor<8xcomplex<f32>>, %b: tensor<8xcomplex<f32>>, %c: tensor<complex<f32>>) -> tensor<complex<f32>> {
  // expected-error @below {{'linalg.dot' op must have the body that follows from its name, but found another; write it as a linalg.generic}}
  %0 = "linalg.dot"(%a, %b, %c) <{operandSegmentSizes = array<i32: 2, 1>}> ({
  ^bb0(%x: complex<f32>, %y: complex<f32>, %sum: complex<f32>):
    %conj = complex.conj %x : complex<f32>
    %product = complex.mul %conj, %y : complex<f32>
    %next = complex.add %sum, %product : complex<f32>
    linalg.yield %next : complex<f32>
  }) : (tensor<8xcomplex<f32>>, tensor<8xcomplex<f32>>, tensor<complex<f32>>) -> tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// -----

func.func @copy(%a: tensor<8xcomplex<f32>>, %b: tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  // expected-error @below {{'linalg.copy' op must have the body that follows from its name, but found another}}
  %0 = "linalg.copy"(%a, %b) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: complex<f32>, %y: complex<f32>):
    %conj = complex.conj %x : complex<f32>
    linalg.yield %conj : complex<f32>
  }) : (tensor<8xcomplex<f32>>, tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  return %0 : tensor<8xcomplex<f32>>
}

// -----

func.func @fill(%z: complex<f32>, %t: tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  // expected-error @below {{'linalg.fill' op must have the body that follows from its name, but found another}}
  %0 = "linalg.fill"(%z, %t) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: complex<f32>, %y: complex<f32>):
    linalg.yield %y : complex<f32>
  }) : (complex<f32>, tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  return %0 : tensor<8xcomplex<f32>>
}

// -----

// Its own body, written out, is all right.
func.func @own_body(%a: tensor<8xcomplex<f32>>, %b: tensor<8xcomplex<f32>>, %c: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = "linalg.dot"(%a, %b, %c) <{operandSegmentSizes = array<i32: 2, 1>}> ({
  ^bb0(%x: complex<f32>, %y: complex<f32>, %sum: complex<f32>):
    %product = complex.mul %x, %y : complex<f32>
    %next = complex.add %sum, %product : complex<f32>
    linalg.yield %next : complex<f32>
  }) : (tensor<8xcomplex<f32>>, tensor<8xcomplex<f32>>, tensor<complex<f32>>) -> tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}
