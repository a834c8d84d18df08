// RUN: mlir-opt %s --one-shot-bufferize | FileCheck %s

// Two loop-carried tensors that begin with one undefined tensor get one buffer,
// so that the second result of the linalg.generic overwrites the first before
// that is copied. If this test fails, upstream has fixed it:
// createUndefinedParts (MilcToReal/Dialects/Tensor.cpp) and makeBuffer
// (ExpandTransforms/BlockLoops.cpp) need not tell the parts of an undefined
// tensor apart any more; docs/Upstream.md loses a row.
// CHECK-LABEL: func.func @carried_apart
// CHECK: %[[BUFFER:.*]] = memref.alloc() {{.*}} : memref<3xf32>
// CHECK-NOT: memref.alloc
// CHECK: scf.for {{.*}} iter_args(%[[A:.*]] = %[[BUFFER]], %[[B:.*]] = %[[BUFFER]])
// CHECK-NOT: memref.alloc
// CHECK: linalg.generic {{.*}} outs(%[[A]], %[[B]] : memref<3xf32>, memref<3xf32>)
#id = affine_map<(d0) -> (d0)>
func.func @carried_apart(%x: tensor<3xf32>, %re: memref<3xf32>, %im: memref<3xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %undefined = tensor.empty() : tensor<3xf32>
  %0:2 = scf.for %i = %c0 to %c4 step %c1 iter_args(%a = %undefined, %b = %undefined) -> (tensor<3xf32>, tensor<3xf32>) {
    %1:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%x : tensor<3xf32>) outs(%a, %b : tensor<3xf32>, tensor<3xf32>) {
    ^bb0(%in: f32, %out_a: f32, %out_b: f32):
      %negative = arith.negf %in : f32
      linalg.yield %in, %negative : f32, f32
    } -> (tensor<3xf32>, tensor<3xf32>)
    bufferization.materialize_in_destination %1#0 in writable %re : (tensor<3xf32>, memref<3xf32>) -> ()
    bufferization.materialize_in_destination %1#1 in writable %im : (tensor<3xf32>, memref<3xf32>) -> ()
    scf.yield %1#0, %1#1 : tensor<3xf32>, tensor<3xf32>
  }
  return
}
