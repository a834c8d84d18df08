// Loops that do the same with other buffers become calls of one function.

// RUN: milc-opt %s --milc-outline-repeated-loops=least-ops=4 | FileCheck %s
// RUN: milc-opt %s --milc-outline-repeated-loops | FileCheck %s --check-prefix=LARGE
// RUN: milc-opt %s --milc-outline-repeated-loops=least-ops=4 --convert-scf-to-cf --milc-return-status | FileCheck %s --check-prefix=STATUS

// Loops of fewer ops stay.
// LARGE-NOT: noinline

memref.global "private" constant @weights : memref<8xf32> = dense<2.0>
memref.global "private" constant @others : memref<8xf32> = dense<3.0>

// The buffers differ, and the constants are equal: the function has those.
// CHECK-LABEL: func.func private @buffers_loop(
// CHECK-SAME:    %[[FROM:.*]]: memref<8xf32>, %[[TO:.*]]: memref<8xf32>)
// CHECK-SAME:    passthrough = ["noinline"]
// CHECK-DAG:     %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG:     %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG:     %[[C8:.*]] = arith.constant 8 : index
// CHECK-DAG:     %[[WEIGHTS:.*]] = memref.get_global @weights
// CHECK:         scf.for %[[I:.*]] = %[[C0]] to %[[C8]] step %[[C1]] {
// CHECK:           %[[X:.*]] = memref.load %[[FROM]][%[[I]]]
// CHECK:           %[[W:.*]] = memref.load %[[WEIGHTS]][%[[I]]]
// CHECK:           %[[Y:.*]] = arith.mulf %[[X]], %[[W]]
// CHECK:           memref.store %[[Y]], %[[TO]][%[[I]]]
// CHECK-LABEL: func.func @buffers(
// CHECK:         %[[A:.*]] = memref.alloc()
// CHECK:         %[[B:.*]] = memref.alloc()
// CHECK:         %[[C:.*]] = memref.alloca()
// CHECK-NOT:     scf.for
// CHECK:         call @buffers_loop(%[[A]], %[[B]])
// CHECK:         call @buffers_loop(%[[B]], %[[C]])
// CHECK-NOT:     scf.for
func.func @buffers() {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %a = memref.alloc() : memref<8xf32>
  %b = memref.alloc() : memref<8xf32>
  %c = memref.alloca() : memref<8xf32>
  %w = memref.get_global @weights : memref<8xf32>
  scf.for %i = %c0 to %c8 step %c1 {
    %x = memref.load %a[%i] : memref<8xf32>
    %v = memref.load %w[%i] : memref<8xf32>
    %y = arith.mulf %x, %v : f32
    memref.store %y, %b[%i] : memref<8xf32>
  }
  %again = memref.get_global @weights : memref<8xf32>
  scf.for %i = %c0 to %c8 step %c1 {
    %x = memref.load %b[%i] : memref<8xf32>
    %v = memref.load %again[%i] : memref<8xf32>
    %y = arith.mulf %x, %v : f32
    memref.store %y, %c[%i] : memref<8xf32>
  }
  return
}

// Other globals, other bounds and other types are other loops.
// CHECK-LABEL: func.func @constants(
// CHECK-COUNT-4: scf.for
// CHECK-NOT:     call
func.func @constants(%a: memref<8xf32>, %b: memref<8xf32, strided<[1], offset: 8>>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c7 = arith.constant 7 : index
  %c8 = arith.constant 8 : index
  %w = memref.get_global @weights : memref<8xf32>
  %o = memref.get_global @others : memref<8xf32>
  scf.for %i = %c0 to %c8 step %c1 {
    %x = memref.load %w[%i] : memref<8xf32>
    %y = arith.addf %x, %x : f32
    memref.store %y, %a[%i] : memref<8xf32>
  }
  scf.for %i = %c0 to %c8 step %c1 {
    %x = memref.load %o[%i] : memref<8xf32>
    %y = arith.addf %x, %x : f32
    memref.store %y, %a[%i] : memref<8xf32>
  }
  scf.for %i = %c0 to %c7 step %c1 {
    %x = memref.load %w[%i] : memref<8xf32>
    %y = arith.addf %x, %x : f32
    memref.store %y, %a[%i] : memref<8xf32>
  }
  scf.for %i = %c0 to %c8 step %c1 {
    %x = memref.load %w[%i] : memref<8xf32>
    %y = arith.addf %x, %x : f32
    memref.store %y, %b[%i] : memref<8xf32, strided<[1], offset: 8>>
  }
  return
}

// One buffer in two places is not two buffers.
// CHECK-LABEL: func.func @one_for_two(
// CHECK-COUNT-2: scf.for
// CHECK-NOT:     call
func.func @one_for_two(%a: memref<?xf32>, %b: memref<?xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %x = memref.load %a[%i] : memref<?xf32>
    %z = memref.load %a[%i] : memref<?xf32>
    %y = arith.addf %x, %z : f32
    memref.store %y, %b[%i] : memref<?xf32>
  }
  scf.for %i = %c0 to %n step %c1 {
    %x = memref.load %a[%i] : memref<?xf32>
    %z = memref.load %b[%i] : memref<?xf32>
    %y = arith.addf %x, %z : f32
    memref.store %y, %b[%i] : memref<?xf32>
  }
  return
}

// What is carried, bounds and results are passed.
// CHECK-LABEL: func.func private @results_loop(
// CHECK-SAME:    %[[N:.*]]: index, %[[START:.*]]: f32, %[[A:.*]]: memref<?xf32>, %[[B:.*]]: memref<?xf32>) -> f32
// CHECK:         %[[SUM:.*]] = scf.for %{{.*}} = %{{.*}} to %[[N]] step %{{.*}} iter_args(%{{.*}} = %[[START]])
// CHECK:         return %[[SUM]] : f32
// CHECK-LABEL: func.func @results(
// CHECK-SAME:    %[[A:.*]]: memref<?xf32>, %[[B:.*]]: memref<?xf32>, %[[N:.*]]: index, %[[M:.*]]: index, %[[S:.*]]: f32)
// CHECK:         %[[FIRST:.*]] = call @results_loop(%[[N]], %[[S]], %[[A]], %[[B]])
// CHECK:         %[[SECOND:.*]] = call @results_loop(%[[M]], %[[FIRST]], %[[B]], %[[A]])
// CHECK:         return %[[SECOND]]
func.func @results(%a: memref<?xf32>, %b: memref<?xf32>, %n: index, %m: index, %s: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %first = scf.for %i = %c0 to %n step %c1 iter_args(%sum = %s) -> f32 {
    %x = memref.load %a[%i] : memref<?xf32>
    %z = memref.load %b[%i] : memref<?xf32>
    %y = arith.mulf %x, %z : f32
    %next = arith.addf %sum, %y : f32
    scf.yield %next : f32
  }
  %second = scf.for %i = %c0 to %m step %c1 iter_args(%sum = %first) -> f32 {
    %x = memref.load %b[%i] : memref<?xf32>
    %z = memref.load %a[%i] : memref<?xf32>
    %y = arith.mulf %x, %z : f32
    %next = arith.addf %sum, %y : f32
    scf.yield %next : f32
  }
  return %second : f32
}

// Nested loops are equal as a whole, in every function; then those within what is left.
// CHECK-LABEL: func.func private @nests_loop_loop(
// CHECK-SAME:    memref<8xf32>, %{{.*}}: index)
// CHECK:         scf.for
// CHECK-NOT:     scf.for
// CHECK-LABEL: func.func private @nests_loop(
// CHECK:         scf.for
// CHECK:           call @nests_loop_loop(
// CHECK-NOT:     scf.for
// CHECK-LABEL: func.func @nests(
// CHECK:         call @nests_loop(
// CHECK:         call @nests_loop_loop(
// CHECK-LABEL: func.func @other(
// CHECK:         call @nests_loop(
func.func @nests(%a: memref<8xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.for %k = %c0 to %n step %c1 {
    scf.for %i = %c0 to %c8 step %c1 {
      %x = memref.load %a[%i] : memref<8xf32>
      %y = math.sqrt %x : f32
      memref.store %y, %a[%k] : memref<8xf32>
    }
  }
  scf.for %i = %c0 to %c8 step %c1 {
    %x = memref.load %a[%i] : memref<8xf32>
    %y = math.sqrt %x : f32
    memref.store %y, %a[%n] : memref<8xf32>
  }
  return
}

func.func @other(%a: memref<8xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.for %k = %c0 to %n step %c1 {
    scf.for %i = %c0 to %c8 step %c1 {
      %x = memref.load %a[%i] : memref<8xf32>
      %y = math.sqrt %x : f32
      memref.store %y, %a[%k] : memref<8xf32>
    }
  }
  return
}

// LLVM vectorizes a loop of milc-linalg-to-loops where it knows its buffers, and a buffer on the
// stack of a function does not leave it.
// CHECK-LABEL: func.func @kept(
// CHECK-COUNT-2: scf.for
// CHECK-COUNT-2: scf.while
// CHECK-NOT:     call
#annotation = #llvm.loop_annotation<mustProgress = true>
func.func @kept(%a: memref<8xf32>, %b: memref<8xf32>, %c: i1) -> (memref<8xf32>, memref<8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.for %i = %c0 to %c8 step %c1 {
    %x = memref.load %a[%i] : memref<8xf32>
    %y = math.sin %x : f32
    memref.store %y, %a[%i] : memref<8xf32>
  } {llvm.loop_annotation = #annotation}
  scf.for %i = %c0 to %c8 step %c1 {
    %x = memref.load %b[%i] : memref<8xf32>
    %y = math.sin %x : f32
    memref.store %y, %b[%i] : memref<8xf32>
  } {llvm.loop_annotation = #annotation}
  %d = scf.while (%x = %a) : (memref<8xf32>) -> memref<8xf32> {
    %z = memref.alloca() : memref<8xf32>
    scf.condition(%c) %z : memref<8xf32>
  } do {
  ^bb0(%x: memref<8xf32>):
    scf.yield %x : memref<8xf32>
  }
  %e = scf.while (%x = %b) : (memref<8xf32>) -> memref<8xf32> {
    %z = memref.alloca() : memref<8xf32>
    scf.condition(%c) %z : memref<8xf32>
  } do {
  ^bb0(%x: memref<8xf32>):
    scf.yield %x : memref<8xf32>
  }
  return %d, %e : memref<8xf32>, memref<8xf32>
}

// Loops of equal ops on other types, which begin at results of those that are outlined before.
// CHECK-LABEL: func.func @chained(
// CHECK:         %[[A:.*]] = call @chained_loop(
// CHECK:         %[[B:.*]] = call @chained_loop(
// CHECK:         call @chained_loop_0(%[[A]], %{{.*}})
// CHECK:         call @chained_loop_0(%[[B]], %{{.*}})
func.func @chained(%a: memref<8xf32>, %b: memref<16xf32>, %s: f32) -> (f32, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %p = scf.for %i = %c0 to %c8 step %c1 iter_args(%sum = %s) -> f32 {
    %x = memref.load %a[%i] : memref<8xf32>
    %y = arith.addf %sum, %x : f32
    scf.yield %y : f32
  }
  %q = scf.for %i = %c0 to %c8 step %c1 iter_args(%sum = %p) -> f32 {
    %x = memref.load %a[%i] : memref<8xf32>
    %y = arith.addf %sum, %x : f32
    scf.yield %y : f32
  }
  %u = scf.for %i = %c0 to %c8 step %c1 iter_args(%sum = %p) -> f32 {
    %x = memref.load %b[%i] : memref<16xf32>
    %y = arith.addf %sum, %x : f32
    scf.yield %y : f32
  }
  %v = scf.for %i = %c0 to %c8 step %c1 iter_args(%sum = %q) -> f32 {
    %x = memref.load %b[%i] : memref<16xf32>
    %y = arith.addf %sum, %x : f32
    scf.yield %y : f32
  }
  return %u, %v : f32, f32
}

// Functions of nested modules are another pass's.
// CHECK-LABEL: module @inner
// CHECK-COUNT-2: scf.for
module @inner {
  func.func @nested(%a: memref<8xf32>, %b: memref<8xf32>) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c8 = arith.constant 8 : index
    scf.for %i = %c0 to %c8 step %c1 {
      %x = memref.load %a[%i] : memref<8xf32>
      %y = math.cos %x : f32
      memref.store %y, %a[%i] : memref<8xf32>
    }
    scf.for %i = %c0 to %c8 step %c1 {
      %x = memref.load %b[%i] : memref<8xf32>
      %y = math.cos %x : f32
      memref.store %y, %b[%i] : memref<8xf32>
    }
    return
  }
}

// What fails in a function fails where it is called.
// STATUS-LABEL: func.func private @fails_loop(
// STATUS-SAME:    -> i32
// STATUS-LABEL: func.func @fails(
// STATUS-COUNT-2: call @fails_loop(%{{.*}}) : (index, memref<?xindex>) -> i32
func.func @fails(%a: memref<?xindex>, %b: memref<?xindex>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %x = memref.load %a[%i] : memref<?xindex>
    %less = arith.cmpi slt, %x, %n : index
    cf.assert %less, "the index must be less than the size"
  }
  scf.for %i = %c0 to %n step %c1 {
    %x = memref.load %b[%i] : memref<?xindex>
    %less = arith.cmpi slt, %x, %n : index
    cf.assert %less, "the index must be less than the size"
  }
  return
}
