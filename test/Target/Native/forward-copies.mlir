// Results are computed where they are copied to.

// RUN: milc-opt --milc-forward-copies %s | FileCheck %s

#id = affine_map<(i) -> (i)>

// Both parts of an interleaved result.
// CHECK-LABEL: @parts
// CHECK-NOT: memref.alloc
// CHECK-DAG: %[[RE:.*]] = memref.subview %arg1[0, 0] [8, 1] [1, 1]
// CHECK-DAG: %[[IM:.*]] = memref.subview %arg1[0, 1] [8, 1] [1, 1]
// CHECK: linalg.generic {{.*}} outs(%[[RE]], %[[IM]] :
// CHECK-NOT: memref.copy
func.func @parts(%x: memref<8xf32>, %y: memref<8x2xf32>) {
  %a = memref.alloc() : memref<8xf32>
  %b = memref.alloc() : memref<8xf32>
  linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%x : memref<8xf32>) outs(%a, %b : memref<8xf32>, memref<8xf32>) {
  ^bb0(%p: f32, %o: f32, %q: f32):
    %n = arith.negf %p : f32
    linalg.yield %p, %n : f32, f32
  }
  %re = memref.subview %y[0, 0] [8, 1] [1, 1] : memref<8x2xf32> to memref<8xf32, strided<[2]>>
  memref.copy %a, %re : memref<8xf32> to memref<8xf32, strided<[2]>>
  %im = memref.subview %y[0, 1] [8, 1] [1, 1] : memref<8x2xf32> to memref<8xf32, strided<[2], offset: 1>>
  memref.copy %b, %im : memref<8xf32> to memref<8xf32, strided<[2], offset: 1>>
  return
}

// What is copied to is read in between.
// CHECK-LABEL: @read
// CHECK: memref.alloc
// CHECK: memref.copy
func.func @read(%y: memref<8xf32>, %i: index, %j: index) {
  %a = memref.alloc() : memref<8xf32>
  %v = memref.load %y[%i] : memref<8xf32>
  memref.store %v, %a[%j] : memref<8xf32>
  memref.copy %a, %y : memref<8xf32> to memref<8xf32>
  return
}

// The buffer is read after it was copied.
// CHECK-LABEL: @used_later
// CHECK: memref.alloc
// CHECK: memref.copy
func.func @used_later(%y: memref<8xf32>, %v: f32, %i: index) -> f32 {
  %a = memref.alloc() : memref<8xf32>
  memref.store %v, %a[%i] : memref<8xf32>
  memref.copy %a, %y : memref<8xf32> to memref<8xf32>
  memref.store %v, %y[%i] : memref<8xf32>
  %w = memref.load %a[%i] : memref<8xf32>
  return %w : f32
}

// Vectors are not scattered.
// CHECK-LABEL: @vectors
// CHECK: memref.alloc
func.func @vectors(%y: memref<8x2xf32>, %v: vector<8xf32>) {
  %c0 = arith.constant 0 : index
  %a = memref.alloc() : memref<8xf32>
  vector.transfer_write %v, %a[%c0] {in_bounds = [true]} : vector<8xf32>, memref<8xf32>
  %re = memref.subview %y[0, 0] [8, 1] [1, 1] : memref<8x2xf32> to memref<8xf32, strided<[2]>>
  memref.copy %a, %re : memref<8xf32> to memref<8xf32, strided<[2]>>
  return
}

// Rows that do not lie side by side have no layout as one row.
// CHECK-LABEL: @not_collapsible
// CHECK: memref.alloc
// CHECK: memref.copy
func.func @not_collapsible(%out: memref<5x86xf32>, %x: f32) {
  %alloc = memref.alloc() : memref<130xf32>
  linalg.fill ins(%x : f32) outs(%alloc : memref<130xf32>)
  %rows = memref.expand_shape %alloc [[0, 1]] output_shape [5, 26] : memref<130xf32> into memref<5x26xf32>
  %place = memref.subview %out[0, 0] [5, 26] [1, 1] : memref<5x86xf32> to memref<5x26xf32, strided<[86, 1]>>
  memref.copy %rows, %place : memref<5x26xf32> to memref<5x26xf32, strided<[86, 1]>>
  memref.dealloc %alloc : memref<130xf32>
  return
}

// What is copied has one shape, where it is computed another, of dynamic sizes.
// CHECK-LABEL: @dynamic_reshape
// CHECK-NOT: memref.alloc
// CHECK: %[[PLACE:.*]] = memref.expand_shape %arg0 {{\[}}[0, 1]] output_shape [%arg1, 4]
// CHECK: memref.store %{{.*}}, %[[PLACE]]
// CHECK-NOT: memref.copy
func.func @dynamic_reshape(%y: memref<?xf32>, %n: index, %v: f32, %i: index) {
  %a = memref.alloc(%n) : memref<?x4xf32>
  memref.store %v, %a[%i, %i] : memref<?x4xf32>
  %flat = memref.collapse_shape %a [[0, 1]] : memref<?x4xf32> into memref<?xf32>
  memref.copy %flat, %y : memref<?xf32> to memref<?xf32>
  return
}
