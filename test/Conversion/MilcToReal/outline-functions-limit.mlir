// What exceeds the limit is called until the rest does not: outside of loops
// first, and first what becomes the most. A power becomes some 590 real ops, a
// tangent 144.

// RUN: milc-opt --lower-complex="inline-limit=5000 real-functions=call" %s | FileCheck %s --check-prefixes=CHECK,ALL-IN-PLACE
// RUN: milc-opt --lower-complex="inline-limit=2100 real-functions=call" %s | FileCheck %s --check-prefixes=CHECK,POWERS
// RUN: milc-opt --lower-complex="inline-limit=1650 real-functions=call" %s | FileCheck %s --check-prefixes=CHECK,LOOPS-IN-PLACE
// RUN: milc-opt --lower-complex="inline-limit=1000 real-functions=call" %s | FileCheck %s --check-prefixes=CHECK,TANGENTS-IN-LOOPS
// RUN: milc-opt --lower-complex="inline-limit=280 real-functions=call" %s | FileCheck %s --check-prefixes=CHECK,ALL-CALL

// CHECK-LABEL: func.func @straight(
// ALL-IN-PLACE-NOT: call
// POWERS: call @milc_pow_f32(
// POWERS-NOT: call
// LOOPS-IN-PLACE: call @milc_pow_f32(
// LOOPS-IN-PLACE-COUNT-3: call @milc_tan_f32(
// TANGENTS-IN-LOOPS: call @milc_pow_f32(
// TANGENTS-IN-LOOPS-COUNT-3: call @milc_tan_f32(
// ALL-CALL: call @milc_pow_f32(
// ALL-CALL-COUNT-3: call @milc_tan_f32(
func.func @straight(%z: complex<f32>) -> complex<f32> {
  %0 = complex.pow %z, %z : complex<f32>
  %1 = complex.tan %0 : complex<f32>
  %2 = complex.tan %1 : complex<f32>
  %3 = complex.tan %2 : complex<f32>
  return %3 : complex<f32>
}

// CHECK-LABEL: func.func @loops(
// ALL-IN-PLACE-NOT: call
// POWERS-NOT: call
// LOOPS-IN-PLACE-NOT: call
// TANGENTS-IN-LOOPS: scf.for
// TANGENTS-IN-LOOPS-COUNT-2: call @milc_pow_f32(
// TANGENTS-IN-LOOPS-NOT: call
// ALL-CALL: scf.for
// ALL-CALL-COUNT-2: call @milc_pow_f32(
// ALL-CALL: scf.if
// ALL-CALL-COUNT-2: call @milc_tan_f32(
func.func @loops(%z: complex<f32>, %n: index, %p: i1) -> complex<f32> {
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %z) -> complex<f32> {
    %1 = complex.pow %a, %z : complex<f32>
    %2 = complex.pow %1, %z : complex<f32>
    %3 = scf.if %p -> complex<f32> {
      %4 = complex.tan %2 : complex<f32>
      %5 = complex.tan %4 : complex<f32>
      scf.yield %5 : complex<f32>
    } else {
      scf.yield %2 : complex<f32>
    }
    scf.yield %3 : complex<f32>
  }
  return %0 : complex<f32>
}

// ALL-IN-PLACE-NOT: func.func private
// POWERS: func.func private @milc_pow_f32(
// POWERS-NOT: func.func private
// LOOPS-IN-PLACE: func.func private @milc_pow_f32(
// LOOPS-IN-PLACE: func.func private @milc_tan_f32(
