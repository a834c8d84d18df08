// RUN: milc-opt --verify-diagnostics --split-input-file %s

func.func @exp_c1(%x: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.exp' op failed to verify that (C1): 'operand', 'result' have one type}}
  %0 = "milcomplex.exp"(%x) : (tensor<2xcomplex<f32>>) -> tensor<?xcomplex<f32>>
  return
}

// -----

func.func @div_c1(%x: tensor<2xcomplex<f32>>, %y: tensor<3xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.div' op failed to verify that (C1): 'lhs', 'rhs', 'result' have one type}}
  %0 = "milcomplex.div"(%x, %y) : (tensor<2xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  return
}

// -----

func.func @exp_of_real(%x: tensor<2xf32>) {
  // expected-error @below {{'milcomplex.exp' op operand #0 must be}}
  %0 = "milcomplex.exp"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @abs_c1(%x: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.abs' op failed to verify that (C1)}}
  %0 = "milcomplex.abs"(%x) : (tensor<2xcomplex<f32>>) -> tensor<2xf64>
  return
}

// -----

func.func @polar_c1(%x: f32, %y: f32) {
  // expected-error @below {{'milcomplex.polar' op failed to verify that (C1)}}
  %0 = "milcomplex.polar"(%x, %y) : (f32, f32) -> complex<f64>
  return
}

// -----

func.func @polar_c2(%x: f32, %y: f64) {
  // expected-error @below {{'milcomplex.polar' op failed to verify that (C2)}}
  %0 = "milcomplex.polar"(%x, %y) : (f32, f64) -> complex<f32>
  return
}

// -----

func.func @powi_c1(%x: tensor<2xcomplex<f32>>, %n: tensor<2xi32>) {
  // expected-error @below {{'milcomplex.powi' op failed to verify that}}
  %0 = "milcomplex.powi"(%x, %n) : (tensor<2xcomplex<f32>>, tensor<2xi32>) -> tensor<2xcomplex<f64>>
  return
}

// -----

func.func @powi_c2(%x: tensor<2xcomplex<f32>>, %n: tensor<3xi32>) {
  // expected-error @below {{'milcomplex.powi' op}}
  %0 = "milcomplex.powi"(%x, %n) : (tensor<2xcomplex<f32>>, tensor<3xi32>) -> tensor<2xcomplex<f32>>
  return
}

// -----

func.func @powi_of_float(%x: tensor<2xcomplex<f32>>, %n: tensor<2xf32>) {
  // expected-error @below {{'milcomplex.powi' op operand #1 must be}}
  %0 = "milcomplex.powi"(%x, %n) : (tensor<2xcomplex<f32>>, tensor<2xf32>) -> tensor<2xcomplex<f32>>
  return
}

// -----

func.func @is_nan_c1(%x: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.is_nan' op result #0 must be}}
  %0 = "milcomplex.is_nan"(%x) : (tensor<2xcomplex<f32>>) -> tensor<2xi8>
  return
}
