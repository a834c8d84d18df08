// An error is at the user's op, and leaves even the ops that would become calls.

// RUN: not milc-opt --milc-to-real=inline-limit=0 --mlir-print-ir-after-failure %s 2> %t.dump
// RUN: FileCheck %s --input-file=%t.dump
// RUN: sed -n "/^module/,/^}/ p" %t.dump > %t.after
// RUN: milc-opt %s | sed -n "/^module/,/^}/ p" | diff - %t.after

func.func @called(%z: complex<f32>) -> complex<f32> {
  %0 = complex.tan %z : complex<f32>
  %1 = complex.tan %0 : complex<f32>
  return %1 : complex<f32>
}

func.func @refused(%z: complex<f32>, %n: i128) -> complex<f32> {
  %0 = complex.powi %z, %n : complex<f32>, i128
  // CHECK: outline-functions-refusal.mlir:[[@LINE+1]]:8: error: 'complex.powi' op must have an exponent of at most 64 bits
  %1 = complex.powi %0, %n : complex<f32>, i128
  return %1 : complex<f32>
}
