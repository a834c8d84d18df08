// The body of a loop over chunks becomes a function; constants and views are
// made again in it.

// RUN: milc-opt --milc-outline-chunks %s | FileCheck %s
// RUN: milc-opt --milc-outline-chunks --convert-scf-to-cf --finalize-memref-to-llvm --convert-to-llvm --reconcile-unrealized-casts --milc-fork-calls %s | FileCheck --check-prefix=FORK %s

// CHECK-LABEL: func.func private @main_chunk(
// CHECK-SAME: %[[LOWER:.*]]: index, %[[UPPER:.*]]: index, %[[STEP:.*]]: index, %[[V:.*]]: f32, %[[X:.*]]: memref<8x2xf32>) attributes {milc.chunk_function} {
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: memref.subview %[[X]]
// CHECK: scf.for %[[B:.*]] = %[[LOWER]] to %[[UPPER]] step %[[STEP]]
// CHECK: memref.store %[[V]], %{{.*}}[%[[B]], %[[C1]]]

// CHECK-LABEL: func.func @main(
// CHECK: call @main_chunk(%c0, %c8, %c4, %arg1, %arg0)
// CHECK: scf.parallel
// CHECK: memref.store %arg1, %arg0[%{{.*}}, %c0]
func.func @main(%x: memref<8x2xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %c8 = arith.constant 8 : index
  %y = memref.subview %x[0, 0] [8, 2] [1, 1] : memref<8x2xf32> to memref<8x2xf32>
  scf.parallel (%b) = (%c0) to (%c8) step (%c4) {
    memref.store %v, %y[%b, %c1] : memref<8x2xf32>
  } {milc.chunks}
  // The user's own.
  scf.parallel (%b) = (%c0) to (%c8) step (%c4) {
    memref.store %v, %x[%b, %c0] : memref<8x2xf32>
  }
  return
}

// FORK-LABEL: llvm.func internal @main_chunk_task(
// FORK-SAME: %[[CLOSURE:.*]]: !llvm.ptr, %[[BEGIN:.*]]: i64, %[[END:.*]]: i64) -> i32
// FORK: llvm.load
// FORK: llvm.call @main_chunk(%[[BEGIN]], %[[END]],
// FORK-LABEL: llvm.func @main(
// FORK: %[[C:.*]] = llvm.alloca
// FORK: llvm.store
// FORK: %[[TASK:.*]] = llvm.mlir.addressof @main_chunk_task
// FORK: llvm.call @milc_fork(%[[TASK]], %[[C]],
// FORK: llvm.func @pthread_create
// FORK: llvm.func internal @milc_fork
