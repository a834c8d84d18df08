// Small buffers are allocated once, on the stack.

// RUN: milc-opt --milc-buffers-to-stack="most-bytes-of-one=64 most-bytes=100" %s | FileCheck %s

// CHECK-LABEL: @loop
// CHECK-NEXT: memref.alloca() {alignment = 64 : i64} : memref<16xf32>
// CHECK: scf.for
// CHECK-NOT: memref.dealloc
func.func @loop(%n: index, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %a = memref.alloc() {alignment = 64 : i64} : memref<16xf32>
    memref.store %v, %a[%c0] : memref<16xf32>
    memref.dealloc %a : memref<16xf32>
  }
  return
}

// CHECK-LABEL: @large
// CHECK-COUNT-1: memref.alloca() : memref<16xf32>
// CHECK: memref.alloc() : memref<17xf32>
// CHECK: memref.alloc() : memref<10xf32>
// CHECK: memref.alloc(%{{.*}}) : memref<?xf32>
func.func @large(%n: index) {
  %a = memref.alloc() : memref<16xf32>
  %b = memref.alloc() : memref<17xf32>
  %c = memref.alloc() : memref<10xf32>
  %d = memref.alloc(%n) : memref<?xf32>
  memref.dealloc %a : memref<16xf32>
  memref.dealloc %b : memref<17xf32>
  memref.dealloc %c : memref<10xf32>
  memref.dealloc %d : memref<?xf32>
  return
}

// Freed under a condition only, and returned.
// CHECK-LABEL: @escapes
// CHECK-NOT: memref.alloca
func.func @escapes(%p: i1) -> memref<2xf32> {
  %a = memref.alloc() : memref<2xf32>
  scf.if %p {
    memref.dealloc %a : memref<2xf32>
  }
  %b = memref.alloc() : memref<2xf32>
  return %b : memref<2xf32>
}
