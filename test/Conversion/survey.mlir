// milc-survey reports what milc-to-real would, and changes nothing.

// RUN: milc-opt --milc-survey --allow-unregistered-dialect --verify-diagnostics --split-input-file %s | FileCheck %s

// CHECK-LABEL: func.func @lowers
// CHECK-NEXT: complex.mul
func.func @lowers(%z: complex<f32>) -> complex<f32> {
  %0 = complex.mul %z, %z : complex<f32>
  return %0 : complex<f32>
}

// -----

func.func @two_errors(%z: complex<f32>, %w: complex<f80>) {
  // expected-error @above {{'func.func' op with complex values must have parts of type f16, bf16, f32 or f64, but found 'complex<f80>'}}
  // expected-error @below {{'some.op' op with complex values must have a conversion pattern, but found none}}
  "some.op"(%z) : (complex<f32>) -> ()
  return
}
