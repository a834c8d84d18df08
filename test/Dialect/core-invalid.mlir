// RUN: milc-opt --verify-diagnostics --split-input-file %s

//===----------------------------------------------------------------------===//
// milcomplex.const
//===----------------------------------------------------------------------===//

func.func @const_c1_in_custom_form() {
  // expected-error @below {{value must be an elements attribute or an array [re, im], but found #complex.number<:f32 1.000000e+00, 2.000000e+00> : complex<f32>}}
  %0 = milcomplex.const #complex.number<:f32 1.0, 2.0>
  return
}

// -----

func.func @const_c1_float() {
  // expected-error @below {{'milcomplex.const' op (C1): value must be an elements attribute or an array [re, im], but found 1.000000e+00 : f32}}
  %0 = "milcomplex.const"() {value = 1.0 : f32} : () -> complex<f32>
  return
}

// -----

func.func @const_c1_string() {
  // expected-error @below {{'milcomplex.const' op (C1): value must be an elements attribute or an array [re, im], but found "i"}}
  %0 = "milcomplex.const"() {value = "i"} : () -> complex<f32>
  return
}

// -----

func.func @const_c2_shape() {
  // expected-error @below {{'milcomplex.const' op (C2): value must have the result's type 'tensor<3xcomplex<f32>>', but found 'tensor<2xcomplex<f32>>'}}
  %0 = "milcomplex.const"() {value = dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>} : () -> tensor<3xcomplex<f32>>
  return
}

// -----

func.func @const_c2_element_type() {
  // expected-error @below {{'milcomplex.const' op (C2): value must have the result's type 'tensor<2xcomplex<f32>>', but found 'tensor<2xcomplex<f64>>'}}
  %0 = "milcomplex.const"() {value = dense<(1.0, 2.0)> : tensor<2xcomplex<f64>>} : () -> tensor<2xcomplex<f32>>
  return
}

// -----

func.func @const_c2_integer_elements() {
  // expected-error @below {{'milcomplex.const' op (C2): value must have the result's type 'tensor<2xcomplex<f32>>', but found 'tensor<2xi32>'}}
  %0 = "milcomplex.const"() {value = dense<1> : tensor<2xi32>} : () -> tensor<2xcomplex<f32>>
  return
}

// -----

func.func @const_c3_too_short() {
  // expected-error @below {{'milcomplex.const' op (C3): array value must hold two floats of the element type of result 'complex<f64>', but found [1.000000e+00]}}
  %0 = milcomplex.const [1.0] : complex<f64>
  return
}

// -----

func.func @const_c3_too_long() {
  // expected-error @below {{'milcomplex.const' op (C3): array value must hold two floats of the element type of result 'complex<f64>', but found [1.000000e+00, 2.000000e+00, 3.000000e+00]}}
  %0 = milcomplex.const [1.0, 2.0, 3.0] : complex<f64>
  return
}

// -----

func.func @const_c3_empty() {
  // expected-error @below {{'milcomplex.const' op (C3): array value must hold two floats of the element type of result 'complex<f64>', but found []}}
  %0 = milcomplex.const [] : complex<f64>
  return
}

// -----

func.func @const_c3_second_of_another_type() {
  // expected-error @below {{'milcomplex.const' op (C3): array value must hold two floats of the element type of result 'complex<f32>', but found [1.000000e+00 : f32, 2.000000e+00]}}
  %0 = milcomplex.const [1.0 : f32, 2.0 : f64] : complex<f32>
  return
}

// -----

func.func @const_c3_both_of_another_type() {
  // expected-error @below {{'milcomplex.const' op (C3): array value must hold two floats of the element type of result 'complex<f64>', but found [1.000000e+00 : f32, 2.000000e+00 : f32]}}
  %0 = milcomplex.const [1.0 : f32, 2.0 : f32] : complex<f64>
  return
}

// -----

func.func @const_c3_integers() {
  // expected-error @below {{'milcomplex.const' op (C3): array value must hold two floats of the element type of result 'complex<f32>', but found [1 : i32, 2 : i32]}}
  %0 = milcomplex.const [1 : i32, 2 : i32] : complex<f32>
  return
}

// -----

func.func @const_c3_array_for_a_tensor() {
  // expected-error @below {{'milcomplex.const' op (C3): array value must hold two floats of the element type of result 'tensor<complex<f64>>', but found [1.000000e+00, 2.000000e+00]}}
  %0 = milcomplex.const [1.0, 2.0] : tensor<complex<f64>>
  return
}

// -----

func.func @const_without_value() {
  // expected-error @below {{'milcomplex.const' op requires attribute 'value'}}
  %0 = "milcomplex.const"() : () -> complex<f32>
  return
}

// -----

func.func @const_value_twice() {
  // expected-error @below {{value must be given once}}
  %0 = milcomplex.const [1.0, 2.0] {value = [3.0, 4.0]} : complex<f64>
  return
}

// -----

func.func @const_without_type() {
  // expected-error @below {{expected ':'}}
  %0 = milcomplex.const [1.0, 2.0] return
}

// -----

func.func @const_number_with_real_type() {
  // expected-error @below {{'milcomplex.const' op result #0 must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'f64'}}
  %0 = milcomplex.const [1.0, 2.0] : f64
  return
}

// -----

func.func @const_real_elements() {
  // expected-error @below {{'milcomplex.const' op result #0 must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'tensor<2xf32>'}}
  %0 = milcomplex.const dense<1.0> : tensor<2xf32>
  return
}

// -----

func.func @const_complex_integer_elements() {
  // expected-error @below {{'milcomplex.const' op result #0 must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'tensor<2xcomplex<i32>>'}}
  %0 = milcomplex.const dense<(1, 2)> : tensor<2xcomplex<i32>>
  return
}

// -----

func.func @const_f80_elements() {
  // expected-error @below {{'milcomplex.const' op result #0 must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'tensor<2xcomplex<f80>>'}}
  %0 = milcomplex.const dense<(1.0, 2.0)> : tensor<2xcomplex<f80>>
  return
}

// -----

//===----------------------------------------------------------------------===//
// milcomplex.real, milcomplex.imag
//===----------------------------------------------------------------------===//

func.func @real_c1_element_type(%z: complex<f32>) {
  // expected-error @below {{'milcomplex.real' op failed to verify that (C1): type of 'result' is the type of 'operand' with complex<T> replaced by T}}
  %0 = "milcomplex.real"(%z) : (complex<f32>) -> f64
  return
}

// -----

func.func @imag_c1_element_type(%z: complex<f32>) {
  // expected-error @below {{'milcomplex.imag' op failed to verify that (C1): type of 'result' is the type of 'operand' with complex<T> replaced by T}}
  %0 = "milcomplex.imag"(%z) : (complex<f32>) -> f64
  return
}

// -----

func.func @real_c1_shape(%z: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.real' op failed to verify that (C1): type of 'result' is the type of 'operand' with complex<T> replaced by T}}
  %0 = "milcomplex.real"(%z) : (tensor<2xcomplex<f32>>) -> tensor<?xf32>
  return
}

// -----

func.func @imag_c1_scalar_of_a_tensor(%z: tensor<complex<f32>>) {
  // expected-error @below {{'milcomplex.imag' op failed to verify that (C1): type of 'result' is the type of 'operand' with complex<T> replaced by T}}
  %0 = "milcomplex.imag"(%z) : (tensor<complex<f32>>) -> f32
  return
}

// -----

func.func @real_with_complex_result(%z: complex<f32>) {
  // expected-error @below {{'milcomplex.real' op result #0 must be f16, bf16, f32 or f64, or a ranked tensor of it, but got 'complex<f32>'}}
  %0 = "milcomplex.real"(%z) : (complex<f32>) -> complex<f32>
  return
}

// -----

func.func @real_of_a_real(%x: f32) {
  // expected-error @below {{'operand' must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'f32'}}
  %0 = milcomplex.real %x : f32
  return
}

// -----

func.func @real_of_complex_integer(%z: complex<i32>) {
  // expected-error @below {{'operand' must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'complex<i32>'}}
  %0 = milcomplex.real %z : complex<i32>
  return
}

// -----

func.func @imag_of_complex_f80(%z: complex<f80>) {
  // expected-error @below {{'operand' must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'complex<f80>'}}
  %0 = milcomplex.imag %z : complex<f80>
  return
}

// -----

func.func @imag_of_a_memref(%z: memref<2xcomplex<f32>>) {
  // expected-error @below {{'operand' must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'memref<2xcomplex<f32>>'}}
  %0 = milcomplex.imag %z : memref<2xcomplex<f32>>
  return
}

// -----

func.func @imag_of_an_unranked_tensor(%z: tensor<*xcomplex<f32>>) {
  // expected-error @below {{'operand' must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'tensor<*xcomplex<f32>>'}}
  %0 = milcomplex.imag %z : tensor<*xcomplex<f32>>
  return
}

// -----

//===----------------------------------------------------------------------===//
// milcomplex.complex
//===----------------------------------------------------------------------===//

func.func @complex_c1_element_type(%re: f64, %im: f32) {
  // expected-error @below {{'milcomplex.complex' op failed to verify that (C1): type of 'real' is the type of 'result' with complex<T> replaced by T}}
  %0 = "milcomplex.complex"(%re, %im) : (f64, f32) -> complex<f32>
  return
}

// -----

func.func @complex_c2_element_type(%re: f32, %im: f64) {
  // expected-error @below {{'milcomplex.complex' op failed to verify that (C2): type of 'imag' is the type of 'result' with complex<T> replaced by T}}
  %0 = "milcomplex.complex"(%re, %im) : (f32, f64) -> complex<f32>
  return
}

// -----

func.func @complex_c2_shape(%re: tensor<2xf32>, %im: tensor<3xf32>) {
  // expected-error @below {{'milcomplex.complex' op failed to verify that (C2): type of 'imag' is the type of 'result' with complex<T> replaced by T}}
  %0 = "milcomplex.complex"(%re, %im) : (tensor<2xf32>, tensor<3xf32>) -> tensor<2xcomplex<f32>>
  return
}

// -----

func.func @complex_of_integers(%x: i32) {
  // expected-error @below {{'milcomplex.complex' op operand #0 must be f16, bf16, f32 or f64, or a ranked tensor of it, but got 'i32'}}
  %0 = "milcomplex.complex"(%x, %x) : (i32, i32) -> complex<i32>
  return
}

// -----

func.func @complex_with_real_result(%x: f32) {
  // expected-error @below {{'result' must be complex<T> with T f16, bf16, f32 or f64, or a ranked tensor of it, but got 'f32'}}
  %0 = milcomplex.complex %x, %x : f32
  return
}
