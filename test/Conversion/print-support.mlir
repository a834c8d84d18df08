// RUN: milc-opt --milc-print-support -o /dev/null %s | FileCheck %s

// CHECK: "lowered": [
// CHECK: "complex.mul",
// CHECK-NOT: "linalg.softmax"
// CHECK: "refused": {
// CHECK: "linalg.softmax": "must
// CHECK: "found": [
// CHECK-NOT: "op": "arith.addf"
// CHECK: "op": "complex.mul",
// CHECK-NEXT: "element": "f32",
// CHECK-NEXT: "form": "scalar",
// CHECK-NEXT: "count": 2
// CHECK: "op": "func.func",
// CHECK-NEXT: "element": "bf16",
// CHECK-NEXT: "form": "unranked",
// CHECK: "op": "func.func",
// CHECK-NEXT: "element": "f32",
// CHECK-NEXT: "form": "dynamic",
// CHECK: "op": "func.func",
// CHECK-NEXT: "element": "f64",
// CHECK-NEXT: "form": "rank 0",
// CHECK: "op": "memref.global",
// CHECK-NEXT: "element": "f16",
// CHECK-NEXT: "form": "static",
// CHECK: "op": "tensor.extract",
// CHECK-NEXT: "element": "f32",
// CHECK-NEXT: "form": "dynamic",
// CHECK-NEXT: "count": 1
func.func @found(%x: f32, %i: index, %t: tensor<2x?xcomplex<f32>>) -> complex<f32> {
  %y = arith.addf %x, %x : f32
  %z = tensor.extract %t[%i, %i] : tensor<2x?xcomplex<f32>>
  %0 = complex.mul %z, %z : complex<f32>
  %1 = complex.mul %0, %z : complex<f32>
  return %1 : complex<f32>
}

func.func private @declared(memref<*xcomplex<bf16>>) -> tensor<complex<f64>>

memref.global "private" @g : memref<2xcomplex<f16>>
