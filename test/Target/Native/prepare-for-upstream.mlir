// What upstream's passes would get wrong or reject.

// RUN: milc-opt --milc-prepare-for-upstream %s | FileCheck %s

#id = affine_map<(i) -> (i)>

// CHECK-LABEL: @memory
// CHECK: memref.alloc() {bufferization.manual_deallocation}
// CHECK-NOT: memref.prefetch
// CHECK: memref.dealloc %{{.*}} {bufferization.manual_deallocation}
func.func @memory(%i: index) {
  %a = memref.alloc() : memref<2xf32>
  memref.prefetch %a[%i], read, locality<3>, data : memref<2xf32>
  memref.dealloc %a : memref<2xf32>
  return
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

// CHECK-LABEL: @concatenation
// CHECK: %[[E:.*]] = tensor.empty() : tensor<5xf32>
// CHECK: %[[X:.*]] = tensor.insert_slice %arg0 into %[[E]][0] [2] [1]
// CHECK: tensor.insert_slice %arg1 into %[[X]][2] [3] [1]
func.func @concatenation(%x: tensor<2xf32>, %y: tensor<3xf32>) -> tensor<5xf32> {
  %0 = tensor.concat dim(0) %x, %y : (tensor<2xf32>, tensor<3xf32>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
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
