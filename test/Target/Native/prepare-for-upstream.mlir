// What upstream's passes would get wrong or reject.

// RUN: milc-opt --milc-prepare-for-upstream %s | FileCheck %s
// RUN: milc-opt --milc-prepare-for-upstream --canonicalize --milc-mark-allocations %s | FileCheck --check-prefix=MARKED %s

#id = affine_map<(i) -> (i)>

// CHECK-LABEL: @memory
// CHECK-NOT: memref.prefetch
// CHECK: memref.dealloc %{{.*}} {bufferization.manual_deallocation}
// Its size is found later.
// MARKED-LABEL: @memory
// MARKED: memref.alloc() {bufferization.manual_deallocation} : memref<2xf32>
func.func @memory(%i: index, %v: f32) -> f32 {
  %c2 = arith.constant 2 : index
  %a = memref.alloc(%c2) : memref<?xf32>
  memref.store %v, %a[%i] : memref<?xf32>
  memref.prefetch %a[%i], read, locality<3>, data : memref<?xf32>
  %w = memref.load %a[%i] : memref<?xf32>
  memref.dealloc %a : memref<?xf32>
  return %w : f32
}

// CHECK-LABEL: @slices
// CHECK: tensor.extract_slice %arg0[0, 0] [2, 1] [2, 1]
// CHECK: linalg.transpose
// CHECK-NOT: linalg.pack
// CHECK-NOT: bufferization.dealloc_tensor
func.func @slices(%x: tensor<4x4xf32>, %y: tensor<2x2x2x2xf32>) -> (tensor<2xf32>, tensor<2x2x2x2xf32>) {
  %0 = tensor.extract_slice %x[0, 0] [2, 1] [2, 3] : tensor<4x4xf32> to tensor<2xf32>
  %1 = linalg.pack %x inner_dims_pos = [0, 1] inner_tiles = [2, 2] into %y : tensor<4x4xf32> -> tensor<2x2x2x2xf32>
  %2 = bufferization.alloc_tensor() : tensor<4xf32>
  bufferization.dealloc_tensor %2 : tensor<4xf32>
  return %0, %1 : tensor<2xf32>, tensor<2x2x2x2xf32>
}

// CHECK-LABEL: @poison
// CHECK: tensor.empty() : tensor<2xf32>
// CHECK: tensor.empty(%c0{{.*}}) : tensor<?xf32>
func.func @poison() -> (tensor<2xf32>, tensor<?xf32>) {
  %0 = ub.poison : tensor<2xf32>
  %1 = ub.poison : tensor<?xf32>
  return %0, %1 : tensor<2xf32>, tensor<?xf32>
}

// CHECK-LABEL: @booleans
// CHECK: arith.constant dense<[true, false, true]> : tensor<3xi1>
func.func @booleans() -> tensor<3xi1> {
  %0 = arith.constant dense_resource<booleans> : tensor<3xi1>
  return %0 : tensor<3xi1>
}

// CHECK-LABEL: @dropped_dimensions
// CHECK: %[[S:.*]] = tensor.extract_slice %arg0[0, 0, 0] [1, %arg1, 2] [1, 1, 1] : tensor<4x4x4xf32> to tensor<1x?x2xf32>
// CHECK: %[[T:.*]] = tensor.collapse_shape %[[S]] {{\[}}[0, 1], [2]]
// CHECK: %[[U:.*]] = tensor.expand_shape %[[T]] {{\[}}[0], [1, 2]] output_shape [%arg1, 2, 1]
// CHECK: tensor.insert_slice %[[U]] into %arg0[0, 0, 0] [%arg1, 2, 1] [1, 1, 1]
func.func @dropped_dimensions(%x: tensor<4x4x4xf32>, %n: index) -> tensor<4x4x4xf32> {
  %0 = tensor.extract_slice %x[0, 0, 0] [1, %n, 2] [1, 1, 1] : tensor<4x4x4xf32> to tensor<?x2xf32>
  %1 = tensor.insert_slice %0 into %x[0, 0, 0] [%n, 2, 1] [1, 1, 1] : tensor<?x2xf32> into tensor<4x4x4xf32>
  return %1 : tensor<4x4x4xf32>
}

// CHECK-LABEL: @materialize
// CHECK: linalg.copy ins(%arg0 : tensor<4xf32>) outs(%arg1 : tensor<4xf32>)
// CHECK: bufferization.materialize_in_destination %{{.*}} in restrict writable %arg2
func.func @materialize(%x: tensor<4xf32>, %y: tensor<4xf32>, %z: memref<4xf32>) {
  %0 = bufferization.materialize_in_destination %x in %y : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  bufferization.materialize_in_destination %0 in restrict writable %z : (tensor<4xf32>, memref<4xf32>) -> ()
  return
}

// The first is freed by nobody else, the second by the program.
// CHECK-LABEL: @clones
// CHECK-COUNT-2: memref.copy %arg0
// MARKED-LABEL: @clones
// MARKED: memref.alloc() :
// MARKED: memref.alloc() {bufferization.manual_deallocation} :
func.func @clones(%x: memref<4xf32>, %v: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %a = bufferization.clone %x : memref<4xf32> to memref<4xf32>
  memref.store %v, %a[%c0] : memref<4xf32>
  %b = bufferization.clone %x : memref<4xf32> to memref<4xf32>
  memref.store %v, %b[%c0] : memref<4xf32>
  %0 = memref.load %a[%c0] : memref<4xf32>
  %1 = memref.load %b[%c0] : memref<4xf32>
  memref.dealloc %b : memref<4xf32>
  %2 = arith.addf %0, %1 : f32
  return %2 : f32
}

// CHECK-LABEL: @reads
// CHECK: %[[COPY:.*]] = bufferization.alloc_tensor() copy(%arg0)
// CHECK: bufferization.to_buffer %[[COPY]] read_only
// CHECK: bufferization.to_buffer %arg1 read_only
func.func @reads(%x: tensor<4xf32>, %y: tensor<4xf32>, %i: index) -> (tensor<4xf32>, f32, f32) {
  %n = arith.negf %x : tensor<4xf32>
  %a = bufferization.to_buffer %x read_only : tensor<4xf32> to memref<4xf32>
  %b = bufferization.to_buffer %y read_only : tensor<4xf32> to memref<4xf32>
  %0 = memref.load %a[%i] : memref<4xf32>
  %1 = memref.load %b[%i] : memref<4xf32>
  return %n, %0, %1 : tensor<4xf32>, f32, f32
}

// CHECK-LABEL: @concatenation
// CHECK: %[[E:.*]] = tensor.empty() : tensor<5xf32>
// CHECK: %[[X:.*]] = tensor.insert_slice %arg0 into %[[E]][0] [2] [1]
// CHECK: tensor.insert_slice %arg1 into %[[X]][2] [3] [1]
func.func @concatenation(%x: tensor<2xf32>, %y: tensor<3xf32>) -> tensor<5xf32> {
  %0 = tensor.concat dim(0) %x, %y : (tensor<2xf32>, tensor<3xf32>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}

// A slice that is within one operand is taken from it.
// CHECK-LABEL: @slices_of_concatenation
// CHECK: tensor.extract_slice %arg1[0, 1] [2, 2] [1, 1] : tensor<2x3xf32> to tensor<2x2xf32>
// CHECK: tensor.extract_slice %arg0[1, 0] [1, 2] [1, 1] : tensor<2x2xf32> to tensor<2xf32>
// CHECK: tensor.extract_slice %{{.*}}[0, 1] [2, 2] [1, 1] : tensor<2x5xf32> to tensor<2x2xf32>
// CHECK: tensor.extract_slice %{{.*}}[0, %arg2] [2, 2] [1, 1] : tensor<2x5xf32> to tensor<2x2xf32>
// CHECK: return
func.func @slices_of_concatenation(%x: tensor<2x2xf32>, %y: tensor<2x3xf32>, %i: index) -> (tensor<2x2xf32>, tensor<2xf32>, tensor<2x2xf32>, tensor<2x2xf32>) {
  %0 = tensor.concat dim(1) %x, %y : (tensor<2x2xf32>, tensor<2x3xf32>) -> tensor<2x5xf32>
  %1 = tensor.extract_slice %0[0, 3] [2, 2] [1, 1] : tensor<2x5xf32> to tensor<2x2xf32>
  %2 = tensor.extract_slice %0[1, 0] [1, 2] [1, 1] : tensor<2x5xf32> to tensor<2xf32>
  %3 = tensor.extract_slice %0[0, 1] [2, 2] [1, 1] : tensor<2x5xf32> to tensor<2x2xf32>
  %4 = tensor.extract_slice %0[0, %i] [2, 2] [1, 1] : tensor<2x5xf32> to tensor<2x2xf32>
  return %1, %2, %3, %4 : tensor<2x2xf32>, tensor<2xf32>, tensor<2x2xf32>, tensor<2x2xf32>
}

// CHECK-LABEL: @nested
// CHECK: linalg.index 0 : index
// CHECK: linalg.index 0 {milc.depth = 2 : index} : index
func.func @nested(%x: tensor<2xindex>, %y: tensor<2xindex>) -> tensor<2xindex> {
  %0 = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]} outs(%x : tensor<2xindex>) {
  ^bb0(%o: index):
    %i = linalg.index 0 : index
    %1 = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]} outs(%y : tensor<2xindex>) {
    ^bb0(%p: index):
      %j = linalg.index 0 : index
      linalg.yield %j : index
    } -> tensor<2xindex>
    %e = tensor.extract %1[%i] : tensor<2xindex>
    linalg.yield %e : index
  } -> tensor<2xindex>
  return %0 : tensor<2xindex>
}

{-#
  dialect_resources: { builtin: { booleans: "0x01000000010001" } }
#-}
