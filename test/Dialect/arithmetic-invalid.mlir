// RUN: milc-opt --verify-diagnostics --split-input-file %s

func.func @add_c1_shape(%x: tensor<2xcomplex<f32>>, %y: tensor<3xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.add' op failed to verify that (C1): 'lhs', 'rhs', 'result' have one type}}
  %0 = "milcomplex.add"(%x, %y) : (tensor<2xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  return
}

// -----

func.func @sub_c1_element_type(%x: complex<f32>, %y: complex<f64>) {
  // expected-error @below {{'milcomplex.sub' op failed to verify that (C1): 'lhs', 'rhs', 'result' have one type}}
  %0 = "milcomplex.sub"(%x, %y) : (complex<f32>, complex<f64>) -> complex<f32>
  return
}

// -----

func.func @mul_c1_scalar_and_tensor(%x: complex<f32>, %y: tensor<complex<f32>>) {
  // expected-error @below {{'milcomplex.mul' op failed to verify that (C1): 'lhs', 'rhs', 'result' have one type}}
  %0 = "milcomplex.mul"(%x, %y) : (complex<f32>, tensor<complex<f32>>) -> tensor<complex<f32>>
  return
}

// -----

func.func @neg_c1_result(%x: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.neg' op failed to verify that (C1): 'operand', 'result' have one type}}
  %0 = "milcomplex.neg"(%x) : (tensor<2xcomplex<f32>>) -> tensor<?xcomplex<f32>>
  return
}

// -----

func.func @conj_c1_result(%x: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.conj' op failed to verify that (C1): 'operand', 'result' have one type}}
  %0 = "milcomplex.conj"(%x) : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f64>>
  return
}

// -----

func.func @custom_form_c1(%x: tensor<2xcomplex<f32>>, %y: tensor<3xcomplex<f32>>) { // expected-note {{prior use here}}
  // expected-error @below {{use of value '%y' expects different type than prior uses}}
  %0 = milcomplex.add %x, %y : tensor<2xcomplex<f32>>
  return
}

// -----

func.func @eq_c1_shape(%x: tensor<2xcomplex<f32>>, %y: tensor<3xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.eq' op failed to verify that (C1): 'lhs', 'rhs' have one type}}
  %0 = "milcomplex.eq"(%x, %y) : (tensor<2xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<2xi1>
  return
}

// -----

func.func @ne_c1_element_type(%x: complex<f32>, %y: complex<f64>) {
  // expected-error @below {{'milcomplex.ne' op failed to verify that (C1): 'lhs', 'rhs' have one type}}
  %0 = "milcomplex.ne"(%x, %y) : (complex<f32>, complex<f64>) -> i1
  return
}

// -----

func.func @eq_c2_shape(%x: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.eq' op failed to verify that (C2): type of 'result' is the type of 'lhs' with complex<T> replaced by i1}}
  %0 = "milcomplex.eq"(%x, %x) : (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) -> tensor<3xi1>
  return
}

// -----

func.func @ne_c2_scalar_of_tensors(%x: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.ne' op failed to verify that (C2): type of 'result' is the type of 'lhs' with complex<T> replaced by i1}}
  %0 = "milcomplex.ne"(%x, %x) : (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) -> i1
  return
}

// -----

func.func @ne_result_of_bytes(%x: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.ne' op result #0 must be i1 or a ranked tensor of it, but got 'tensor<2xi8>'}}
  %0 = "milcomplex.ne"(%x, %x) : (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) -> tensor<2xi8>
  return
}

// -----

func.func @add_reals(%x: f32) {
  // expected-error @below {{'milcomplex.add' op operand #0 must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'f32'}}
  %0 = milcomplex.add %x, %x : f32
  return
}

// -----

func.func @sub_complex_integers(%x: complex<i32>) {
  // expected-error @below {{'milcomplex.sub' op operand #0 must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'complex<i32>'}}
  %0 = milcomplex.sub %x, %x : complex<i32>
  return
}

// -----

func.func @mul_complex_f80(%x: complex<f80>) {
  // expected-error @below {{'milcomplex.mul' op operand #0 must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'complex<f80>'}}
  %0 = milcomplex.mul %x, %x : complex<f80>
  return
}

// -----

func.func @neg_memref(%x: memref<2xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.neg' op operand #0 must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'memref<2xcomplex<f32>>'}}
  %0 = milcomplex.neg %x : memref<2xcomplex<f32>>
  return
}

// -----

func.func @conj_unranked(%x: tensor<*xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.conj' op operand #0 must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'tensor<*xcomplex<f32>>'}}
  %0 = milcomplex.conj %x : tensor<*xcomplex<f32>>
  return
}

// -----

func.func @eq_reals(%x: tensor<2xf32>) {
  // expected-error @below {{'lhs' must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'tensor<2xf32>'}}
  %0 = milcomplex.eq %x, %x : tensor<2xf32>
  return
}

// -----

func.func @unknown_flag(%x: complex<f32>) {
  // expected-error @below {{expected ::mlir::arith::FastMathFlags to be one of: none, reassoc, nnan, ninf, nsz, arcp, contract, afn, fast}}
  // expected-error @below {{failed to parse Arith_FastMathAttr parameter 'value'}}
  %0 = milcomplex.add %x, %x fastmath<quick> : complex<f32>
  return
}
