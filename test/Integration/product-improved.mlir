// The default.
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir

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

// (2^64 + 2^64 i)^2 = 2^129 i, and (3 2^62 + 2^63 i)(2^64 + 3 2^62 i), whose real
// part 3 2^126 - 3 2^125 does not overflow, though one of its products may.
// EXPECT: lambda: (np.zeros(1), np.full(1, np.inf), np.full(1, 3 * 2.0**125), np.full(1, np.inf))
func.func @no_spurious_overflow() -> (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) {
  %x = milcomplex.const dense<[(1.8446744073709552E+19, 1.8446744073709552E+19)]> : tensor<1xcomplex<f32>>
  %y = milcomplex.const dense<[(1.3835058055282164E+19, 9.2233720368547758E+18)]> : tensor<1xcomplex<f32>>
  %z = milcomplex.const dense<[(1.8446744073709552E+19, 1.3835058055282164E+19)]> : tensor<1xcomplex<f32>>
  %xx = milcomplex.mul %x, %x : tensor<1xcomplex<f32>>
  %xxre = milcomplex.real %xx : tensor<1xcomplex<f32>>
  %xxim = milcomplex.imag %xx : tensor<1xcomplex<f32>>
  %yz = milcomplex.mul %y, %z : tensor<1xcomplex<f32>>
  %yzre = milcomplex.real %yz : tensor<1xcomplex<f32>>
  %yzim = milcomplex.imag %yz : tensor<1xcomplex<f32>>
  return %xxre, %xxim, %yzre, %yzim : tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>
}
