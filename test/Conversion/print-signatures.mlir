// RUN: milc-opt --milc-print-signatures -o /dev/null %s | FileCheck %s

// Public functions that have a body, in order; the names of arguments are those of
// their locations.

// CHECK: "name": "@quote\"s",
// CHECK: "arguments": [
// CHECK: "name": "x",
// CHECK-NEXT: "type": "tensor<2x?xcomplex<f32>>",
// CHECK-NEXT: "element": "complex<f32>",
// CHECK-NEXT: "shape": [
// CHECK-NEXT: 2,
// CHECK-NEXT: null
// CHECK-NEXT: ]
// CHECK: "name": "arg1",
// CHECK-NEXT: "type": "complex<f64>",
// CHECK-NEXT: "element": "complex<f64>",
// CHECK-NEXT: "shape": null
// CHECK: "results": [
// CHECK: "name": "result0",
// CHECK-NEXT: "type": "tensor<i1>",
// CHECK-NEXT: "element": "i1",
// CHECK-NEXT: "shape": []
// CHECK: "name": "none",
// CHECK-NEXT: "arguments": [],
// CHECK-NEXT: "results": []
// CHECK-NOT: declared
func.func @"@quote\"s"(%x: tensor<2x?xcomplex<f32>> loc("x"), %y: complex<f64>) -> tensor<i1> {
  %z = arith.constant dense<true> : tensor<i1>
  return %z : tensor<i1>
}
func.func @none() {
  return
}
func.func private @private(%x: f32) {
  return
}
func.func private @declared(f32)
