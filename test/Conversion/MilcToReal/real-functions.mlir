// With real-functions=expand, the default, no formula calls a function; with
// call, the user's own ops on real numbers and the formulas stay calls.

// RUN: milc-opt --lower-complex %s > %t.default
// RUN: milc-opt --lower-complex=real-functions=expand %s | diff %t.default -
// RUN: mlir-opt %t.default | FileCheck %s --check-prefixes=CHECK,EXPAND
// RUN: milc-opt --lower-complex="real-functions=expand complex-range=basic" %s | mlir-opt | FileCheck %s --check-prefixes=CHECK,EXPAND
// RUN: milc-opt --lower-complex="real-functions=expand complex-range=full" %s | mlir-opt | FileCheck %s --check-prefixes=CHECK,EXPAND
// RUN: milc-opt --lower-complex="real-functions=expand complex-range=promoted" %s | mlir-opt | FileCheck %s --check-prefixes=CHECK,EXPAND,PROMOTED
// RUN: milc-opt --lower-complex="real-functions=call" %s | mlir-opt | FileCheck %s --check-prefixes=CHECK,CALL
// RUN: milc-opt --milc-to-real=real-functions=call %s | mlir-opt | FileCheck %s --check-prefixes=CHECK,CALL

// CHECK-LABEL: func.func @exp(
// CALL: math.exp
// EXPAND-NOT: math.{{exp|sin|cos|log|atan2}}
// PROMOTED: arith.bitcast {{.*}} : f64 to i64
// EXPAND-NOT: math.{{exp|sin|cos|log|atan2}}
// CHECK: return
func.func @exp(%z: complex<f32>) -> complex<f32> {
  %0 = complex.exp %z : complex<f32>
  return %0 : complex<f32>
}

// The textbook formula, too, whose flag is on its own ops alone.
// CHECK-LABEL: func.func @approximate(
// CALL: math.exp {{.*}} fastmath<afn>
// EXPAND-NOT: math.{{exp|sin|cos|log|atan2}}
// EXPAND: arith.mulf {{.*}} fastmath<afn>
// EXPAND-NOT: math.{{exp|sin|cos|log|atan2}}
// CHECK: return
func.func @approximate(%z: complex<f32>) -> complex<f32> {
  %0 = complex.exp %z fastmath<afn> : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @tensor(
// CHECK: linalg.generic
// CALL: math.
// EXPAND-NOT: math.{{exp|sin|cos|log|atan2}}
// CHECK: linalg.yield
// CHECK-NEXT: }
// EXPAND-NOT: math.{{exp|sin|cos|log|atan2}}
// CHECK: return
func.func @tensor(%z: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = milcomplex.log %z : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// CHECK-LABEL: func.func @powi(
// CALL: math.exp
// EXPAND-NOT: math.{{exp|sin|cos|log|atan2}}
// CHECK: return
func.func @powi(%z: complex<f16>, %n: i32) -> complex<f16> {
  %0 = milcomplex.powi %z, %n : complex<f16>, i32
  return %0 : complex<f16>
}

// CHECK-LABEL: func.func @angle(
// CALL: math.atan2
// EXPAND-NOT: math.{{exp|sin|cos|log|atan2}}
// CHECK: return
func.func @angle(%z: complex<f64>) -> f64 {
  %0 = complex.angle %z : complex<f64>
  return %0 : f64
}

// Ops on real numbers are the user's.
// CHECK-LABEL: func.func @real(
// CHECK: math.exp
func.func @real(%x: f32, %z: complex<f32>) -> (f32, complex<f32>) {
  %0 = math.exp %x : f32
  %1 = complex.neg %z : complex<f32>
  return %0, %1 : f32, complex<f32>
}
