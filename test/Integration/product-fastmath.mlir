// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// The textbook formula, rounded at every step, in f32 for narrower types.
// EXPECT: lambda x, y: (lambda a, b, c, d: (a * c - b * d, a * d + b * c))(*(p.astype(np.float32) for p in (x.real, x.imag, y.real, y.imag)))
func.func @mul_f16_contract(%x: tensor<?xcomplex<f16>>, %y: tensor<?xcomplex<f16>>) -> (tensor<?xf16>, tensor<?xf16>) {
  %z = milcomplex.mul %x, %y fastmath<contract> : tensor<?xcomplex<f16>>
  %re = milcomplex.real %z : tensor<?xcomplex<f16>>
  %im = milcomplex.imag %z : tensor<?xcomplex<f16>>
  return %re, %im : tensor<?xf16>, tensor<?xf16>
}

// The textbook formula, rounded at every step, in f32 for narrower types.
// EXPECT: lambda x, y: (lambda a, b, c, d: (a * c - b * d, a * d + b * c))(*(p.astype(np.float32) for p in (x.real, x.imag, y.real, y.imag)))
func.func @mul_f32_contract(%x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> (tensor<?xf32>, tensor<?xf32>) {
  %z = milcomplex.mul %x, %y fastmath<contract> : tensor<?xcomplex<f32>>
  %re = milcomplex.real %z : tensor<?xcomplex<f32>>
  %im = milcomplex.imag %z : tensor<?xcomplex<f32>>
  return %re, %im : tensor<?xf32>, tensor<?xf32>
}

// The textbook formula, rounded at every step, in f32 for narrower types.
// EXPECT: lambda x, y: (lambda a, b, c, d: (a * c - b * d, a * d + b * c))(*(p.astype(np.float64) for p in (x.real, x.imag, y.real, y.imag)))
func.func @mul_f64_contract(%x: tensor<?xcomplex<f64>>, %y: tensor<?xcomplex<f64>>) -> (tensor<?xf64>, tensor<?xf64>) {
  %z = milcomplex.mul %x, %y fastmath<contract> : tensor<?xcomplex<f64>>
  %re = milcomplex.real %z : tensor<?xcomplex<f64>>
  %im = milcomplex.imag %z : tensor<?xcomplex<f64>>
  return %re, %im : tensor<?xf64>, tensor<?xf64>
}
