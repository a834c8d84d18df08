// The default.
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// EXPECT: exact_product
// ULP: 1
// INPUTS: finite
func.func @mul_f16(%x: tensor<400xcomplex<f16>>, %y: tensor<400xcomplex<f16>>) -> tensor<400xcomplex<f16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f16>>
  return %z : tensor<400xcomplex<f16>>
}

// EXPECT: exact_product
// ULP: 1
// INPUTS: finite
func.func @mul_bf16(%x: tensor<400xcomplex<bf16>>, %y: tensor<400xcomplex<bf16>>) -> tensor<400xcomplex<bf16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<bf16>>
  return %z : tensor<400xcomplex<bf16>>
}

// EXPECT: exact_product
// ULP: 2
// INPUTS: finite
func.func @mul_f32(%x: tensor<400xcomplex<f32>>, %y: tensor<400xcomplex<f32>>) -> tensor<400xcomplex<f32>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f32>>
  return %z : tensor<400xcomplex<f32>>
}

// EXPECT: exact_product
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

// ac - bd with d = ac / b, and ae + bc with e = -bc / a, both rounded, all but vanish.
// EXPECT: lambda a, b, c: (exact_sum(a, c, -b, a.astype(np.float32) * c.astype(np.float32) / b.astype(np.float32)), exact_sum(a, -b.astype(np.float32) * c.astype(np.float32) / a.astype(np.float32), b, c))
// ULP: 2
func.func @cancellation_f32(%a: tensor<200xf32>, %b: tensor<200xf32>, %c: tensor<200xf32>) -> (tensor<200xf32>, tensor<200xf32>) {
  %ac = arith.mulf %a, %c : tensor<200xf32>
  %d = arith.divf %ac, %b : tensor<200xf32>
  %bc = arith.mulf %b, %c : tensor<200xf32>
  %e0 = arith.divf %bc, %a : tensor<200xf32>
  %e = arith.negf %e0 : tensor<200xf32>
  %x = milcomplex.complex %a, %b : tensor<200xcomplex<f32>>
  %y = milcomplex.complex %c, %d : tensor<200xcomplex<f32>>
  %z = milcomplex.complex %c, %e : tensor<200xcomplex<f32>>
  %xy = milcomplex.mul %x, %y : tensor<200xcomplex<f32>>
  %xz = milcomplex.mul %x, %z : tensor<200xcomplex<f32>>
  %re = milcomplex.real %xy : tensor<200xcomplex<f32>>
  %im = milcomplex.imag %xz : tensor<200xcomplex<f32>>
  return %re, %im : tensor<200xf32>, tensor<200xf32>
}

// EXPECT: lambda a, b, c: (exact_sum(a, c, -b, a.astype(np.float64) * c.astype(np.float64) / b.astype(np.float64)), exact_sum(a, -b.astype(np.float64) * c.astype(np.float64) / a.astype(np.float64), b, c))
// ULP: 2
func.func @cancellation_f64(%a: tensor<200xf64>, %b: tensor<200xf64>, %c: tensor<200xf64>) -> (tensor<200xf64>, tensor<200xf64>) {
  %ac = arith.mulf %a, %c : tensor<200xf64>
  %d = arith.divf %ac, %b : tensor<200xf64>
  %bc = arith.mulf %b, %c : tensor<200xf64>
  %e0 = arith.divf %bc, %a : tensor<200xf64>
  %e = arith.negf %e0 : tensor<200xf64>
  %x = milcomplex.complex %a, %b : tensor<200xcomplex<f64>>
  %y = milcomplex.complex %c, %d : tensor<200xcomplex<f64>>
  %z = milcomplex.complex %c, %e : tensor<200xcomplex<f64>>
  %xy = milcomplex.mul %x, %y : tensor<200xcomplex<f64>>
  %xz = milcomplex.mul %x, %z : tensor<200xcomplex<f64>>
  %re = milcomplex.real %xy : tensor<200xcomplex<f64>>
  %im = milcomplex.imag %xz : tensor<200xcomplex<f64>>
  return %re, %im : tensor<200xf64>, tensor<200xf64>
}

// Where a part or a product of two parts overflows, underflows or cancels.
// EXPECT: exact_product
// ULP: 1
// INPUTS: extreme
func.func @extreme_f16(%x: tensor<400xcomplex<f16>>, %y: tensor<400xcomplex<f16>>) -> tensor<400xcomplex<f16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f16>>
  return %z : tensor<400xcomplex<f16>>
}

// EXPECT: exact_product
// ULP: 1
// INPUTS: extreme
func.func @extreme_bf16(%x: tensor<400xcomplex<bf16>>, %y: tensor<400xcomplex<bf16>>) -> tensor<400xcomplex<bf16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<bf16>>
  return %z : tensor<400xcomplex<bf16>>
}

// EXPECT: exact_product
// ULP: 2
// INPUTS: extreme
func.func @extreme_f32(%x: tensor<400xcomplex<f32>>, %y: tensor<400xcomplex<f32>>) -> tensor<400xcomplex<f32>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f32>>
  return %z : tensor<400xcomplex<f32>>
}

// EXPECT: exact_product
// ULP: 2
// INPUTS: extreme
func.func @extreme_f64(%x: tensor<400xcomplex<f64>>, %y: tensor<400xcomplex<f64>>) -> tensor<400xcomplex<f64>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f64>>
  return %z : tensor<400xcomplex<f64>>
}

// Infinities and NaNs are those of the textbook formula.
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
