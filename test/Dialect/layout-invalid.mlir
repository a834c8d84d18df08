// RUN: milc-opt --verify-diagnostics --split-input-file %s

func.func @last_dimension(%x: tensor<4x3xf32>) {
  // expected-error @below {{(C1): type of 'operand' is the type of 'result' with complex<T> replaced by T and one more, last dimension of 2}}
  %0 = "milcomplex.view_as_complex"(%x) : (tensor<4x3xf32>) -> tensor<4xcomplex<f32>>
  return
}

// -----

func.func @element_type(%z: tensor<4xcomplex<f32>>) {
  // expected-error @below {{(C1): type of 'result' is the type of 'operand' with complex<T> replaced by T and one more, last dimension of 2}}
  %0 = "milcomplex.view_as_real"(%z) : (tensor<4xcomplex<f32>>) -> tensor<4x2xf64>
  return
}

// -----

func.func @scalar(%z: complex<f32>) {
  // expected-error @below {{'milcomplex.view_as_real' op operand #0 must be ranked tensor of}}
  %0 = "milcomplex.view_as_real"(%z) : (complex<f32>) -> tensor<2xf32>
  return
}

// -----

// expected-error @below {{'func.func' op attribute 'milcomplex.abi' must be "pair" or "interleaved", but found "other"}}
func.func @abi_value() attributes {milcomplex.abi = "other"} {
  return
}

// -----

// expected-error @below {{'builtin.module' op attribute 'milcomplex.abi' must be on a func.func}}
module attributes {milcomplex.abi = "pair"} {
}

// -----

// expected-error @below {{'func.func' op attribute must be 'milcomplex.abi', which is the only one of the milcomplex dialect, but found "milcomplex.other"}}
func.func @other_attribute() attributes {milcomplex.other} {
  return
}
