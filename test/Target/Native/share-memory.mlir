// Buffers that do not live at the same time share memory.

// RUN: milc-opt --milc-share-memory %s | FileCheck %s

func.func private @use(memref<16xf32>)
func.func private @write(memref<16xf32>, memref<16xf32>)
func.func private @pass(memref<16xf32>, memref<2x4xf32>)

// Of four buffers of which two live at a time, every second one has the same memory.
// CHECK-LABEL: @chain
// CHECK: %[[ALL:.*]] = memref.alloc() {alignment = 64 : i64} : memref<64xi8>
// CHECK: %[[A:.*]] = memref.view %[[ALL]][%{{.*}}][] : memref<64xi8> to memref<16xf32>
// CHECK: call @use(%[[A]])
// CHECK: %[[OTHER:.*]] = memref.alloc() {alignment = 64 : i64} : memref<64xi8>
// CHECK: %[[B:.*]] = memref.view %[[OTHER]][%{{.*}}][] : memref<64xi8> to memref<16xf32>
// CHECK: call @write(%[[A]], %[[B]])
// CHECK: %[[C:.*]] = memref.view %[[ALL]][%{{.*}}][] : memref<64xi8> to memref<16xf32>
// CHECK: call @write(%[[B]], %[[C]])
// CHECK: %[[D:.*]] = memref.view %[[OTHER]][%{{.*}}][] : memref<64xi8> to memref<2x4xf32>
// CHECK: call @pass(%[[C]], %[[D]])
// CHECK-NEXT: memref.dealloc %[[OTHER]]
// CHECK-NEXT: memref.dealloc %[[ALL]]
// CHECK-NOT: memref.dealloc
func.func @chain() {
  %a = memref.alloc() : memref<16xf32>
  call @use(%a) : (memref<16xf32>) -> ()
  %b = memref.alloc() : memref<16xf32>
  call @write(%a, %b) : (memref<16xf32>, memref<16xf32>) -> ()
  %c = memref.alloc() : memref<16xf32>
  call @write(%b, %c) : (memref<16xf32>, memref<16xf32>) -> ()
  %d = memref.alloc() : memref<2x4xf32>
  call @pass(%c, %d) : (memref<16xf32>, memref<2x4xf32>) -> ()
  memref.dealloc %a : memref<16xf32>
  memref.dealloc %b : memref<16xf32>
  memref.dealloc %c : memref<16xf32>
  memref.dealloc %d : memref<2x4xf32>
  return
}

// A view that a branch or a loop gives keeps its buffer.
// CHECK-LABEL: @views
// CHECK-COUNT-3: memref.alloc() : memref<16xf32>
// CHECK: memref.load
// CHECK-NEXT: memref.dealloc
func.func @views(%p: i1, %i: index, %v: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = memref.alloc() : memref<16xf32>
  %b = memref.alloc() : memref<16xf32>
  %r:2 = scf.for %j = %c0 to %i step %c1 iter_args(%s = %a, %t = %b) -> (memref<16xf32>, memref<16xf32>) {
    memref.store %v, %s[%j] : memref<16xf32>
    scf.yield %t, %s : memref<16xf32>, memref<16xf32>
  }
  %q = scf.if %p -> memref<16xf32> {
    scf.yield %r#0 : memref<16xf32>
  } else {
    scf.yield %r#1 : memref<16xf32>
  }
  %c = memref.alloc() : memref<16xf32>
  memref.store %v, %c[%c0] : memref<16xf32>
  %m = arith.select %p, %q, %c : memref<16xf32>
  %x = memref.load %m[%i] : memref<16xf32>
  memref.dealloc %a : memref<16xf32>
  memref.dealloc %b : memref<16xf32>
  memref.dealloc %c : memref<16xf32>
  return %x : f32
}

// What the program frees itself, what has an address, and what is not freed in
// its block stay as they are; one of unknown size is freed early.
// CHECK-LABEL: @alone
// CHECK-COUNT-3: memref.alloc() {{.*}}memref<16xf32>
// CHECK: call @use
// CHECK-NEXT: %[[SOME:.*]] = memref.alloc(%arg0) : memref<?xf32>
// CHECK-NEXT: memref.store %{{.*}}, %[[SOME]]
// CHECK-NEXT: memref.dealloc %[[SOME]]
// CHECK: memref.dealloc
// CHECK: scf.if
// CHECK: call @address
// CHECK-NEXT: memref.dealloc
func.func private @address(index)
func.func @alone(%n: index, %p: i1, %v: f32) {
  %c0 = arith.constant 0 : index
  %a = memref.alloc() {bufferization.manual_deallocation} : memref<16xf32>
  %b = memref.alloc() : memref<16xf32>
  %c = memref.alloc() : memref<16xf32>
  call @use(%a) : (memref<16xf32>) -> ()
  %d = memref.alloc(%n) : memref<?xf32>
  memref.store %v, %d[%c0] : memref<?xf32>
  %address = memref.extract_aligned_pointer_as_index %b : memref<16xf32> -> index
  memref.dealloc %a : memref<16xf32>
  scf.if %p {
    memref.dealloc %c : memref<16xf32>
  }
  func.call @address(%address) : (index) -> ()
  memref.dealloc %b : memref<16xf32>
  memref.dealloc %d : memref<?xf32>
  return
}
