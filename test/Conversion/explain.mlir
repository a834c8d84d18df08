// RUN: milc-opt --milc-explain -o /dev/null %s | FileCheck %s
// RUN: milc-opt --milc-explain="complex-range=basic abi=interleaved" -o /dev/null %s | FileCheck %s --check-prefix=BASIC
// RUN: milc-opt --milc-explain=output=/dev/null %s | FileCheck %s --check-prefix=MODULE
// RUN: not milc-opt --milc-explain="complex-range=textbook" -o /dev/null %s 2>&1 | FileCheck %s --check-prefix=OPTION

// OPTION: Cannot find option named 'textbook'!

// The module stays as it is, its resources too.
// MODULE: dense_resource<numbers> : tensor<2xcomplex<f32>>
// MODULE: complex.mul
// MODULE: numbers: "0x040000000000803F000000400000404000008040"

// CHECK: "lowered": true,
// CHECK-NEXT: "types": [
// CHECK-NEXT: {
// CHECK-NEXT: "type": "complex<f32>",
// CHECK-NEXT: "values": 4,
// CHECK: "type": "tensor<2xcomplex<f32>>",
// CHECK-NEXT: "values": 2,
// CHECK-NEXT: "becomes": [
// CHECK-NEXT: "tensor<2xf32>",
// CHECK-NEXT: "tensor<2xf32>"

// CHECK: "op": "func.func",
// CHECK-NEXT: "location": "{{.*}}explain.mlir:[[#@LINE+42]]:1",

// An op of its own for each part.
// CHECK: "op": "arith.constant",
// CHECK-NEXT: "location": "model.py:3:5",
// CHECK: "becomes": [
// CHECK-NEXT: {
// CHECK-NEXT: "op": "arith.constant",
// CHECK-NEXT: "count": 2,
// CHECK-NEXT: "within": 0

// What is dead becomes nothing.
// CHECK: "op": "complex.exp",
// CHECK: "becomes": [],

// A square: two of its four products are equal.
// BASIC: "op": "complex.mul",
// BASIC-NEXT: "location": "product",
// BASIC: "becomes": [
// BASIC: "op": "arith.addf",
// BASIC-NEXT: "count": 1,
// BASIC: "op": "arith.mulf",
// BASIC-NEXT: "count": 3,
// BASIC: "op": "arith.subf",
// BASIC-NEXT: "count": 1,

// An op with a body counts what that holds.
// CHECK: "op": "milcomplex.exp",
// CHECK: "becomes": [
// CHECK: "op": "linalg.generic",
// CHECK-NEXT: "count": 1,
// CHECK-NEXT: "within": [[#]]

// A body that stays has ops of its own.
// CHECK: "op": "scf.if",
// CHECK: "becomes": [
// CHECK-NEXT: {
// CHECK-NEXT: "op": "scf.if",
// CHECK-NEXT: "count": 1,
// CHECK-NEXT: "within": 0
// CHECK-NOT: "op": "arith.mulf"

func.func @main(%x: complex<f32>, %p: i1) -> (complex<f32>, tensor<2xcomplex<f32>>) {
  %t = arith.constant dense_resource<numbers> : tensor<2xcomplex<f32>> loc(callsite("model.py":3:5 at "main.py":9:1))
  %dead = complex.exp %x : complex<f32>
  %y = complex.mul %x, %x : complex<f32> loc("product")
  %e = milcomplex.exp %t : tensor<2xcomplex<f32>>
  %z = scf.if %p -> complex<f32> {
    scf.yield %y : complex<f32>
  } else {
    scf.yield %x : complex<f32>
  }
  return %z, %e : complex<f32>, tensor<2xcomplex<f32>>
}

{-#
  dialect_resources: {
    builtin: {
      numbers: "0x040000000000803F000000400000404000008040"
    }
  }
#-}
