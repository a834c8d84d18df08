// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// Values that must pass bit for bit: payloads and signs of NaNs, signs of zeros.

// Payloads and signs of NaNs, in every form.
// EXPECT: lambda: (np.array([0x7FC12345, -0x3FFFFF]), np.array([0x7F800001, 0x7FFFFFFF]))
func.func @nan_payloads() -> (tensor<2xi32>, tensor<2xi32>) {
  %c = arith.constant dense<[(0x7FC12345, 0x7F800001), (0xFFC00001, 0x7FFFFFFF)]> : tensor<2xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2xcomplex<f32>>
  %a = arith.bitcast %re : tensor<2xf32> to tensor<2xi32>
  %b = arith.bitcast %im : tensor<2xf32> to tensor<2xi32>
  return %a, %b : tensor<2xi32>, tensor<2xi32>
}

// EXPECT: lambda: (0x7FC12345, -0x3FFFFF, 0x7F801234, -1)
func.func @nan_payloads_numbers() -> (i32, i32, i32, i32) {
  %c = complex.constant [0x7FC12345 : f32, 0xFFC00001 : f32] : complex<f32>
  %d = milcomplex.const [0x7F801234 : f32, 0xFFFFFFFF : f32] : complex<f32>
  %0 = complex.re %c : complex<f32>
  %1 = complex.im %c : complex<f32>
  %2 = milcomplex.real %d : complex<f32>
  %3 = milcomplex.imag %d : complex<f32>
  %4 = arith.bitcast %0 : f32 to i32
  %5 = arith.bitcast %1 : f32 to i32
  %6 = arith.bitcast %2 : f32 to i32
  %7 = arith.bitcast %3 : f32 to i32
  return %4, %5, %6, %7 : i32, i32, i32, i32
}

// neg and conj flip the sign bit of NaNs and zeros, and nothing else.
// EXPECT: lambda: (np.array([-0x003EDCBB, -0x80000000, 0]), np.array([-0x7FFFFF, 0, -0x80000000]))
func.func @sign_bits() -> (tensor<3xi32>, tensor<3xi32>) {
  %c = arith.constant dense<[(0x7FC12345, 0x7F800001), (0.0, -0.0), (-0.0, 0.0)]> : tensor<3xcomplex<f32>>
  %n = milcomplex.neg %c : tensor<3xcomplex<f32>>
  %j = milcomplex.conj %c : tensor<3xcomplex<f32>>
  %re = milcomplex.real %n : tensor<3xcomplex<f32>>
  %im = milcomplex.imag %j : tensor<3xcomplex<f32>>
  %a = arith.bitcast %re : tensor<3xf32> to tensor<3xi32>
  %b = arith.bitcast %im : tensor<3xf32> to tensor<3xi32>
  return %a, %b : tensor<3xi32>, tensor<3xi32>
}

// Folds must not move a sign or a payload.
// EXPECT: lambda x: (x.real, x.imag, x, x)
// INPUTS: special
func.func @parts_fold(%x: tensor<300xcomplex<f32>>) -> (tensor<300xf32>, tensor<300xf32>, tensor<300xcomplex<f32>>, tensor<300xcomplex<f32>>) {
  %re = milcomplex.real %x : tensor<300xcomplex<f32>>
  %im = milcomplex.imag %x : tensor<300xcomplex<f32>>
  %z = milcomplex.complex %re, %im : tensor<300xcomplex<f32>>
  %re2 = milcomplex.real %z : tensor<300xcomplex<f32>>
  %im2 = milcomplex.imag %z : tensor<300xcomplex<f32>>
  %n = milcomplex.neg %z : tensor<300xcomplex<f32>>
  %nn = milcomplex.neg %n : tensor<300xcomplex<f32>>
  %c = milcomplex.conj %z : tensor<300xcomplex<f32>>
  %cc = milcomplex.conj %c : tensor<300xcomplex<f32>>
  return %re2, %im2, %nn, %cc : tensor<300xf32>, tensor<300xf32>, tensor<300xcomplex<f32>>, tensor<300xcomplex<f32>>
}

// What upstream folds, unsoundly, to a and to x: (a - b) + b, x + 0, x * 1.
// EXPECT: lambda a, b: ((a.astype('c8') - b.astype('c8')) + b.astype('c8'), a + 0)
// INPUTS: special
func.func @no_unsound_folds(%a: tensor<300xcomplex<f32>>, %b: tensor<300xcomplex<f32>>) -> (tensor<300xcomplex<f32>>, tensor<300xcomplex<f32>>) {
  %0 = linalg.map ins(%a, %b : tensor<300xcomplex<f32>>, tensor<300xcomplex<f32>>) outs(%a : tensor<300xcomplex<f32>>) (%x: complex<f32>, %y: complex<f32>, %o: complex<f32>) {
    %d = complex.sub %x, %y : complex<f32>
    %s = complex.add %d, %y : complex<f32>
    linalg.yield %s : complex<f32>
  }
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %1 = linalg.map ins(%a : tensor<300xcomplex<f32>>) outs(%a : tensor<300xcomplex<f32>>) (%x: complex<f32>, %o: complex<f32>) {
    %s = complex.add %x, %zero : complex<f32>
    linalg.yield %s : complex<f32>
  }
  return %0, %1 : tensor<300xcomplex<f32>>, tensor<300xcomplex<f32>>
}
