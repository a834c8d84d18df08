// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// The real part is in the low half.
// EXPECT: lambda x: (int(np.float16(x.real).view(np.uint16)) + (int(np.float16(x.imag).view(np.uint16)) << 16), x)
func.func @bitcast_f16(%x: complex<f16>) -> (i64, complex<f16>) {
  %bits = complex.bitcast %x : complex<f16> to i32
  %wide = arith.extui %bits : i32 to i64
  %back = complex.bitcast %bits : i32 to complex<f16>
  return %wide, %back : i64, complex<f16>
}

// The real part is in the low half.
// EXPECT: lambda x: (int(ml_dtypes.bfloat16(x.real).view(np.uint16)) + (int(ml_dtypes.bfloat16(x.imag).view(np.uint16)) << 16), x)
func.func @bitcast_bf16(%x: complex<bf16>) -> (i64, complex<bf16>) {
  %bits = complex.bitcast %x : complex<bf16> to i32
  %wide = arith.extui %bits : i32 to i64
  %back = complex.bitcast %bits : i32 to complex<bf16>
  return %wide, %back : i64, complex<bf16>
}

// The real part is in the low half.
// EXPECT: lambda x: (np.array(int(np.float32(x.real).view(np.uint32)) + (int(np.float32(x.imag).view(np.uint32)) << 32), np.uint64).view(np.int64), x, x)
func.func @bitcast_f32(%x: complex<f32>) -> (i64, complex<f32>, complex<f32>) {
  %bits = complex.bitcast %x : complex<f32> to i64
  %back = complex.bitcast %bits : i64 to complex<f32>
  %float = complex.bitcast %x : complex<f32> to f64
  %back2 = complex.bitcast %float : f64 to complex<f32>
  return %bits, %back, %back2 : i64, complex<f32>, complex<f32>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x), x, x == y, x != y, x == x)
// INPUTS: comparable
// DRAWS: 8
func.func @exact_f16(%x: complex<f16>, %y: complex<f16>) -> (complex<f16>, complex<f16>, complex<f16>, complex<f16>, complex<f16>, i1, i1, i1) {
  %0 = complex.add %x, %y : complex<f16>
  %1 = complex.sub %x, %y : complex<f16>
  %2 = complex.neg %x : complex<f16>
  %3 = complex.conj %x : complex<f16>
  %re = complex.re %x : complex<f16>
  %im = complex.im %x : complex<f16>
  %4 = complex.create %re, %im : complex<f16>
  %5 = complex.eq %x, %y : complex<f16>
  %6 = complex.neq %x, %y : complex<f16>
  %7 = complex.eq %x, %x : complex<f16>
  return %0, %1, %2, %3, %4, %5, %6, %7 : complex<f16>, complex<f16>, complex<f16>, complex<f16>, complex<f16>, i1, i1, i1
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f16(%x: complex<f16>, %y: complex<f16>) -> complex<f16> {
  %0 = complex.mul %x, %y : complex<f16>
  return %0 : complex<f16>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x), x, x == y, x != y, x == x)
// INPUTS: comparable
// DRAWS: 8
func.func @exact_bf16(%x: complex<bf16>, %y: complex<bf16>) -> (complex<bf16>, complex<bf16>, complex<bf16>, complex<bf16>, complex<bf16>, i1, i1, i1) {
  %0 = complex.add %x, %y : complex<bf16>
  %1 = complex.sub %x, %y : complex<bf16>
  %2 = complex.neg %x : complex<bf16>
  %3 = complex.conj %x : complex<bf16>
  %re = complex.re %x : complex<bf16>
  %im = complex.im %x : complex<bf16>
  %4 = complex.create %re, %im : complex<bf16>
  %5 = complex.eq %x, %y : complex<bf16>
  %6 = complex.neq %x, %y : complex<bf16>
  %7 = complex.eq %x, %x : complex<bf16>
  return %0, %1, %2, %3, %4, %5, %6, %7 : complex<bf16>, complex<bf16>, complex<bf16>, complex<bf16>, complex<bf16>, i1, i1, i1
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_bf16(%x: complex<bf16>, %y: complex<bf16>) -> complex<bf16> {
  %0 = complex.mul %x, %y : complex<bf16>
  return %0 : complex<bf16>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x), x, x == y, x != y, x == x)
// INPUTS: comparable
// DRAWS: 8
func.func @exact_f32(%x: complex<f32>, %y: complex<f32>) -> (complex<f32>, complex<f32>, complex<f32>, complex<f32>, complex<f32>, i1, i1, i1) {
  %0 = complex.add %x, %y : complex<f32>
  %1 = complex.sub %x, %y : complex<f32>
  %2 = complex.neg %x : complex<f32>
  %3 = complex.conj %x : complex<f32>
  %re = complex.re %x : complex<f32>
  %im = complex.im %x : complex<f32>
  %4 = complex.create %re, %im : complex<f32>
  %5 = complex.eq %x, %y : complex<f32>
  %6 = complex.neq %x, %y : complex<f32>
  %7 = complex.eq %x, %x : complex<f32>
  return %0, %1, %2, %3, %4, %5, %6, %7 : complex<f32>, complex<f32>, complex<f32>, complex<f32>, complex<f32>, i1, i1, i1
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f32(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = complex.mul %x, %y : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda x, y: (x + y, x - y, -x, np.conj(x), x, x == y, x != y, x == x)
// INPUTS: comparable
// DRAWS: 8
func.func @exact_f64(%x: complex<f64>, %y: complex<f64>) -> (complex<f64>, complex<f64>, complex<f64>, complex<f64>, complex<f64>, i1, i1, i1) {
  %0 = complex.add %x, %y : complex<f64>
  %1 = complex.sub %x, %y : complex<f64>
  %2 = complex.neg %x : complex<f64>
  %3 = complex.conj %x : complex<f64>
  %re = complex.re %x : complex<f64>
  %im = complex.im %x : complex<f64>
  %4 = complex.create %re, %im : complex<f64>
  %5 = complex.eq %x, %y : complex<f64>
  %6 = complex.neq %x, %y : complex<f64>
  %7 = complex.eq %x, %x : complex<f64>
  return %0, %1, %2, %3, %4, %5, %6, %7 : complex<f64>, complex<f64>, complex<f64>, complex<f64>, complex<f64>, i1, i1, i1
}

// EXPECT: lambda x, y: x * y
// ULP: 2
// INPUTS: finite
func.func @mul_f64(%x: complex<f64>, %y: complex<f64>) -> complex<f64> {
  %0 = complex.mul %x, %y : complex<f64>
  return %0 : complex<f64>
}

// EXPECT: lambda x: x
func.func @bitcast_f64(%x: complex<f64>) -> complex<f64> {
  %bits = complex.bitcast %x : complex<f64> to i128
  %back = complex.bitcast %bits : i128 to complex<f64>
  return %back : complex<f64>
}
