// Each part has the location of the whole.
// RUN: milc-opt --lower-complex --mlir-print-debuginfo --mlir-print-local-scope %s | FileCheck %s
// RUN: milc-opt --lower-complex=inline-limit=0 --mlir-print-debuginfo --mlir-print-local-scope %s | FileCheck %s --check-prefix=CALLED

// CHECK-LABEL: func.func @function(
// CHECK-SAME: %{{.*}}: f32 loc("argument"), %{{.*}}: f32 loc("argument"))
func.func @function(%z: complex<f32> loc("argument")) -> complex<f32> {
  // CHECK-NEXT: arith.negf %{{.*}} : f32 loc(fused<complex<f32>>["negation"])
  // CHECK-NEXT: arith.negf %{{.*}} : f32 loc(fused<complex<f32>>["negation"])
  %0 = milcomplex.neg %z : complex<f32> loc(fused<complex<f32>>["negation"])
  // CHECK-NEXT: cf.br ^[[NEXT:.*]](%{{.*}}, %{{.*}} : f32, f32) loc("branch")
  cf.br ^next(%0 : complex<f32>) loc("branch")
// CHECK: ^[[NEXT]](%{{.*}}: f32 loc("block argument"), %{{.*}}: f32 loc("block argument")):
^next(%w: complex<f32> loc("block argument")):
  // CHECK: return %{{.*}}, %{{.*}} : f32, f32 loc("return")
  return %w : complex<f32> loc("return")
// CHECK: } loc("function")
} loc("function")

// CHECK-LABEL: func.func @constant
// CHECK-NEXT: arith.constant 1.000000e+00 : f32 loc("constant")
// CHECK-NEXT: arith.constant 2.000000e+00 : f32 loc("constant")
func.func @constant() -> complex<f32> {
  %0 = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32> loc("constant")
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @loop
// CHECK: scf.for
// CHECK: scf.yield %{{.*}}, %{{.*}} : f32, f32 loc("yield")
// CHECK: } loc("loop")
func.func @loop(%n: index, %z: complex<f32>) -> complex<f32> {
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %z) -> complex<f32> {
    scf.yield %a : complex<f32> loc("yield")
  } loc("loop")
  return %0 : complex<f32>
}

// Every op of a formula.
// CHECK-LABEL: func.func @formula
// CHECK-COUNT-40: loc("product")
// CHECK: return
func.func @formula(%z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %0 = complex.mul %z, %w : complex<f32> loc("product")
  return %0 : complex<f32>
}

// A function that several ops call has the location of none.
// CALLED-LABEL: func.func @called
// CALLED: call @milc_tan_f32(%{{.*}}, %{{.*}}) : (f32, f32) -> (f32, f32) loc("first")
// CALLED-NEXT: call @milc_tan_f32(%{{.*}}, %{{.*}}) : (f32, f32) -> (f32, f32) loc("second")
// CALLED-LABEL: func.func private @milc_tan_f32
// CALLED-NOT: loc("first")
// CALLED: return %{{.*}}, %{{.*}} : f32, f32 loc("milc_tan_f32")
// CALLED-NEXT: } loc("milc_tan_f32")
func.func @called(%z: complex<f32>) -> complex<f32> {
  %0 = complex.tan %z : complex<f32> loc("first")
  %1 = complex.tan %0 : complex<f32> loc("second")
  return %1 : complex<f32>
}
