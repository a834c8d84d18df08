// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=promoted

// EXPECT: lambda x, y: x * y
// ULP: 1
// INPUTS: finite
func.func @mul_f16(%x: tensor<400xcomplex<f16>>, %y: tensor<400xcomplex<f16>>) -> tensor<400xcomplex<f16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f16>>
  return %z : tensor<400xcomplex<f16>>
}

// EXPECT: lambda x, y: x * y
// ULP: 1
// INPUTS: finite
func.func @mul_bf16(%x: tensor<400xcomplex<bf16>>, %y: tensor<400xcomplex<bf16>>) -> tensor<400xcomplex<bf16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<bf16>>
  return %z : tensor<400xcomplex<bf16>>
}

// EXPECT: lambda x, y: x * y
// ULP: 1
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
