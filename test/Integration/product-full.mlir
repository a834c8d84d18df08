// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=full

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f16(%x: tensor<400xcomplex<f16>>, %y: tensor<400xcomplex<f16>>) -> tensor<400xcomplex<f16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f16>>
  return %z : tensor<400xcomplex<f16>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_bf16(%x: tensor<400xcomplex<bf16>>, %y: tensor<400xcomplex<bf16>>) -> tensor<400xcomplex<bf16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<bf16>>
  return %z : tensor<400xcomplex<bf16>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f32(%x: tensor<400xcomplex<f32>>, %y: tensor<400xcomplex<f32>>) -> tensor<400xcomplex<f32>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f32>>
  return %z : tensor<400xcomplex<f32>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f64(%x: tensor<400xcomplex<f64>>, %y: tensor<400xcomplex<f64>>) -> tensor<400xcomplex<f64>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f64>>
  return %z : tensor<400xcomplex<f64>>
}

// C23 Annex G.5.1: a number with an infinite part is an infinity, whatever its
// other part, and an infinity times what is not zero is one.
// EXPECT: lambda: (np.array([np.inf, np.inf, -np.inf]), np.array([np.nan, np.inf, np.nan]))
func.func @annex_g() -> (tensor<3xf32>, tensor<3xf32>) {
  %x = milcomplex.const dense<[(0x7F800000, 0x7FC00000), (0x7F800000, 0x7F800000), (0x7FC00000, 0x7F800000)]> : tensor<3xcomplex<f32>>
  %y = milcomplex.const dense<[(2.0, 0.0), (1.0, 0.0), (0.0, 1.0)]> : tensor<3xcomplex<f32>>
  %z = milcomplex.mul %x, %y : tensor<3xcomplex<f32>>
  %re = milcomplex.real %z : tensor<3xcomplex<f32>>
  %im = milcomplex.imag %z : tensor<3xcomplex<f32>>
  return %re, %im : tensor<3xf32>, tensor<3xf32>
}
