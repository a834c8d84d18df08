// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=basic
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=basic --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=basic --user-passes

// The textbook formula, rounded at every step, in f32 for narrower types.
// EXPECT: lambda x, y: (lambda a, b, c, d: (a * c - b * d, a * d + b * c))(*(p.astype(np.float32) for p in (x.real, x.imag, y.real, y.imag)))
// DIMS: 0 1 100
func.func @mul_f16(%x: tensor<?xcomplex<f16>>, %y: tensor<?xcomplex<f16>>) -> (tensor<?xf16>, tensor<?xf16>) {
  %z = milcomplex.mul %x, %y : tensor<?xcomplex<f16>>
  %re = milcomplex.real %z : tensor<?xcomplex<f16>>
  %im = milcomplex.imag %z : tensor<?xcomplex<f16>>
  return %re, %im : tensor<?xf16>, tensor<?xf16>
}

// The textbook formula, rounded at every step, in f32 for narrower types.
// EXPECT: lambda x, y: (lambda a, b, c, d: (a * c - b * d, a * d + b * c))(*(p.astype(np.float32) for p in (x.real, x.imag, y.real, y.imag)))
// DIMS: 0 1 100
func.func @mul_bf16(%x: tensor<?xcomplex<bf16>>, %y: tensor<?xcomplex<bf16>>) -> (tensor<?xbf16>, tensor<?xbf16>) {
  %z = milcomplex.mul %x, %y : tensor<?xcomplex<bf16>>
  %re = milcomplex.real %z : tensor<?xcomplex<bf16>>
  %im = milcomplex.imag %z : tensor<?xcomplex<bf16>>
  return %re, %im : tensor<?xbf16>, tensor<?xbf16>
}

// The textbook formula, rounded at every step, in f32 for narrower types.
// EXPECT: lambda x, y: (lambda a, b, c, d: (a * c - b * d, a * d + b * c))(*(p.astype(np.float32) for p in (x.real, x.imag, y.real, y.imag)))
// DIMS: 0 1 100
func.func @mul_f32(%x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> (tensor<?xf32>, tensor<?xf32>) {
  %z = milcomplex.mul %x, %y : tensor<?xcomplex<f32>>
  %re = milcomplex.real %z : tensor<?xcomplex<f32>>
  %im = milcomplex.imag %z : tensor<?xcomplex<f32>>
  return %re, %im : tensor<?xf32>, tensor<?xf32>
}

// The textbook formula, rounded at every step, in f32 for narrower types.
// EXPECT: lambda x, y: (lambda a, b, c, d: (a * c - b * d, a * d + b * c))(*(p.astype(np.float64) for p in (x.real, x.imag, y.real, y.imag)))
// DIMS: 0 1 100
func.func @mul_f64(%x: tensor<?xcomplex<f64>>, %y: tensor<?xcomplex<f64>>) -> (tensor<?xf64>, tensor<?xf64>) {
  %z = milcomplex.mul %x, %y : tensor<?xcomplex<f64>>
  %re = milcomplex.real %z : tensor<?xcomplex<f64>>
  %im = milcomplex.imag %z : tensor<?xcomplex<f64>>
  return %re, %im : tensor<?xf64>, tensor<?xf64>
}

// Infinities and NaNs.
// EXPECT: textbook
// INPUTS: textbook
func.func @special_f16(%x: tensor<400xcomplex<f16>>, %y: tensor<400xcomplex<f16>>) -> tensor<400xcomplex<f16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f16>>
  return %z : tensor<400xcomplex<f16>>
}

// EXPECT: textbook
// INPUTS: textbook
func.func @special_bf16(%x: tensor<400xcomplex<bf16>>, %y: tensor<400xcomplex<bf16>>) -> tensor<400xcomplex<bf16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<bf16>>
  return %z : tensor<400xcomplex<bf16>>
}

// EXPECT: textbook
// INPUTS: textbook
func.func @special_f32(%x: tensor<400xcomplex<f32>>, %y: tensor<400xcomplex<f32>>) -> tensor<400xcomplex<f32>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f32>>
  return %z : tensor<400xcomplex<f32>>
}

// EXPECT: textbook
// INPUTS: textbook
func.func @special_f64(%x: tensor<400xcomplex<f64>>, %y: tensor<400xcomplex<f64>>) -> tensor<400xcomplex<f64>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f64>>
  return %z : tensor<400xcomplex<f64>>
}

// Small integers: signs of zeros are those of the textbook formula.
// EXPECT: textbook
// INPUTS: integers
func.func @exact_f16(%x: tensor<400xcomplex<f16>>, %y: tensor<400xcomplex<f16>>) -> tensor<400xcomplex<f16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f16>>
  return %z : tensor<400xcomplex<f16>>
}

// EXPECT: textbook
// INPUTS: integers
func.func @exact_bf16(%x: tensor<400xcomplex<bf16>>, %y: tensor<400xcomplex<bf16>>) -> tensor<400xcomplex<bf16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<bf16>>
  return %z : tensor<400xcomplex<bf16>>
}

// EXPECT: textbook
// INPUTS: integers
func.func @exact_f32(%x: tensor<400xcomplex<f32>>, %y: tensor<400xcomplex<f32>>) -> tensor<400xcomplex<f32>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f32>>
  return %z : tensor<400xcomplex<f32>>
}

// EXPECT: textbook
// INPUTS: integers
func.func @exact_f64(%x: tensor<400xcomplex<f64>>, %y: tensor<400xcomplex<f64>>) -> tensor<400xcomplex<f64>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f64>>
  return %z : tensor<400xcomplex<f64>>
}
