// Functions that are called return the bits that they return in place. Each op is used on
// scalars, which call with a limit of 0, and on a tensor, where it stays in place.

// RUN: milc-opt --lower-complex=inline-limit=0 %s | FileCheck %s
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=inline-limit=0
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=inline-limit=0 abi=interleaved"
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=inline-limit=0 complex-range=full" --user-passes
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=inline-limit=1500 abi=interleaved"
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=inline-limit=0 abi=interleaved" --native

// CHECK-COUNT-2: call @milc_pow_f32(
// CHECK-COUNT-2: call @milc_div_f32(
// CHECK-COUNT-2: call @milc_expm1_f32(
// CHECK-COUNT-2: call @milc_cos_f32(
// CHECK-COUNT-2: call @milc_sqrt_f64(
// CHECK-COUNT-2: call @milc_log_f16(
// CHECK-COUNT-2: call @milc_atan_bf16(
// CHECK-COUNT-2: call @milc_powi_f32_i32(

func.func private @same_f32(%z: complex<f32>, %w: complex<f32>) -> i1 {
  %0 = complex.bitcast %z : complex<f32> to i64
  %1 = complex.bitcast %w : complex<f32> to i64
  %2 = arith.cmpi eq, %0, %1 : i64
  return %2 : i1
}

func.func private @same_f64(%z: complex<f64>, %w: complex<f64>) -> i1 {
  %0 = complex.bitcast %z : complex<f64> to i128
  %1 = complex.bitcast %w : complex<f64> to i128
  %2 = arith.cmpi eq, %0, %1 : i128
  return %2 : i1
}

func.func private @same_f16(%z: complex<f16>, %w: complex<f16>) -> i1 {
  %0 = complex.bitcast %z : complex<f16> to i32
  %1 = complex.bitcast %w : complex<f16> to i32
  %2 = arith.cmpi eq, %0, %1 : i32
  return %2 : i1
}

func.func private @same_bf16(%z: complex<bf16>, %w: complex<bf16>) -> i1 {
  %0 = complex.bitcast %z : complex<bf16> to i32
  %1 = complex.bitcast %w : complex<bf16> to i32
  %2 = arith.cmpi eq, %0, %1 : i32
  return %2 : i1
}

// EXPECT: lambda z, w: (True, True)
// DRAWS: 10
func.func @binary(%z: complex<f32>, %w: complex<f32>) -> (i1, i1) {
  %c1 = arith.constant 1 : index
  %zs = tensor.from_elements %w, %z : tensor<2xcomplex<f32>>
  %ws = tensor.from_elements %z, %w : tensor<2xcomplex<f32>>
  %p0 = complex.pow %z, %w : complex<f32>
  %p1 = complex.pow %w, %z : complex<f32>
  %ps = milcomplex.pow %zs, %ws : tensor<2xcomplex<f32>>
  %p = tensor.extract %ps[%c1] : tensor<2xcomplex<f32>>
  %d0 = complex.div %z, %w : complex<f32>
  %d1 = complex.div %p1, %z : complex<f32>
  %ds = milcomplex.div %zs, %ws : tensor<2xcomplex<f32>>
  %d = tensor.extract %ds[%c1] : tensor<2xcomplex<f32>>
  %same = call @same_f32(%p0, %p) : (complex<f32>, complex<f32>) -> i1
  %same_quotient = call @same_f32(%d0, %d) : (complex<f32>, complex<f32>) -> i1
  // Keeps the other quotient alive, which differs.
  %other = complex.eq %d1, %d : complex<f32>
  %1 = arith.xori %same_quotient, %other : i1
  return %same, %1 : i1, i1
}

// EXPECT: lambda t: True
// DRAWS: 10
func.func @loop(%t: tensor<4xcomplex<f32>>) -> i1 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %true = arith.constant true
  %once = milcomplex.expm1 %t : tensor<4xcomplex<f32>>
  %twice = milcomplex.expm1 %once : tensor<4xcomplex<f32>>
  %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%all = %true) -> i1 {
    %z = tensor.extract %t[%i] : tensor<4xcomplex<f32>>
    %0 = milcomplex.expm1 %z : complex<f32>
    %1 = milcomplex.expm1 %0 : complex<f32>
    %w = tensor.extract %twice[%i] : tensor<4xcomplex<f32>>
    %same = func.call @same_f32(%1, %w) : (complex<f32>, complex<f32>) -> i1
    %2 = arith.andi %all, %same : i1
    scf.yield %2 : i1
  }
  return %r : i1
}

// A function that calls itself.
func.func private @recur(%z: complex<f32>, %n: i32) -> complex<f32> {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %done = arith.cmpi eq, %n, %c0 : i32
  %r = scf.if %done -> complex<f32> {
    scf.yield %z : complex<f32>
  } else {
    %w = complex.cos %z : complex<f32>
    %m = arith.subi %n, %c1 : i32
    %s = func.call @recur(%w, %m) : (complex<f32>, i32) -> complex<f32>
    scf.yield %s : complex<f32>
  }
  return %r : complex<f32>
}

// EXPECT: lambda z: True
// DRAWS: 10
func.func @recursion(%z: complex<f32>) -> i1 {
  %c2 = arith.constant 2 : i32
  %w = complex.cos %z : complex<f32>
  %0 = call @recur(%w, %c2) : (complex<f32>, i32) -> complex<f32>
  %t = tensor.from_elements %z : tensor<1xcomplex<f32>>
  %t0 = milcomplex.cos %t : tensor<1xcomplex<f32>>
  %t1 = milcomplex.cos %t0 : tensor<1xcomplex<f32>>
  %t2 = milcomplex.cos %t1 : tensor<1xcomplex<f32>>
  %c0 = arith.constant 0 : index
  %1 = tensor.extract %t2[%c0] : tensor<1xcomplex<f32>>
  %2 = call @same_f32(%0, %1) : (complex<f32>, complex<f32>) -> i1
  return %2 : i1
}

// EXPECT: lambda a, b, c: (True, True, True)
// DRAWS: 10
func.func @types(%a: complex<f64>, %b: complex<f16>, %c: complex<bf16>) -> (i1, i1, i1) {
  %c0 = arith.constant 0 : index
  %a0 = complex.sqrt %a : complex<f64>
  %a1 = complex.sqrt %a0 : complex<f64>
  %b0 = complex.log %b : complex<f16>
  %b1 = complex.log %b0 : complex<f16>
  %d0 = milcomplex.atan %c : complex<bf16>
  %d1 = milcomplex.atan %d0 : complex<bf16>
  %at = tensor.from_elements %a : tensor<1xcomplex<f64>>
  %at0 = milcomplex.sqrt %at : tensor<1xcomplex<f64>>
  %at1 = milcomplex.sqrt %at0 : tensor<1xcomplex<f64>>
  %bt = tensor.from_elements %b : tensor<1xcomplex<f16>>
  %bt0 = milcomplex.log %bt : tensor<1xcomplex<f16>>
  %bt1 = milcomplex.log %bt0 : tensor<1xcomplex<f16>>
  %dt = tensor.from_elements %c : tensor<1xcomplex<bf16>>
  %dt0 = milcomplex.atan %dt : tensor<1xcomplex<bf16>>
  %dt1 = milcomplex.atan %dt0 : tensor<1xcomplex<bf16>>
  %ax = tensor.extract %at1[%c0] : tensor<1xcomplex<f64>>
  %bx = tensor.extract %bt1[%c0] : tensor<1xcomplex<f16>>
  %dx = tensor.extract %dt1[%c0] : tensor<1xcomplex<bf16>>
  %0 = call @same_f64(%a1, %ax) : (complex<f64>, complex<f64>) -> i1
  %1 = call @same_f16(%b1, %bx) : (complex<f16>, complex<f16>) -> i1
  %2 = call @same_bf16(%d1, %dx) : (complex<bf16>, complex<bf16>) -> i1
  return %0, %1, %2 : i1, i1, i1
}

// Right, and not only the same: a tensor that is interleaved, and an exponent.
// EXPECT: lambda t, n: np.array([t[0] ** int(n), t[1] ** int(n)])
// WITH: n = 3
// ULP: 4
func.func @values(%t: tensor<2xcomplex<f32>>, %n: i32) -> tensor<2xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.extract %t[%c0] : tensor<2xcomplex<f32>>
  %1 = tensor.extract %t[%c1] : tensor<2xcomplex<f32>>
  %2 = complex.powi %0, %n : complex<f32>, i32
  %3 = complex.powi %1, %n : complex<f32>, i32
  %4 = tensor.from_elements %2, %3 : tensor<2xcomplex<f32>>
  return %4 : tensor<2xcomplex<f32>>
}
