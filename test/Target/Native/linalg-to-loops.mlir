// The order of loops, and what they say to LLVM.

// RUN: milc-opt --milc-linalg-to-loops %s | FileCheck %s

#id = affine_map<(i, j) -> (i, j)>
#turned = affine_map<(i, j) -> (j, i)>
#row = affine_map<(i, j) -> (i)>
#column = affine_map<(i, j) -> (j)>

// CHECK-DAG: #[[LOOP:.*]] = #llvm.loop_annotation<parallelAccesses = #
// CHECK-DAG: #[[AROUND:.*]] = #llvm.loop_annotation<unroll = #{{[^,]*}}>

// Contiguous in all operands: one loop, whose iterations are independent.
// CHECK-LABEL: @elementwise
// CHECK: memref.collapse_shape
// CHECK: scf.for
// CHECK-NOT: scf.for
// CHECK: memref.store
// CHECK: llvm.loop_annotation = #[[LOOP]]
func.func @elementwise(%x: memref<8x64xf32>, %y: memref<8x64xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : memref<8x64xf32>) outs(%y : memref<8x64xf32>) {
  ^bb0(%a: f32, %o: f32):
    %n = arith.negf %a : f32
    linalg.yield %n : f32
  }
  return
}

// A sum along contiguous elements is carried in a register, in any order.
// CHECK-LABEL: @rows
// CHECK: scf.for %[[I:.*]] =
// CHECK: %[[S:.*]] = memref.load %arg1[%[[I]]]
// CHECK: %[[T:.*]] = scf.for %[[J:.*]] = {{.*}} iter_args(%[[C:.*]] = %[[S]])
// CHECK: memref.load %arg0[%[[I]], %[[J]]]
// CHECK: arith.addf %[[C]], %{{.*}} fastmath<reassoc,contract>
// CHECK: memref.store %[[T]], %arg1[%[[I]]]
func.func @rows(%x: memref<64x64xf32>, %y: memref<64xf32>) {
  linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : memref<64x64xf32>) outs(%y : memref<64xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %o, %a : f32
    linalg.yield %s : f32
  }
  return
}

// A short sum is the body of the innermost parallel loop, whose iterations stay
// independent; it goes through no memory, and its terms are in their order.
// CHECK-LABEL: @short
// CHECK: scf.for %[[J:.*]] =
// CHECK-NOT: scf.for
// CHECK: %[[S0:.*]] = memref.load %arg2[%[[J]]]
// CHECK: %[[S1:.*]] = arith.addf %[[S0]], %{{[^ ]*}} : f32
// CHECK: %[[S2:.*]] = arith.addf %[[S1]], %{{[^ ]*}} : f32
// CHECK: memref.store %[[S2]], %arg2[%[[J]]]
// CHECK: llvm.loop_annotation = #[[LOOP]]
func.func @short(%x: memref<2xf32>, %y: memref<2x64xf32>, %z: memref<64xf32>) {
  linalg.generic {indexing_maps = [#row, #id, #column], iterator_types = ["reduction", "parallel"]} ins(%x, %y : memref<2xf32>, memref<2x64xf32>) outs(%z : memref<64xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %o, %p : f32
    linalg.yield %s : f32
  }
  return
}

// What a short scan writes is not the same in all iterations.
// CHECK-LABEL: @scan
// CHECK: scf.for
// CHECK: scf.for
// CHECK-NOT: iter_args
// CHECK: memref.store %{{.*}}, %arg1
// CHECK: memref.store %{{.*}}, %arg2
func.func @scan(%x: memref<64x4xf32>, %y: memref<64xf32>, %p: memref<64x4xf32>) {
  linalg.generic {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "reduction"]} ins(%x : memref<64x4xf32>) outs(%y, %p : memref<64xf32>, memref<64x4xf32>) {
  ^bb0(%a: f32, %o: f32, %q: f32):
    %s = arith.addf %o, %a : f32
    linalg.yield %s, %s : f32, f32
  }
  return
}

// A sum along columns: the innermost loop is over the columns. The iterations
// of the other one depend on each other.
// CHECK-LABEL: @columns
// CHECK: scf.for %[[I:.*]] =
// CHECK: scf.for %[[J:.*]] =
// CHECK: memref.load %arg0[%[[I]], %[[J]]]
// CHECK: memref.store %{{.*}}, %arg1[%[[J]]]
// CHECK: llvm.loop_annotation = #[[LOOP]]
// CHECK: llvm.loop_annotation = #[[AROUND]]
func.func @columns(%x: memref<64x64xf32>, %y: memref<64xf32>) {
  linalg.generic {indexing_maps = [#id, #column], iterator_types = ["reduction", "parallel"]} ins(%x : memref<64x64xf32>) outs(%y : memref<64xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %o, %a : f32
    linalg.yield %s : f32
  }
  return
}

// CHECK-LABEL: @few
// CHECK-NOT: scf.for
// CHECK-COUNT-4: memref.store
func.func @few(%x: memref<2x2xf32>, %y: memref<2x2xf32>) {
  linalg.generic {indexing_maps = [#turned, #id], iterator_types = ["parallel", "parallel"]} ins(%x : memref<2x2xf32>) outs(%y : memref<2x2xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  }
  return
}

// A copy that is not one of bytes.
// CHECK-LABEL: @copy
// CHECK-NOT: memref.copy
// CHECK: memref.store
// CHECK: memref.copy %arg1, %arg1
func.func @copy(%x: memref<64xf32, strided<[2]>>, %y: memref<64xf32>) {
  memref.copy %x, %y : memref<64xf32, strided<[2]>> to memref<64xf32>
  memref.copy %y, %y : memref<64xf32> to memref<64xf32>
  return
}
