// Every function that milc-expand-math replaces, on ordinary numbers, on numbers of
// all exponents and on special ones, without the C library; --element replaces f32
// with other formats. The references compute in the next wider one.

// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --expand-math
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --expand-math --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --expand-math --element=f64
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --expand-math --element=f16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --expand-math --element=bf16

//===----------------------------------------------------------------------===//
// Of one operand
//===----------------------------------------------------------------------===//

// EXPECT: lambda x: np.exp(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @exp(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.exp %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.exp(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @exp_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.exp %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.exp(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @exp_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.exp %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.exp2(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @exp2(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.exp2 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.exp2(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @exp2_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.exp2 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.exp2(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @exp2_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.exp2 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.expm1(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @expm1(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.expm1 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.expm1(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @expm1_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.expm1 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.expm1(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @expm1_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.expm1 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @log(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @log_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @log_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log2(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @log2(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log2 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log2(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @log2_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log2 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log2(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @log2_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log2 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log10(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @log10(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log10 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log10(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @log10_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log10 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log10(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @log10_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log10 %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log1p(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @log1p(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log1p %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log1p(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @log1p_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log1p %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.log1p(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @log1p_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.log1p %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.sin(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @sin(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.sin %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.sin(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @sin_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.sin %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.sin(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @sin_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.sin %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.cos(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @cos(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.cos %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.cos(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @cos_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.cos %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.cos(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @cos_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.cos %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.tan(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @tan(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.tan %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.tan(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @tan_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.tan %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.tan(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @tan_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.tan %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.sinh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @sinh(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.sinh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.sinh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @sinh_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.sinh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.sinh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @sinh_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.sinh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.cosh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @cosh(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.cosh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.cosh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @cosh_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.cosh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.cosh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @cosh_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.cosh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.tanh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @tanh(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.tanh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.tanh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @tanh_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.tanh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.tanh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @tanh_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.tanh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arcsin(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @asin(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.asin %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arcsin(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @asin_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.asin %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arcsin(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @asin_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.asin %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arccos(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @acos(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.acos %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arccos(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @acos_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.acos %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arccos(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @acos_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.acos %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arctan(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @atan(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.atan %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arctan(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @atan_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.atan %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arctan(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @atan_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.atan %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arcsinh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @asinh(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.asinh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arcsinh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @asinh_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.asinh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arcsinh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @asinh_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.asinh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arccosh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @acosh(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.acosh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arccosh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @acosh_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.acosh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arccosh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @acosh_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.acosh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arctanh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @atanh(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.atanh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arctanh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @atanh_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.atanh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.arctanh(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @atanh_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.atanh %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: erf(x)
// ULP: 2
// DIMS: 1000
// DRAWS: 1
func.func @erf(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.erf %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: erf(x)
// ULP: 2
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @erf_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.erf %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: erf(x)
// ULP: 2
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @erf_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.erf %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: erfc(x)
// ULP: 2
// DIMS: 1000
// DRAWS: 1
func.func @erfc(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.erfc %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: erfc(x)
// ULP: 2
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @erfc_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.erfc %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: erfc(x)
// ULP: 2
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @erfc_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.erfc %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.cbrt(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @cbrt(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.cbrt %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.cbrt(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @cbrt_finite(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.cbrt %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x: np.cbrt(x)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @cbrt_special(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.cbrt %x : tensor<?xf32>
  return %0 : tensor<?xf32>
}

//===----------------------------------------------------------------------===//
// Of two operands
//===----------------------------------------------------------------------===//

// EXPECT: lambda x, y: np.arctan2(x, y)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @atan2(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.atan2 %x, %y : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x, y: np.arctan2(x, y)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @atan2_finite(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.atan2 %x, %y : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x, y: np.arctan2(x, y)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @atan2_special(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.atan2 %x, %y : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x, y: np.power(x, y)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @powf(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.powf %x, %y : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x, y: np.power(x, y)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: finite
func.func @powf_finite(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.powf %x, %y : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x, y: np.power(x, y)
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @powf_special(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = math.powf %x, %y : tensor<?xf32>
  return %0 : tensor<?xf32>
}

//===----------------------------------------------------------------------===//
// Other forms
//===----------------------------------------------------------------------===//

// EXPECT: lambda x: (np.sin(x), np.cos(x))
// ULP: 1
// DIMS: 100
func.func @sincos(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %0, %1 = math.sincos %x : tensor<?xf32>
  return %0, %1 : tensor<?xf32>, tensor<?xf32>
}

// EXPECT: lambda x: np.exp(x)
// ULP: 1
// DRAWS: 20
func.func @scalar(%x: f32) -> f32 {
  %0 = math.exp %x : f32
  return %0 : f32
}

// EXPECT: lambda x: np.tanh(x)
// ULP: 1
func.func @rank_0(%x: tensor<f32>) -> tensor<f32> {
  %0 = math.tanh %x : tensor<f32>
  return %0 : tensor<f32>
}

// EXPECT: lambda x: np.log(np.abs(x))
// ULP: 1
func.func @static(%x: tensor<3x4xf32>) -> tensor<3x4xf32> {
  %0 = math.absf %x : tensor<3x4xf32>
  %1 = math.log %0 : tensor<3x4xf32>
  return %1 : tensor<3x4xf32>
}

// EXPECT: lambda x: np.exp(x)
// ULP: 1
// DIMS: 100
func.func @named(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.exp ins(%x : tensor<?xf32>) outs(%x : tensor<?xf32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x, y: np.arctan2(x, y)
// ULP: 1
// DRAWS: 10
func.func @vector(%x: f32, %y: f32) -> f32 {
  %0 = vector.from_elements %x, %y, %y, %x : vector<4xf32>
  %1 = vector.from_elements %y, %x, %x, %y : vector<4xf32>
  %2 = math.atan2 %0, %1 : vector<4xf32>
  %3 = vector.extract %2[3] : f32 from vector<4xf32>
  return %3 : f32
}

// EXPECT: lambda x, n: np.power(x, np.asarray(n, np.longdouble))
// ULP: 1
// DIMS: 1000
// DRAWS: 1
func.func @fpowi(%x: tensor<?xf32>, %n: tensor<?xi32>) -> tensor<?xf32> {
  %0 = math.fpowi %x, %n : tensor<?xf32>, tensor<?xi32>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x, n: np.power(x, np.asarray(n, np.longdouble))
// ULP: 1
// DIMS: 1000
// DRAWS: 1
// INPUTS: special
func.func @fpowi_special(%x: tensor<?xf32>, %n: tensor<?xi64>) -> tensor<?xf32> {
  %0 = math.fpowi %x, %n : tensor<?xf32>, tensor<?xi64>
  return %0 : tensor<?xf32>
}
