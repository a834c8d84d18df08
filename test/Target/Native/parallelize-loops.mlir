// Which loops threads may share.

// RUN: milc-opt --milc-parallelize-loops="threads=4 least-work=1" %s | FileCheck %s
// RUN: milc-opt --milc-parallelize-loops=threads=4 %s | FileCheck --check-prefix=LITTLE %s
// RUN: milc-opt --milc-parallelize-loops="threads=1 least-work=1" %s | FileCheck --check-prefix=LITTLE %s

// LITTLE-NOT: scf.parallel

// Each iteration writes a row of its own. At most four chunks of at least one.
// CHECK-LABEL: @rows
// CHECK: %[[EACH:.*]] = arith.ceildivui %c8, %c4
// CHECK: %[[CHUNK:.*]] = arith.maxui %[[EACH]], %{{.*}} : index
// CHECK: scf.parallel (%[[B:.*]]) = (%c0{{.*}}) to (%c8) step (%[[CHUNK]]) {
// CHECK: %[[NEXT:.*]] = arith.addi %[[B]], %[[CHUNK]]
// CHECK: %[[E:.*]] = arith.minui %[[NEXT]], %c8
// CHECK: scf.for %[[I:.*]] = %[[B]] to %[[E]] step %c1
// CHECK: vector.transfer_write %{{.*}}, %arg1[%[[I]], %{{.*}}]
// CHECK: } {milc.chunks}
func.func @rows(%x: memref<8x64xf32>, %y: memref<8x64xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %c16 = arith.constant 16 : index
  %zero = arith.constant 0.0 : f32
  scf.for %i = %c0 to %c8 step %c1 {
    scf.for %j = %c0 to %c8 step %c16 {
      %v = vector.transfer_read %x[%i, %j], %zero : memref<8x64xf32>, vector<16xf32>
      vector.transfer_write %v, %y[%i, %j] : vector<16xf32>, memref<8x64xf32>
    }
  }
  return
}

// A slice and a view of a part of each row.
// CHECK-LABEL: @views
// CHECK: scf.parallel
func.func @views(%x: memref<8x64x2xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %zero = arith.constant 0.0 : f32
  %part = memref.subview %x[0, 0, 1] [8, 64, 1] [1, 1, 1] : memref<8x64x2xf32> to memref<8x64xf32, strided<[128, 2], offset: 1>>
  scf.for %i = %c0 to %c8 step %c1 {
    memref.store %zero, %part[%i, %c1] : memref<8x64xf32, strided<[128, 2], offset: 1>>
    %row = memref.subview %x[%i, 0, 0] [1, 64, 2] [1, 1, 1] : memref<8x64x2xf32> to memref<64x2xf32, strided<[2, 1], offset: ?>>
    linalg.fill ins(%zero : f32) outs(%row : memref<64x2xf32, strided<[2, 1], offset: ?>>)
  }
  return
}

// Each chunk gets a buffer that serves one iteration at a time.
// CHECK-LABEL: @scratch
// CHECK-NOT: memref.alloc
// CHECK: scf.parallel
// CHECK: %[[OWN:.*]] = memref.alloc() : memref<4xf32>
// CHECK: scf.for
// CHECK: memref.store %{{.*}}, %[[OWN]][%{{.*}}]
// CHECK: memref.load %[[OWN]][%{{.*}}]
// CHECK: memref.dealloc %[[OWN]]
// CHECK-NOT: memref.dealloc
func.func @scratch(%x: memref<8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %c8 = arith.constant 8 : index
  %own = memref.alloc() : memref<4xf32>
  scf.for %i = %c0 to %c8 step %c1 {
    %v = memref.load %x[%i] : memref<8xf32>
    scf.for %j = %c0 to %c4 step %c1 {
      memref.store %v, %own[%j] : memref<4xf32>
    }
    %w = memref.load %own[%c1] : memref<4xf32>
    memref.store %w, %x[%i] : memref<8xf32>
  }
  memref.dealloc %own : memref<4xf32>
  return
}

// What follows depends on other iterations.

// CHECK-LABEL: @previous
// CHECK-NOT: scf.parallel
func.func @previous(%x: memref<9xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.for %i = %c0 to %c8 step %c1 {
    %v = memref.load %x[%i] : memref<9xf32>
    %j = arith.addi %i, %c1 : index
    memref.store %v, %x[%j] : memref<9xf32>
  }
  return
}

// CHECK-LABEL: @sum
// CHECK-NOT: scf.parallel
func.func @sum(%x: memref<8xf32>, %y: memref<f32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.for %i = %c0 to %c8 step %c1 {
    %v = memref.load %x[%i] : memref<8xf32>
    %s = memref.load %y[] : memref<f32>
    %t = arith.addf %s, %v : f32
    memref.store %t, %y[] : memref<f32>
  }
  return
}

// A buffer whose contents pass from one iteration to the next: read after the
// loop, written at the index, written under a condition of the index.
// CHECK-LABEL: @carried
// CHECK-NOT: scf.parallel
func.func @carried(%x: memref<8xf32>) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c8 = arith.constant 8 : index
  %a = memref.alloc() : memref<4xf32>
  scf.for %i = %c0 to %c8 step %c1 {
    %v = memref.load %x[%i] : memref<8xf32>
    memref.store %v, %a[%c1] : memref<4xf32>
  }
  %last = memref.load %a[%c1] : memref<4xf32>
  memref.dealloc %a : memref<4xf32>
  %b = memref.alloc() : memref<4xf32>
  scf.for %i = %c0 to %c8 step %c1 {
    %v = memref.load %x[%i] : memref<8xf32>
    %j = arith.remui %i, %c2 : index
    memref.store %v, %b[%j] : memref<4xf32>
    %w = memref.load %b[%c0] : memref<4xf32>
    memref.store %w, %x[%i] : memref<8xf32>
  }
  memref.dealloc %b : memref<4xf32>
  %c = memref.alloc() : memref<4xf32>
  scf.for %i = %c0 to %c8 step %c1 {
    %first = arith.cmpi eq, %i, %c0 : index
    scf.if %first {
      %v = memref.load %x[%i] : memref<8xf32>
      memref.store %v, %c[%c0] : memref<4xf32>
    }
    %w = memref.load %c[%c0] : memref<4xf32>
    memref.store %w, %x[%i] : memref<8xf32>
  }
  memref.dealloc %c : memref<4xf32>
  return %last : f32
}

// A vector along the dimension of the index.
// CHECK-LABEL: @overlapping
// CHECK-NOT: scf.parallel
func.func @overlapping(%x: memref<16xf32>, %v: vector<4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.for %i = %c0 to %c8 step %c1 {
    vector.transfer_write %v, %x[%i] : vector<4xf32>, memref<16xf32>
  }
  return
}

// Two names of one buffer, and a function that may do anything.
// CHECK-LABEL: @unknown
// CHECK-NOT: scf.parallel
func.func private @anything(memref<8xf32>)
func.func @unknown(%p: i1, %x: memref<8xf32>, %y: memref<8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %either = arith.select %p, %x, %y : memref<8xf32>
  scf.for %i = %c0 to %c8 step %c1 {
    %v = memref.load %x[%c1] : memref<8xf32>
    memref.store %v, %either[%i] : memref<8xf32>
  }
  scf.for %i = %c0 to %c8 step %c1 {
    func.call @anything(%x) : (memref<8xf32>) -> ()
  }
  return
}
