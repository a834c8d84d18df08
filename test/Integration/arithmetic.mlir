// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
func.func @sum_f16_scalar(%x: complex<f16>, %y: complex<f16>) -> (complex<f16>, complex<f16>, complex<f16>, complex<f16>) {
  %0 = milcomplex.add %x, %y : complex<f16>
  %1 = milcomplex.sub %x, %y : complex<f16>
  %2 = milcomplex.neg %x : complex<f16>
  %3 = milcomplex.conj %x : complex<f16>
  return %0, %1, %2, %3 : complex<f16>, complex<f16>, complex<f16>, complex<f16>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f16_scalar(%x: complex<f16>, %y: complex<f16>) -> complex<f16> {
  %0 = milcomplex.mul %x, %y : complex<f16>
  return %0 : complex<f16>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// INPUTS: comparable
// DRAWS: 8
func.func @compare_f16_scalar(%x: complex<f16>, %y: complex<f16>) -> (i1, i1, i1, i1) {
  %0 = milcomplex.eq %x, %x : complex<f16>
  %1 = milcomplex.ne %x, %x : complex<f16>
  %2 = milcomplex.eq %x, %y : complex<f16>
  %3 = milcomplex.ne %x, %y : complex<f16>
  return %0, %1, %2, %3 : i1, i1, i1, i1
}

// EXPECT: lambda x: (x.real, x.imag, x)
func.func @parts_f16_scalar(%x: complex<f16>) -> (f16, f16, complex<f16>) {
  %re = milcomplex.real %x : complex<f16>
  %im = milcomplex.imag %x : complex<f16>
  %z = milcomplex.complex %re, %im : complex<f16>
  return %re, %im, %z : f16, f16, complex<f16>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
func.func @sum_f16_rank_0(%x: tensor<complex<f16>>, %y: tensor<complex<f16>>) -> (tensor<complex<f16>>, tensor<complex<f16>>, tensor<complex<f16>>, tensor<complex<f16>>) {
  %0 = milcomplex.add %x, %y : tensor<complex<f16>>
  %1 = milcomplex.sub %x, %y : tensor<complex<f16>>
  %2 = milcomplex.neg %x : tensor<complex<f16>>
  %3 = milcomplex.conj %x : tensor<complex<f16>>
  return %0, %1, %2, %3 : tensor<complex<f16>>, tensor<complex<f16>>, tensor<complex<f16>>, tensor<complex<f16>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f16_rank_0(%x: tensor<complex<f16>>, %y: tensor<complex<f16>>) -> tensor<complex<f16>> {
  %0 = milcomplex.mul %x, %y : tensor<complex<f16>>
  return %0 : tensor<complex<f16>>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// INPUTS: comparable
// DRAWS: 8
func.func @compare_f16_rank_0(%x: tensor<complex<f16>>, %y: tensor<complex<f16>>) -> (tensor<i1>, tensor<i1>, tensor<i1>, tensor<i1>) {
  %0 = milcomplex.eq %x, %x : tensor<complex<f16>>
  %1 = milcomplex.ne %x, %x : tensor<complex<f16>>
  %2 = milcomplex.eq %x, %y : tensor<complex<f16>>
  %3 = milcomplex.ne %x, %y : tensor<complex<f16>>
  return %0, %1, %2, %3 : tensor<i1>, tensor<i1>, tensor<i1>, tensor<i1>
}

// EXPECT: lambda x: (x.real, x.imag, x)
func.func @parts_f16_rank_0(%x: tensor<complex<f16>>) -> (tensor<f16>, tensor<f16>, tensor<complex<f16>>) {
  %re = milcomplex.real %x : tensor<complex<f16>>
  %im = milcomplex.imag %x : tensor<complex<f16>>
  %z = milcomplex.complex %re, %im : tensor<complex<f16>>
  return %re, %im, %z : tensor<f16>, tensor<f16>, tensor<complex<f16>>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
// DIMS: 0 1 5
func.func @sum_f16_dynamic(%x: tensor<?x3xcomplex<f16>>, %y: tensor<?x3xcomplex<f16>>) -> (tensor<?x3xcomplex<f16>>, tensor<?x3xcomplex<f16>>, tensor<?x3xcomplex<f16>>, tensor<?x3xcomplex<f16>>) {
  %0 = milcomplex.add %x, %y : tensor<?x3xcomplex<f16>>
  %1 = milcomplex.sub %x, %y : tensor<?x3xcomplex<f16>>
  %2 = milcomplex.neg %x : tensor<?x3xcomplex<f16>>
  %3 = milcomplex.conj %x : tensor<?x3xcomplex<f16>>
  return %0, %1, %2, %3 : tensor<?x3xcomplex<f16>>, tensor<?x3xcomplex<f16>>, tensor<?x3xcomplex<f16>>, tensor<?x3xcomplex<f16>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
// DIMS: 0 1 5
func.func @mul_f16_dynamic(%x: tensor<?x3xcomplex<f16>>, %y: tensor<?x3xcomplex<f16>>) -> tensor<?x3xcomplex<f16>> {
  %0 = milcomplex.mul %x, %y : tensor<?x3xcomplex<f16>>
  return %0 : tensor<?x3xcomplex<f16>>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// DIMS: 0 1 5
// INPUTS: comparable
func.func @compare_f16_dynamic(%x: tensor<?x3xcomplex<f16>>, %y: tensor<?x3xcomplex<f16>>) -> (tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>) {
  %0 = milcomplex.eq %x, %x : tensor<?x3xcomplex<f16>>
  %1 = milcomplex.ne %x, %x : tensor<?x3xcomplex<f16>>
  %2 = milcomplex.eq %x, %y : tensor<?x3xcomplex<f16>>
  %3 = milcomplex.ne %x, %y : tensor<?x3xcomplex<f16>>
  return %0, %1, %2, %3 : tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>
}

// EXPECT: lambda x: (x.real, x.imag, x)
// DIMS: 0 1 5
func.func @parts_f16_dynamic(%x: tensor<?x3xcomplex<f16>>) -> (tensor<?x3xf16>, tensor<?x3xf16>, tensor<?x3xcomplex<f16>>) {
  %re = milcomplex.real %x : tensor<?x3xcomplex<f16>>
  %im = milcomplex.imag %x : tensor<?x3xcomplex<f16>>
  %z = milcomplex.complex %re, %im : tensor<?x3xcomplex<f16>>
  return %re, %im, %z : tensor<?x3xf16>, tensor<?x3xf16>, tensor<?x3xcomplex<f16>>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
func.func @sum_bf16_scalar(%x: complex<bf16>, %y: complex<bf16>) -> (complex<bf16>, complex<bf16>, complex<bf16>, complex<bf16>) {
  %0 = milcomplex.add %x, %y : complex<bf16>
  %1 = milcomplex.sub %x, %y : complex<bf16>
  %2 = milcomplex.neg %x : complex<bf16>
  %3 = milcomplex.conj %x : complex<bf16>
  return %0, %1, %2, %3 : complex<bf16>, complex<bf16>, complex<bf16>, complex<bf16>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_bf16_scalar(%x: complex<bf16>, %y: complex<bf16>) -> complex<bf16> {
  %0 = milcomplex.mul %x, %y : complex<bf16>
  return %0 : complex<bf16>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// INPUTS: comparable
// DRAWS: 8
func.func @compare_bf16_scalar(%x: complex<bf16>, %y: complex<bf16>) -> (i1, i1, i1, i1) {
  %0 = milcomplex.eq %x, %x : complex<bf16>
  %1 = milcomplex.ne %x, %x : complex<bf16>
  %2 = milcomplex.eq %x, %y : complex<bf16>
  %3 = milcomplex.ne %x, %y : complex<bf16>
  return %0, %1, %2, %3 : i1, i1, i1, i1
}

// EXPECT: lambda x: (x.real, x.imag, x)
func.func @parts_bf16_scalar(%x: complex<bf16>) -> (bf16, bf16, complex<bf16>) {
  %re = milcomplex.real %x : complex<bf16>
  %im = milcomplex.imag %x : complex<bf16>
  %z = milcomplex.complex %re, %im : complex<bf16>
  return %re, %im, %z : bf16, bf16, complex<bf16>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
func.func @sum_bf16_rank_0(%x: tensor<complex<bf16>>, %y: tensor<complex<bf16>>) -> (tensor<complex<bf16>>, tensor<complex<bf16>>, tensor<complex<bf16>>, tensor<complex<bf16>>) {
  %0 = milcomplex.add %x, %y : tensor<complex<bf16>>
  %1 = milcomplex.sub %x, %y : tensor<complex<bf16>>
  %2 = milcomplex.neg %x : tensor<complex<bf16>>
  %3 = milcomplex.conj %x : tensor<complex<bf16>>
  return %0, %1, %2, %3 : tensor<complex<bf16>>, tensor<complex<bf16>>, tensor<complex<bf16>>, tensor<complex<bf16>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_bf16_rank_0(%x: tensor<complex<bf16>>, %y: tensor<complex<bf16>>) -> tensor<complex<bf16>> {
  %0 = milcomplex.mul %x, %y : tensor<complex<bf16>>
  return %0 : tensor<complex<bf16>>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// INPUTS: comparable
// DRAWS: 8
func.func @compare_bf16_rank_0(%x: tensor<complex<bf16>>, %y: tensor<complex<bf16>>) -> (tensor<i1>, tensor<i1>, tensor<i1>, tensor<i1>) {
  %0 = milcomplex.eq %x, %x : tensor<complex<bf16>>
  %1 = milcomplex.ne %x, %x : tensor<complex<bf16>>
  %2 = milcomplex.eq %x, %y : tensor<complex<bf16>>
  %3 = milcomplex.ne %x, %y : tensor<complex<bf16>>
  return %0, %1, %2, %3 : tensor<i1>, tensor<i1>, tensor<i1>, tensor<i1>
}

// EXPECT: lambda x: (x.real, x.imag, x)
func.func @parts_bf16_rank_0(%x: tensor<complex<bf16>>) -> (tensor<bf16>, tensor<bf16>, tensor<complex<bf16>>) {
  %re = milcomplex.real %x : tensor<complex<bf16>>
  %im = milcomplex.imag %x : tensor<complex<bf16>>
  %z = milcomplex.complex %re, %im : tensor<complex<bf16>>
  return %re, %im, %z : tensor<bf16>, tensor<bf16>, tensor<complex<bf16>>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
// DIMS: 0 1 5
func.func @sum_bf16_dynamic(%x: tensor<?x3xcomplex<bf16>>, %y: tensor<?x3xcomplex<bf16>>) -> (tensor<?x3xcomplex<bf16>>, tensor<?x3xcomplex<bf16>>, tensor<?x3xcomplex<bf16>>, tensor<?x3xcomplex<bf16>>) {
  %0 = milcomplex.add %x, %y : tensor<?x3xcomplex<bf16>>
  %1 = milcomplex.sub %x, %y : tensor<?x3xcomplex<bf16>>
  %2 = milcomplex.neg %x : tensor<?x3xcomplex<bf16>>
  %3 = milcomplex.conj %x : tensor<?x3xcomplex<bf16>>
  return %0, %1, %2, %3 : tensor<?x3xcomplex<bf16>>, tensor<?x3xcomplex<bf16>>, tensor<?x3xcomplex<bf16>>, tensor<?x3xcomplex<bf16>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
// DIMS: 0 1 5
func.func @mul_bf16_dynamic(%x: tensor<?x3xcomplex<bf16>>, %y: tensor<?x3xcomplex<bf16>>) -> tensor<?x3xcomplex<bf16>> {
  %0 = milcomplex.mul %x, %y : tensor<?x3xcomplex<bf16>>
  return %0 : tensor<?x3xcomplex<bf16>>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// DIMS: 0 1 5
// INPUTS: comparable
func.func @compare_bf16_dynamic(%x: tensor<?x3xcomplex<bf16>>, %y: tensor<?x3xcomplex<bf16>>) -> (tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>) {
  %0 = milcomplex.eq %x, %x : tensor<?x3xcomplex<bf16>>
  %1 = milcomplex.ne %x, %x : tensor<?x3xcomplex<bf16>>
  %2 = milcomplex.eq %x, %y : tensor<?x3xcomplex<bf16>>
  %3 = milcomplex.ne %x, %y : tensor<?x3xcomplex<bf16>>
  return %0, %1, %2, %3 : tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>
}

// EXPECT: lambda x: (x.real, x.imag, x)
// DIMS: 0 1 5
func.func @parts_bf16_dynamic(%x: tensor<?x3xcomplex<bf16>>) -> (tensor<?x3xbf16>, tensor<?x3xbf16>, tensor<?x3xcomplex<bf16>>) {
  %re = milcomplex.real %x : tensor<?x3xcomplex<bf16>>
  %im = milcomplex.imag %x : tensor<?x3xcomplex<bf16>>
  %z = milcomplex.complex %re, %im : tensor<?x3xcomplex<bf16>>
  return %re, %im, %z : tensor<?x3xbf16>, tensor<?x3xbf16>, tensor<?x3xcomplex<bf16>>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
func.func @sum_f32_scalar(%x: complex<f32>, %y: complex<f32>) -> (complex<f32>, complex<f32>, complex<f32>, complex<f32>) {
  %0 = milcomplex.add %x, %y : complex<f32>
  %1 = milcomplex.sub %x, %y : complex<f32>
  %2 = milcomplex.neg %x : complex<f32>
  %3 = milcomplex.conj %x : complex<f32>
  return %0, %1, %2, %3 : complex<f32>, complex<f32>, complex<f32>, complex<f32>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f32_scalar(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = milcomplex.mul %x, %y : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// INPUTS: comparable
// DRAWS: 8
func.func @compare_f32_scalar(%x: complex<f32>, %y: complex<f32>) -> (i1, i1, i1, i1) {
  %0 = milcomplex.eq %x, %x : complex<f32>
  %1 = milcomplex.ne %x, %x : complex<f32>
  %2 = milcomplex.eq %x, %y : complex<f32>
  %3 = milcomplex.ne %x, %y : complex<f32>
  return %0, %1, %2, %3 : i1, i1, i1, i1
}

// EXPECT: lambda x: (x.real, x.imag, x)
func.func @parts_f32_scalar(%x: complex<f32>) -> (f32, f32, complex<f32>) {
  %re = milcomplex.real %x : complex<f32>
  %im = milcomplex.imag %x : complex<f32>
  %z = milcomplex.complex %re, %im : complex<f32>
  return %re, %im, %z : f32, f32, complex<f32>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
func.func @sum_f32_rank_0(%x: tensor<complex<f32>>, %y: tensor<complex<f32>>) -> (tensor<complex<f32>>, tensor<complex<f32>>, tensor<complex<f32>>, tensor<complex<f32>>) {
  %0 = milcomplex.add %x, %y : tensor<complex<f32>>
  %1 = milcomplex.sub %x, %y : tensor<complex<f32>>
  %2 = milcomplex.neg %x : tensor<complex<f32>>
  %3 = milcomplex.conj %x : tensor<complex<f32>>
  return %0, %1, %2, %3 : tensor<complex<f32>>, tensor<complex<f32>>, tensor<complex<f32>>, tensor<complex<f32>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f32_rank_0(%x: tensor<complex<f32>>, %y: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.mul %x, %y : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// INPUTS: comparable
// DRAWS: 8
func.func @compare_f32_rank_0(%x: tensor<complex<f32>>, %y: tensor<complex<f32>>) -> (tensor<i1>, tensor<i1>, tensor<i1>, tensor<i1>) {
  %0 = milcomplex.eq %x, %x : tensor<complex<f32>>
  %1 = milcomplex.ne %x, %x : tensor<complex<f32>>
  %2 = milcomplex.eq %x, %y : tensor<complex<f32>>
  %3 = milcomplex.ne %x, %y : tensor<complex<f32>>
  return %0, %1, %2, %3 : tensor<i1>, tensor<i1>, tensor<i1>, tensor<i1>
}

// EXPECT: lambda x: (x.real, x.imag, x)
func.func @parts_f32_rank_0(%x: tensor<complex<f32>>) -> (tensor<f32>, tensor<f32>, tensor<complex<f32>>) {
  %re = milcomplex.real %x : tensor<complex<f32>>
  %im = milcomplex.imag %x : tensor<complex<f32>>
  %z = milcomplex.complex %re, %im : tensor<complex<f32>>
  return %re, %im, %z : tensor<f32>, tensor<f32>, tensor<complex<f32>>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
func.func @sum_f32_static(%x: tensor<4x3xcomplex<f32>>, %y: tensor<4x3xcomplex<f32>>) -> (tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>) {
  %0 = milcomplex.add %x, %y : tensor<4x3xcomplex<f32>>
  %1 = milcomplex.sub %x, %y : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.neg %x : tensor<4x3xcomplex<f32>>
  %3 = milcomplex.conj %x : tensor<4x3xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f32_static(%x: tensor<4x3xcomplex<f32>>, %y: tensor<4x3xcomplex<f32>>) -> tensor<4x3xcomplex<f32>> {
  %0 = milcomplex.mul %x, %y : tensor<4x3xcomplex<f32>>
  return %0 : tensor<4x3xcomplex<f32>>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// INPUTS: comparable
func.func @compare_f32_static(%x: tensor<4x3xcomplex<f32>>, %y: tensor<4x3xcomplex<f32>>) -> (tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>) {
  %0 = milcomplex.eq %x, %x : tensor<4x3xcomplex<f32>>
  %1 = milcomplex.ne %x, %x : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.eq %x, %y : tensor<4x3xcomplex<f32>>
  %3 = milcomplex.ne %x, %y : tensor<4x3xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>
}

// EXPECT: lambda x: (x.real, x.imag, x)
func.func @parts_f32_static(%x: tensor<4x3xcomplex<f32>>) -> (tensor<4x3xf32>, tensor<4x3xf32>, tensor<4x3xcomplex<f32>>) {
  %re = milcomplex.real %x : tensor<4x3xcomplex<f32>>
  %im = milcomplex.imag %x : tensor<4x3xcomplex<f32>>
  %z = milcomplex.complex %re, %im : tensor<4x3xcomplex<f32>>
  return %re, %im, %z : tensor<4x3xf32>, tensor<4x3xf32>, tensor<4x3xcomplex<f32>>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
// DIMS: 0 1 5
func.func @sum_f32_dynamic(%x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>) -> (tensor<?x3xcomplex<f32>>, tensor<?x3xcomplex<f32>>, tensor<?x3xcomplex<f32>>, tensor<?x3xcomplex<f32>>) {
  %0 = milcomplex.add %x, %y : tensor<?x3xcomplex<f32>>
  %1 = milcomplex.sub %x, %y : tensor<?x3xcomplex<f32>>
  %2 = milcomplex.neg %x : tensor<?x3xcomplex<f32>>
  %3 = milcomplex.conj %x : tensor<?x3xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<?x3xcomplex<f32>>, tensor<?x3xcomplex<f32>>, tensor<?x3xcomplex<f32>>, tensor<?x3xcomplex<f32>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
// DIMS: 0 1 5
func.func @mul_f32_dynamic(%x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>> {
  %0 = milcomplex.mul %x, %y : tensor<?x3xcomplex<f32>>
  return %0 : tensor<?x3xcomplex<f32>>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// DIMS: 0 1 5
// INPUTS: comparable
func.func @compare_f32_dynamic(%x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>) -> (tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>) {
  %0 = milcomplex.eq %x, %x : tensor<?x3xcomplex<f32>>
  %1 = milcomplex.ne %x, %x : tensor<?x3xcomplex<f32>>
  %2 = milcomplex.eq %x, %y : tensor<?x3xcomplex<f32>>
  %3 = milcomplex.ne %x, %y : tensor<?x3xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>
}

// EXPECT: lambda x: (x.real, x.imag, x)
// DIMS: 0 1 5
func.func @parts_f32_dynamic(%x: tensor<?x3xcomplex<f32>>) -> (tensor<?x3xf32>, tensor<?x3xf32>, tensor<?x3xcomplex<f32>>) {
  %re = milcomplex.real %x : tensor<?x3xcomplex<f32>>
  %im = milcomplex.imag %x : tensor<?x3xcomplex<f32>>
  %z = milcomplex.complex %re, %im : tensor<?x3xcomplex<f32>>
  return %re, %im, %z : tensor<?x3xf32>, tensor<?x3xf32>, tensor<?x3xcomplex<f32>>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
func.func @sum_f64_scalar(%x: complex<f64>, %y: complex<f64>) -> (complex<f64>, complex<f64>, complex<f64>, complex<f64>) {
  %0 = milcomplex.add %x, %y : complex<f64>
  %1 = milcomplex.sub %x, %y : complex<f64>
  %2 = milcomplex.neg %x : complex<f64>
  %3 = milcomplex.conj %x : complex<f64>
  return %0, %1, %2, %3 : complex<f64>, complex<f64>, complex<f64>, complex<f64>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f64_scalar(%x: complex<f64>, %y: complex<f64>) -> complex<f64> {
  %0 = milcomplex.mul %x, %y : complex<f64>
  return %0 : complex<f64>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// INPUTS: comparable
// DRAWS: 8
func.func @compare_f64_scalar(%x: complex<f64>, %y: complex<f64>) -> (i1, i1, i1, i1) {
  %0 = milcomplex.eq %x, %x : complex<f64>
  %1 = milcomplex.ne %x, %x : complex<f64>
  %2 = milcomplex.eq %x, %y : complex<f64>
  %3 = milcomplex.ne %x, %y : complex<f64>
  return %0, %1, %2, %3 : i1, i1, i1, i1
}

// EXPECT: lambda x: (x.real, x.imag, x)
func.func @parts_f64_scalar(%x: complex<f64>) -> (f64, f64, complex<f64>) {
  %re = milcomplex.real %x : complex<f64>
  %im = milcomplex.imag %x : complex<f64>
  %z = milcomplex.complex %re, %im : complex<f64>
  return %re, %im, %z : f64, f64, complex<f64>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
func.func @sum_f64_rank_0(%x: tensor<complex<f64>>, %y: tensor<complex<f64>>) -> (tensor<complex<f64>>, tensor<complex<f64>>, tensor<complex<f64>>, tensor<complex<f64>>) {
  %0 = milcomplex.add %x, %y : tensor<complex<f64>>
  %1 = milcomplex.sub %x, %y : tensor<complex<f64>>
  %2 = milcomplex.neg %x : tensor<complex<f64>>
  %3 = milcomplex.conj %x : tensor<complex<f64>>
  return %0, %1, %2, %3 : tensor<complex<f64>>, tensor<complex<f64>>, tensor<complex<f64>>, tensor<complex<f64>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f64_rank_0(%x: tensor<complex<f64>>, %y: tensor<complex<f64>>) -> tensor<complex<f64>> {
  %0 = milcomplex.mul %x, %y : tensor<complex<f64>>
  return %0 : tensor<complex<f64>>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// INPUTS: comparable
// DRAWS: 8
func.func @compare_f64_rank_0(%x: tensor<complex<f64>>, %y: tensor<complex<f64>>) -> (tensor<i1>, tensor<i1>, tensor<i1>, tensor<i1>) {
  %0 = milcomplex.eq %x, %x : tensor<complex<f64>>
  %1 = milcomplex.ne %x, %x : tensor<complex<f64>>
  %2 = milcomplex.eq %x, %y : tensor<complex<f64>>
  %3 = milcomplex.ne %x, %y : tensor<complex<f64>>
  return %0, %1, %2, %3 : tensor<i1>, tensor<i1>, tensor<i1>, tensor<i1>
}

// EXPECT: lambda x: (x.real, x.imag, x)
func.func @parts_f64_rank_0(%x: tensor<complex<f64>>) -> (tensor<f64>, tensor<f64>, tensor<complex<f64>>) {
  %re = milcomplex.real %x : tensor<complex<f64>>
  %im = milcomplex.imag %x : tensor<complex<f64>>
  %z = milcomplex.complex %re, %im : tensor<complex<f64>>
  return %re, %im, %z : tensor<f64>, tensor<f64>, tensor<complex<f64>>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
func.func @sum_f64_static(%x: tensor<4x3xcomplex<f64>>, %y: tensor<4x3xcomplex<f64>>) -> (tensor<4x3xcomplex<f64>>, tensor<4x3xcomplex<f64>>, tensor<4x3xcomplex<f64>>, tensor<4x3xcomplex<f64>>) {
  %0 = milcomplex.add %x, %y : tensor<4x3xcomplex<f64>>
  %1 = milcomplex.sub %x, %y : tensor<4x3xcomplex<f64>>
  %2 = milcomplex.neg %x : tensor<4x3xcomplex<f64>>
  %3 = milcomplex.conj %x : tensor<4x3xcomplex<f64>>
  return %0, %1, %2, %3 : tensor<4x3xcomplex<f64>>, tensor<4x3xcomplex<f64>>, tensor<4x3xcomplex<f64>>, tensor<4x3xcomplex<f64>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f64_static(%x: tensor<4x3xcomplex<f64>>, %y: tensor<4x3xcomplex<f64>>) -> tensor<4x3xcomplex<f64>> {
  %0 = milcomplex.mul %x, %y : tensor<4x3xcomplex<f64>>
  return %0 : tensor<4x3xcomplex<f64>>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// INPUTS: comparable
func.func @compare_f64_static(%x: tensor<4x3xcomplex<f64>>, %y: tensor<4x3xcomplex<f64>>) -> (tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>) {
  %0 = milcomplex.eq %x, %x : tensor<4x3xcomplex<f64>>
  %1 = milcomplex.ne %x, %x : tensor<4x3xcomplex<f64>>
  %2 = milcomplex.eq %x, %y : tensor<4x3xcomplex<f64>>
  %3 = milcomplex.ne %x, %y : tensor<4x3xcomplex<f64>>
  return %0, %1, %2, %3 : tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>
}

// EXPECT: lambda x: (x.real, x.imag, x)
func.func @parts_f64_static(%x: tensor<4x3xcomplex<f64>>) -> (tensor<4x3xf64>, tensor<4x3xf64>, tensor<4x3xcomplex<f64>>) {
  %re = milcomplex.real %x : tensor<4x3xcomplex<f64>>
  %im = milcomplex.imag %x : tensor<4x3xcomplex<f64>>
  %z = milcomplex.complex %re, %im : tensor<4x3xcomplex<f64>>
  return %re, %im, %z : tensor<4x3xf64>, tensor<4x3xf64>, tensor<4x3xcomplex<f64>>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x))
// DIMS: 0 1 5
func.func @sum_f64_dynamic(%x: tensor<?x3xcomplex<f64>>, %y: tensor<?x3xcomplex<f64>>) -> (tensor<?x3xcomplex<f64>>, tensor<?x3xcomplex<f64>>, tensor<?x3xcomplex<f64>>, tensor<?x3xcomplex<f64>>) {
  %0 = milcomplex.add %x, %y : tensor<?x3xcomplex<f64>>
  %1 = milcomplex.sub %x, %y : tensor<?x3xcomplex<f64>>
  %2 = milcomplex.neg %x : tensor<?x3xcomplex<f64>>
  %3 = milcomplex.conj %x : tensor<?x3xcomplex<f64>>
  return %0, %1, %2, %3 : tensor<?x3xcomplex<f64>>, tensor<?x3xcomplex<f64>>, tensor<?x3xcomplex<f64>>, tensor<?x3xcomplex<f64>>
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
// DIMS: 0 1 5
func.func @mul_f64_dynamic(%x: tensor<?x3xcomplex<f64>>, %y: tensor<?x3xcomplex<f64>>) -> tensor<?x3xcomplex<f64>> {
  %0 = milcomplex.mul %x, %y : tensor<?x3xcomplex<f64>>
  return %0 : tensor<?x3xcomplex<f64>>
}

// EXPECT: lambda x, y: (x == x, x != x, x == y, x != y)
// DIMS: 0 1 5
// INPUTS: comparable
func.func @compare_f64_dynamic(%x: tensor<?x3xcomplex<f64>>, %y: tensor<?x3xcomplex<f64>>) -> (tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>) {
  %0 = milcomplex.eq %x, %x : tensor<?x3xcomplex<f64>>
  %1 = milcomplex.ne %x, %x : tensor<?x3xcomplex<f64>>
  %2 = milcomplex.eq %x, %y : tensor<?x3xcomplex<f64>>
  %3 = milcomplex.ne %x, %y : tensor<?x3xcomplex<f64>>
  return %0, %1, %2, %3 : tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>, tensor<?x3xi1>
}

// EXPECT: lambda x: (x.real, x.imag, x)
// DIMS: 0 1 5
func.func @parts_f64_dynamic(%x: tensor<?x3xcomplex<f64>>) -> (tensor<?x3xf64>, tensor<?x3xf64>, tensor<?x3xcomplex<f64>>) {
  %re = milcomplex.real %x : tensor<?x3xcomplex<f64>>
  %im = milcomplex.imag %x : tensor<?x3xcomplex<f64>>
  %z = milcomplex.complex %re, %im : tensor<?x3xcomplex<f64>>
  return %re, %im, %z : tensor<?x3xf64>, tensor<?x3xf64>, tensor<?x3xcomplex<f64>>
}

// Zeros of both signs, infinities, NaNs and extremes.
// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x), x == y, x != y)
// INPUTS: special
func.func @special_f16(%x: tensor<200xcomplex<f16>>, %y: tensor<200xcomplex<f16>>) -> (tensor<200xcomplex<f16>>, tensor<200xcomplex<f16>>, tensor<200xcomplex<f16>>, tensor<200xcomplex<f16>>, tensor<200xi1>, tensor<200xi1>) {
  %0 = milcomplex.add %x, %y : tensor<200xcomplex<f16>>
  %1 = milcomplex.sub %x, %y : tensor<200xcomplex<f16>>
  %2 = milcomplex.neg %x : tensor<200xcomplex<f16>>
  %3 = milcomplex.conj %x : tensor<200xcomplex<f16>>
  %4 = milcomplex.eq %x, %y : tensor<200xcomplex<f16>>
  %5 = milcomplex.ne %x, %y : tensor<200xcomplex<f16>>
  return %0, %1, %2, %3, %4, %5 : tensor<200xcomplex<f16>>, tensor<200xcomplex<f16>>, tensor<200xcomplex<f16>>, tensor<200xcomplex<f16>>, tensor<200xi1>, tensor<200xi1>
}

// Zeros of both signs, infinities, NaNs and extremes.
// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x), x == y, x != y)
// INPUTS: special
func.func @special_bf16(%x: tensor<200xcomplex<bf16>>, %y: tensor<200xcomplex<bf16>>) -> (tensor<200xcomplex<bf16>>, tensor<200xcomplex<bf16>>, tensor<200xcomplex<bf16>>, tensor<200xcomplex<bf16>>, tensor<200xi1>, tensor<200xi1>) {
  %0 = milcomplex.add %x, %y : tensor<200xcomplex<bf16>>
  %1 = milcomplex.sub %x, %y : tensor<200xcomplex<bf16>>
  %2 = milcomplex.neg %x : tensor<200xcomplex<bf16>>
  %3 = milcomplex.conj %x : tensor<200xcomplex<bf16>>
  %4 = milcomplex.eq %x, %y : tensor<200xcomplex<bf16>>
  %5 = milcomplex.ne %x, %y : tensor<200xcomplex<bf16>>
  return %0, %1, %2, %3, %4, %5 : tensor<200xcomplex<bf16>>, tensor<200xcomplex<bf16>>, tensor<200xcomplex<bf16>>, tensor<200xcomplex<bf16>>, tensor<200xi1>, tensor<200xi1>
}

// Zeros of both signs, infinities, NaNs and extremes.
// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x), x == y, x != y)
// INPUTS: special
func.func @special_f32(%x: tensor<200xcomplex<f32>>, %y: tensor<200xcomplex<f32>>) -> (tensor<200xcomplex<f32>>, tensor<200xcomplex<f32>>, tensor<200xcomplex<f32>>, tensor<200xcomplex<f32>>, tensor<200xi1>, tensor<200xi1>) {
  %0 = milcomplex.add %x, %y : tensor<200xcomplex<f32>>
  %1 = milcomplex.sub %x, %y : tensor<200xcomplex<f32>>
  %2 = milcomplex.neg %x : tensor<200xcomplex<f32>>
  %3 = milcomplex.conj %x : tensor<200xcomplex<f32>>
  %4 = milcomplex.eq %x, %y : tensor<200xcomplex<f32>>
  %5 = milcomplex.ne %x, %y : tensor<200xcomplex<f32>>
  return %0, %1, %2, %3, %4, %5 : tensor<200xcomplex<f32>>, tensor<200xcomplex<f32>>, tensor<200xcomplex<f32>>, tensor<200xcomplex<f32>>, tensor<200xi1>, tensor<200xi1>
}

// Zeros of both signs, infinities, NaNs and extremes.
// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x), x == y, x != y)
// INPUTS: special
func.func @special_f64(%x: tensor<200xcomplex<f64>>, %y: tensor<200xcomplex<f64>>) -> (tensor<200xcomplex<f64>>, tensor<200xcomplex<f64>>, tensor<200xcomplex<f64>>, tensor<200xcomplex<f64>>, tensor<200xi1>, tensor<200xi1>) {
  %0 = milcomplex.add %x, %y : tensor<200xcomplex<f64>>
  %1 = milcomplex.sub %x, %y : tensor<200xcomplex<f64>>
  %2 = milcomplex.neg %x : tensor<200xcomplex<f64>>
  %3 = milcomplex.conj %x : tensor<200xcomplex<f64>>
  %4 = milcomplex.eq %x, %y : tensor<200xcomplex<f64>>
  %5 = milcomplex.ne %x, %y : tensor<200xcomplex<f64>>
  return %0, %1, %2, %3, %4, %5 : tensor<200xcomplex<f64>>, tensor<200xcomplex<f64>>, tensor<200xcomplex<f64>>, tensor<200xcomplex<f64>>, tensor<200xi1>, tensor<200xi1>
}
