// Every function, on every form of its operands; --element replaces f32 with
// other types of parts. The references compute in the next wider type.

// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=bf16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f64
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=full
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=promoted
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

//===----------------------------------------------------------------------===//
// Of one operand
//===----------------------------------------------------------------------===//

// EXPECT: lambda x: 1 / x
// ULP: 4
func.func @reciprocal_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.reciprocal %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x: 1 / x
// ULP: 4
func.func @reciprocal_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.reciprocal %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x: 1 / x
// ULP: 4
func.func @reciprocal_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.reciprocal %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x: 1 / x
// ULP: 4
// DIMS: 0 1 5
func.func @reciprocal_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.reciprocal %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: lambda x: x * x
// ULP: 4
func.func @square_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.square %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x: x * x
// ULP: 4
func.func @square_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.square %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x: x * x
// ULP: 4
func.func @square_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.square %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x: x * x
// ULP: 4
// DIMS: 0 1 5
func.func @square_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.square %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: lambda x: x / abs(x)
// ULP: 4
func.func @sign_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.sign %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x: x / abs(x)
// ULP: 4
func.func @sign_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.sign %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x: x / abs(x)
// ULP: 4
func.func @sign_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.sign %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x: x / abs(x)
// ULP: 4
// DIMS: 0 1 5
func.func @sign_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.sign %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.exp
// ULP: 4
func.func @exp_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.exp %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.exp
// ULP: 4
func.func @exp_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.exp %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.exp
// ULP: 4
func.func @exp_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.exp %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.exp
// ULP: 4
// DIMS: 0 1 5
func.func @exp_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.exp %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.expm1
// ULP: 4
func.func @expm1_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.expm1 %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.expm1
// ULP: 4
func.func @expm1_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.expm1 %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.expm1
// ULP: 4
func.func @expm1_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.expm1 %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.expm1
// ULP: 4
// DIMS: 0 1 5
func.func @expm1_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.expm1 %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.exp2
// ULP: 4
func.func @exp2_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.exp2 %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.exp2
// ULP: 4
func.func @exp2_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.exp2 %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.exp2
// ULP: 4
func.func @exp2_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.exp2 %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.exp2
// ULP: 4
// DIMS: 0 1 5
func.func @exp2_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.exp2 %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.log
// ULP: 4
func.func @log_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.log %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.log
// ULP: 4
func.func @log_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.log %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.log
// ULP: 4
func.func @log_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.log %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.log
// ULP: 4
// DIMS: 0 1 5
func.func @log_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.log %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.log1p
// ULP: 4
func.func @log1p_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.log1p %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.log1p
// ULP: 4
func.func @log1p_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.log1p %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.log1p
// ULP: 4
func.func @log1p_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.log1p %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.log1p
// ULP: 4
// DIMS: 0 1 5
func.func @log1p_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.log1p %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.log2
// ULP: 4
func.func @log2_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.log2 %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.log2
// ULP: 4
func.func @log2_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.log2 %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.log2
// ULP: 4
func.func @log2_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.log2 %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.log2
// ULP: 4
// DIMS: 0 1 5
func.func @log2_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.log2 %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.log10
// ULP: 4
func.func @log10_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.log10 %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.log10
// ULP: 4
func.func @log10_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.log10 %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.log10
// ULP: 4
func.func @log10_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.log10 %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.log10
// ULP: 4
// DIMS: 0 1 5
func.func @log10_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.log10 %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.sqrt
// ULP: 4
func.func @sqrt_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.sqrt %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.sqrt
// ULP: 4
func.func @sqrt_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.sqrt %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.sqrt
// ULP: 4
func.func @sqrt_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.sqrt %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.sqrt
// ULP: 4
// DIMS: 0 1 5
func.func @sqrt_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.sqrt %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: lambda x: 1 / np.sqrt(x)
// ULP: 4
func.func @rsqrt_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.rsqrt %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x: 1 / np.sqrt(x)
// ULP: 4
func.func @rsqrt_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.rsqrt %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x: 1 / np.sqrt(x)
// ULP: 4
func.func @rsqrt_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.rsqrt %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x: 1 / np.sqrt(x)
// ULP: 4
// DIMS: 0 1 5
func.func @rsqrt_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.rsqrt %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.sin
// ULP: 4
func.func @sin_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.sin %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.sin
// ULP: 4
func.func @sin_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.sin %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.sin
// ULP: 4
func.func @sin_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.sin %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.sin
// ULP: 4
// DIMS: 0 1 5
func.func @sin_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.sin %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.cos
// ULP: 4
func.func @cos_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.cos %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.cos
// ULP: 4
func.func @cos_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.cos %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.cos
// ULP: 4
func.func @cos_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.cos %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.cos
// ULP: 4
// DIMS: 0 1 5
func.func @cos_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.cos %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.tan
// ULP: 4
func.func @tan_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.tan %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.tan
// ULP: 4
func.func @tan_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.tan %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.tan
// ULP: 4
func.func @tan_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.tan %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.tan
// ULP: 4
// DIMS: 0 1 5
func.func @tan_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.tan %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.sinh
// ULP: 4
func.func @sinh_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.sinh %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.sinh
// ULP: 4
func.func @sinh_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.sinh %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.sinh
// ULP: 4
func.func @sinh_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.sinh %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.sinh
// ULP: 4
// DIMS: 0 1 5
func.func @sinh_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.sinh %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.cosh
// ULP: 4
func.func @cosh_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.cosh %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.cosh
// ULP: 4
func.func @cosh_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.cosh %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.cosh
// ULP: 4
func.func @cosh_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.cosh %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.cosh
// ULP: 4
// DIMS: 0 1 5
func.func @cosh_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.cosh %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.tanh
// ULP: 4
func.func @tanh_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.tanh %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.tanh
// ULP: 4
func.func @tanh_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.tanh %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.tanh
// ULP: 4
func.func @tanh_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.tanh %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.tanh
// ULP: 4
// DIMS: 0 1 5
func.func @tanh_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.tanh %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.arcsin
// ULP: 4
func.func @asin_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.asin %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.arcsin
// ULP: 4
func.func @asin_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.asin %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.arcsin
// ULP: 4
func.func @asin_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.asin %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.arcsin
// ULP: 4
// DIMS: 0 1 5
func.func @asin_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.asin %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.arccos
// ULP: 4
func.func @acos_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.acos %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.arccos
// ULP: 4
func.func @acos_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.acos %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.arccos
// ULP: 4
func.func @acos_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.acos %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.arccos
// ULP: 4
// DIMS: 0 1 5
func.func @acos_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.acos %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.arctan
// ULP: 4
func.func @atan_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.atan %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.arctan
// ULP: 4
func.func @atan_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.atan %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.arctan
// ULP: 4
func.func @atan_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.atan %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.arctan
// ULP: 4
// DIMS: 0 1 5
func.func @atan_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.atan %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.arcsinh
// ULP: 4
func.func @asinh_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.asinh %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.arcsinh
// ULP: 4
func.func @asinh_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.asinh %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.arcsinh
// ULP: 4
func.func @asinh_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.asinh %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.arcsinh
// ULP: 4
// DIMS: 0 1 5
func.func @asinh_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.asinh %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.arccosh
// ULP: 4
func.func @acosh_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.acosh %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.arccosh
// ULP: 4
func.func @acosh_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.acosh %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.arccosh
// ULP: 4
func.func @acosh_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.acosh %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.arccosh
// ULP: 4
// DIMS: 0 1 5
func.func @acosh_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.acosh %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: np.arctanh
// ULP: 4
func.func @atanh_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.atanh %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.arctanh
// ULP: 4
func.func @atanh_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.atanh %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: np.arctanh
// ULP: 4
func.func @atanh_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.atanh %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: np.arctanh
// ULP: 4
// DIMS: 0 1 5
func.func @atanh_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.atanh %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: lambda x: 1 / (1 + np.exp(-x))
// ULP: 4
func.func @logistic_scalar(%x: complex<f32>) -> complex<f32> {
  %0 = milcomplex.logistic %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x: 1 / (1 + np.exp(-x))
// ULP: 4
func.func @logistic_rank_0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.logistic %x : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x: 1 / (1 + np.exp(-x))
// ULP: 4
func.func @logistic_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.logistic %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x: 1 / (1 + np.exp(-x))
// ULP: 4
// DIMS: 0 1 5
func.func @logistic_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.logistic %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

//===----------------------------------------------------------------------===//
// Of two operands
//===----------------------------------------------------------------------===//

// EXPECT: lambda x, y: x / y
// ULP: 4
func.func @div_scalar(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = milcomplex.div %x, %y : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: x / y
// ULP: 4
func.func @div_rank_0(%x: tensor<complex<f32>>, %y: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.div %x, %y : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x, y: x / y
// ULP: 4
func.func @div_static(%x: tensor<3xcomplex<f32>>, %y: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.div %x, %y : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x, y: x / y
// ULP: 4
// DIMS: 0 1 5
func.func @div_dynamic(%x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.div %x, %y : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: lambda x, y: np.power(x, y)
// ULP: 4
func.func @pow_scalar(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = milcomplex.pow %x, %y : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: np.power(x, y)
// ULP: 4
func.func @pow_rank_0(%x: tensor<complex<f32>>, %y: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.pow %x, %y : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x, y: np.power(x, y)
// ULP: 4
func.func @pow_static(%x: tensor<3xcomplex<f32>>, %y: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.pow %x, %y : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x, y: np.power(x, y)
// ULP: 4
// DIMS: 0 1 5
func.func @pow_dynamic(%x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.pow %x, %y : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: lambda x, y: -1j * np.log((y + 1j * x) / np.sqrt(x * x + y * y))
// ULP: 4
func.func @atan2_scalar(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = milcomplex.atan2 %x, %y : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: -1j * np.log((y + 1j * x) / np.sqrt(x * x + y * y))
// ULP: 4
func.func @atan2_rank_0(%x: tensor<complex<f32>>, %y: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.atan2 %x, %y : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x, y: -1j * np.log((y + 1j * x) / np.sqrt(x * x + y * y))
// ULP: 4
func.func @atan2_static(%x: tensor<3xcomplex<f32>>, %y: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.atan2 %x, %y : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x, y: -1j * np.log((y + 1j * x) / np.sqrt(x * x + y * y))
// ULP: 4
// DIMS: 0 1 5
func.func @atan2_dynamic(%x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.atan2 %x, %y : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: lambda x, y: x**y
// ULP: 4
func.func @powi_scalar(%x: complex<f32>, %y: i32) -> complex<f32> {
  %0 = milcomplex.powi %x, %y : complex<f32>, i32
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: x**y
// ULP: 4
func.func @powi_rank_0(%x: tensor<complex<f32>>, %y: tensor<i32>) -> tensor<complex<f32>> {
  %0 = milcomplex.powi %x, %y : tensor<complex<f32>>, tensor<i32>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x, y: x**y
// ULP: 4
func.func @powi_static(%x: tensor<3xcomplex<f32>>, %y: tensor<3xi32>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.powi %x, %y : tensor<3xcomplex<f32>>, tensor<3xi32>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x, y: x**y
// ULP: 4
// DIMS: 0 1 5
func.func @powi_dynamic(%x: tensor<?xcomplex<f32>>, %y: tensor<?xi32>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.powi %x, %y : tensor<?xcomplex<f32>>, tensor<?xi32>
  return %0 : tensor<?xcomplex<f32>>
}

// Of a large exponent, which no f32 holds: within 4 ULP in norm, as pow.
// EXPECT: lambda x, y, n: repeated_square(x + 1j * y, n)
// WITH: x = 0.6, y = 0.8, n = 100003
// WITH: x = -0.8, y = 0.6, n = -99999
// WITH: x = 0.3, y = -0.1, n = 37
// WITH: x = 1.5, y = 0.25, n = -150
// RTOL: 2.4e-7
func.func @powi_large(%x: f32, %y: f32, %n: i64) -> complex<f32> {
  %z = complex.create %x, %y : complex<f32>
  %0 = milcomplex.powi %z, %n : complex<f32>, i64
  return %0 : complex<f32>
}

// EXPECT: lambda x, y, n: repeated_square(x + 1j * y, n)
// WITH: x = 0.6, y = 0.8, n = 16777217
// WITH: x = 0.3, y = -0.1, n = 499
// WITH: x = -1.25, y = 0.25, n = -1001
// RTOL: 4.5e-16
func.func @powi_large_f64(%x: f64, %y: f64, %n: i64) -> complex<f64> {
  %z = complex.create %x, %y : complex<f64>
  %0 = complex.powi %z, %n : complex<f64>, i64
  return %0 : complex<f64>
}

//===----------------------------------------------------------------------===//
// Polar form
//===----------------------------------------------------------------------===//

// EXPECT: np.abs
// ULP: 4
func.func @abs_scalar(%x: complex<f32>) -> f32 {
  %0 = milcomplex.abs %x : complex<f32>
  return %0 : f32
}

// EXPECT: np.abs
// ULP: 4
func.func @abs_rank_0(%x: tensor<complex<f32>>) -> tensor<f32> {
  %0 = milcomplex.abs %x : tensor<complex<f32>>
  return %0 : tensor<f32>
}

// EXPECT: np.abs
// ULP: 4
func.func @abs_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xf32> {
  %0 = milcomplex.abs %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xf32>
}

// EXPECT: np.abs
// ULP: 4
// DIMS: 0 1 5
func.func @abs_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xf32> {
  %0 = milcomplex.abs %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xf32>
}

// EXPECT: np.angle
// ULP: 4
func.func @angle_scalar(%x: complex<f32>) -> f32 {
  %0 = milcomplex.angle %x : complex<f32>
  return %0 : f32
}

// EXPECT: np.angle
// ULP: 4
func.func @angle_rank_0(%x: tensor<complex<f32>>) -> tensor<f32> {
  %0 = milcomplex.angle %x : tensor<complex<f32>>
  return %0 : tensor<f32>
}

// EXPECT: np.angle
// ULP: 4
func.func @angle_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xf32> {
  %0 = milcomplex.angle %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xf32>
}

// EXPECT: np.angle
// ULP: 4
// DIMS: 0 1 5
func.func @angle_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xf32> {
  %0 = milcomplex.angle %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xf32>
}

// EXPECT: lambda x, y: x * np.exp(1j * y)
// ULP: 4
func.func @polar_scalar(%x: f32, %y: f32) -> complex<f32> {
  %0 = milcomplex.polar %x, %y : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: x * np.exp(1j * y)
// ULP: 4
func.func @polar_rank_0(%x: tensor<f32>, %y: tensor<f32>) -> tensor<complex<f32>> {
  %0 = milcomplex.polar %x, %y : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x, y: x * np.exp(1j * y)
// ULP: 4
func.func @polar_static(%x: tensor<3xf32>, %y: tensor<3xf32>) -> tensor<3xcomplex<f32>> {
  %0 = milcomplex.polar %x, %y : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x, y: x * np.exp(1j * y)
// ULP: 4
// DIMS: 0 1 5
func.func @polar_dynamic(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.polar %x, %y : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

//===----------------------------------------------------------------------===//
// Classification
//===----------------------------------------------------------------------===//

// EXPECT: np.isfinite
// INPUTS: special
// DRAWS: 8
func.func @is_finite_scalar(%x: complex<f32>) -> i1 {
  %0 = milcomplex.is_finite %x : complex<f32>
  return %0 : i1
}

// EXPECT: np.isfinite
// INPUTS: special
// DRAWS: 8
func.func @is_finite_rank_0(%x: tensor<complex<f32>>) -> tensor<i1> {
  %0 = milcomplex.is_finite %x : tensor<complex<f32>>
  return %0 : tensor<i1>
}

// EXPECT: np.isfinite
// INPUTS: special
// DRAWS: 8
func.func @is_finite_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xi1> {
  %0 = milcomplex.is_finite %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xi1>
}

// EXPECT: np.isfinite
// INPUTS: special
// DRAWS: 8
// DIMS: 0 1 5
func.func @is_finite_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xi1> {
  %0 = milcomplex.is_finite %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xi1>
}

// EXPECT: np.isinf
// INPUTS: special
// DRAWS: 8
func.func @is_inf_scalar(%x: complex<f32>) -> i1 {
  %0 = milcomplex.is_inf %x : complex<f32>
  return %0 : i1
}

// EXPECT: np.isinf
// INPUTS: special
// DRAWS: 8
func.func @is_inf_rank_0(%x: tensor<complex<f32>>) -> tensor<i1> {
  %0 = milcomplex.is_inf %x : tensor<complex<f32>>
  return %0 : tensor<i1>
}

// EXPECT: np.isinf
// INPUTS: special
// DRAWS: 8
func.func @is_inf_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xi1> {
  %0 = milcomplex.is_inf %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xi1>
}

// EXPECT: np.isinf
// INPUTS: special
// DRAWS: 8
// DIMS: 0 1 5
func.func @is_inf_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xi1> {
  %0 = milcomplex.is_inf %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xi1>
}

// EXPECT: np.isnan
// INPUTS: special
// DRAWS: 8
func.func @is_nan_scalar(%x: complex<f32>) -> i1 {
  %0 = milcomplex.is_nan %x : complex<f32>
  return %0 : i1
}

// EXPECT: np.isnan
// INPUTS: special
// DRAWS: 8
func.func @is_nan_rank_0(%x: tensor<complex<f32>>) -> tensor<i1> {
  %0 = milcomplex.is_nan %x : tensor<complex<f32>>
  return %0 : tensor<i1>
}

// EXPECT: np.isnan
// INPUTS: special
// DRAWS: 8
func.func @is_nan_static(%x: tensor<3xcomplex<f32>>) -> tensor<3xi1> {
  %0 = milcomplex.is_nan %x : tensor<3xcomplex<f32>>
  return %0 : tensor<3xi1>
}

// EXPECT: np.isnan
// INPUTS: special
// DRAWS: 8
// DIMS: 0 1 5
func.func @is_nan_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xi1> {
  %0 = milcomplex.is_nan %x : tensor<?xcomplex<f32>>
  return %0 : tensor<?xi1>
}

//===----------------------------------------------------------------------===//
// The complex dialect
//===----------------------------------------------------------------------===//

// EXPECT: np.exp
// ULP: 4
// DRAWS: 8
func.func @complex_exp(%x: complex<f32>) -> complex<f32> {
  %0 = complex.exp %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.expm1
// ULP: 4
// DRAWS: 8
func.func @complex_expm1(%x: complex<f32>) -> complex<f32> {
  %0 = complex.expm1 %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.log
// ULP: 4
// DRAWS: 8
func.func @complex_log(%x: complex<f32>) -> complex<f32> {
  %0 = complex.log %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.log1p
// ULP: 4
// DRAWS: 8
func.func @complex_log1p(%x: complex<f32>) -> complex<f32> {
  %0 = complex.log1p %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.sqrt
// ULP: 4
// DRAWS: 8
func.func @complex_sqrt(%x: complex<f32>) -> complex<f32> {
  %0 = complex.sqrt %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x: 1 / np.sqrt(x)
// ULP: 4
// DRAWS: 8
func.func @complex_rsqrt(%x: complex<f32>) -> complex<f32> {
  %0 = complex.rsqrt %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.sin
// ULP: 4
// DRAWS: 8
func.func @complex_sin(%x: complex<f32>) -> complex<f32> {
  %0 = complex.sin %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.cos
// ULP: 4
// DRAWS: 8
func.func @complex_cos(%x: complex<f32>) -> complex<f32> {
  %0 = complex.cos %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.tan
// ULP: 4
// DRAWS: 8
func.func @complex_tan(%x: complex<f32>) -> complex<f32> {
  %0 = complex.tan %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: np.tanh
// ULP: 4
// DRAWS: 8
func.func @complex_tanh(%x: complex<f32>) -> complex<f32> {
  %0 = complex.tanh %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x: x / abs(x)
// ULP: 4
// DRAWS: 8
func.func @complex_sign(%x: complex<f32>) -> complex<f32> {
  %0 = complex.sign %x : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: x / y
// ULP: 4
// DRAWS: 8
func.func @complex_div(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = complex.div %x, %y : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: np.power(x, y)
// ULP: 4
// DRAWS: 8
func.func @complex_pow(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = complex.pow %x, %y : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: -1j * np.log((y + 1j * x) / np.sqrt(x * x + y * y))
// ULP: 4
// DRAWS: 8
func.func @complex_atan2(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = complex.atan2 %x, %y : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: x**y
// ULP: 4
// DRAWS: 8
func.func @complex_powi(%x: complex<f32>, %y: i32) -> complex<f32> {
  %0 = complex.powi %x, %y : complex<f32>, i32
  return %0 : complex<f32>
}

// EXPECT: np.abs
// ULP: 4
// DRAWS: 8
func.func @complex_abs(%x: complex<f32>) -> f32 {
  %0 = complex.abs %x : complex<f32>
  return %0 : f32
}

// EXPECT: np.angle
// ULP: 4
// DRAWS: 8
func.func @complex_angle(%x: complex<f32>) -> f32 {
  %0 = complex.angle %x : complex<f32>
  return %0 : f32
}

//===----------------------------------------------------------------------===//
// linalg
//===----------------------------------------------------------------------===//

// EXPECT: lambda x, y, z: x / y
// ULP: 4
func.func @linalg_div_static(%x: tensor<3xcomplex<f32>>, %y: tensor<3xcomplex<f32>>, %z: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = linalg.div ins(%x, %y : tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>) outs(%z : tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x, y, z: x / y
// ULP: 4
func.func @linalg_div_dynamic(%x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>, %z: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = linalg.div ins(%x, %y : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) outs(%z : tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// EXPECT: lambda x, y, z: x / y
// ULP: 4
func.func @linalg_div_rank_0(%x: tensor<complex<f32>>, %y: tensor<complex<f32>>, %z: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = linalg.div ins(%x, %y : tensor<complex<f32>>, tensor<complex<f32>>) outs(%z : tensor<complex<f32>>) -> tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}
