// What an op calls is counted once, as a function; the op becomes the call.
// RUN: milc-opt --milc-explain="inline-limit=0 abi=interleaved" -o /dev/null %s | FileCheck %s
// RUN: milc-opt --milc-explain -o /dev/null %s | FileCheck %s --check-prefix=INLINE

// INLINE: "functions": [],

// CHECK: "op": "complex.tan",
// CHECK: "becomes": [
// CHECK-NEXT: {
// CHECK-NEXT: "op": "func.call",
// CHECK-NEXT: "count": 1,
// CHECK-NEXT: "within": 0
// CHECK-NEXT: }
// CHECK-NEXT: ],
// CHECK: "op": "complex.tan",
// CHECK: "op": "func.call",

// The user's own functions are not listed, nor those with another signature.
// CHECK: "functions": [
// CHECK-NEXT: {
// CHECK-NEXT: "name": "milc_tan_f32",
// CHECK-NEXT: "calls": 2,
// CHECK-NEXT: "within": {{[1-9][0-9]+}}
// CHECK-NEXT: }
// CHECK-NEXT: ],

func.func @tan(%z: complex<f32>) -> complex<f32> {
  %0 = complex.tan %z : complex<f32>
  %1 = complex.tan %0 : complex<f32>
  return %1 : complex<f32>
}

func.func @tensor(%t: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  return %t : tensor<2xcomplex<f32>>
}

func.func private @real(%x: f32) -> f32 {
  return %x : f32
}

func.func @callers(%z: complex<f32>, %t: tensor<2xcomplex<f32>>, %x: f32) -> (complex<f32>, tensor<2xcomplex<f32>>, f32) {
  %0 = call @tan(%z) : (complex<f32>) -> complex<f32>
  %f = constant @tensor : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  %1 = call_indirect %f(%t) : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  %2 = call @real(%x) : (f32) -> f32
  return %0, %1, %2 : complex<f32>, tensor<2xcomplex<f32>>, f32
}
