// The four products of a complex one become one op.

// RUN: milc-opt --milc-merge-products --split-input-file %s | FileCheck %s

#id = affine_map<(i, j) -> (i, j)>
#a = affine_map<(i, j, k) -> (i, k)>
#b = affine_map<(i, j, k) -> (k, j)>
#c = affine_map<(i, j, k) -> (i, j)>

// CHECK-LABEL: @complex
// CHECK-SAME: %[[A:[^,:]*]]: tensor<?x8xf32>, %[[B:[^,:]*]]: {{.*}}, %[[C:[^,:]*]]: {{.*}}, %[[D:[^,:]*]]: tensor<8x?xf32>
// CHECK: linalg.generic {{.*}}["parallel", "parallel"]
// CHECK: %[[R:.*]]:2 = linalg.generic {{.*}} ins(%[[A]], %[[D]], %[[B]], %[[C]] : {{.*}}) outs(%arg4, %arg5 : {{.*}})
// CHECK-NEXT: ^bb0(%[[P:.*]]: f32, %[[S:.*]]: f32, %[[Q:.*]]: f32, %[[T:.*]]: f32, %[[X:.*]]: f32, %[[Y:.*]]: f32)
// CHECK: %[[N:.*]] = arith.negf %[[Q]]
// CHECK: arith.mulf %[[N]], %[[S]]
// CHECK: return %[[R]]#0, %[[R]]#1
func.func @complex(%a: tensor<?x8xf32>, %b: tensor<?x8xf32>, %c: tensor<8x?xf32>, %d: tensor<8x?xf32>, %x: tensor<?x?xf32>, %y: tensor<?x?xf32>, %e: tensor<?x8xf32>) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  %n = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%b : tensor<?x8xf32>) outs(%e : tensor<?x8xf32>) {
  ^bb0(%p: f32, %o: f32):
    %0 = arith.negf %p : f32
    linalg.yield %0 : f32
  } -> tensor<?x8xf32>
  %re0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%n, %d : tensor<?x8xf32>, tensor<8x?xf32>) outs(%x : tensor<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %o, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<?x?xf32>
  %re = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %c : tensor<?x8xf32>, tensor<8x?xf32>) outs(%re0 : tensor<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %o, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<?x?xf32>
  %im0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %d : tensor<?x8xf32>, tensor<8x?xf32>) outs(%y : tensor<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %o, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<?x?xf32>
  %im = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%b, %c : tensor<?x8xf32>, tensor<8x?xf32>) outs(%im0 : tensor<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %o, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<?x?xf32>
  return %re, %im : tensor<?x?xf32>, tensor<?x?xf32>
}

// -----

#a = affine_map<(i, j, k) -> (i, k)>
#b = affine_map<(i, j, k) -> (k, j)>
#c = affine_map<(i, j, k) -> (i, j)>

// Common dimensions of unknown sizes may differ; a result that is read before
// the second product stays with its own.
// CHECK-LABEL: @others
// CHECK-COUNT-2: linalg.generic {{.*}} ins(%{{[^,]*}}, %{{[^,]*}} : tensor<4x?xf32>
// CHECK: linalg.generic {{.*}} ins(%[[X:[^,]*]], %[[Y:[^ ]*]] : tensor<4x4xf32>
// CHECK: linalg.generic {{.*}} ins(%[[X]], %[[Y]] : tensor<4x4xf32>
func.func @others(%a: tensor<4x?xf32>, %b: tensor<4x?xf32>, %c: tensor<?x4xf32>, %d: tensor<?x4xf32>, %x: tensor<4x4xf32>, %y: tensor<4x4xf32>) -> (tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>) {
  %0 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %c : tensor<4x?xf32>, tensor<?x4xf32>) outs(%x : tensor<4x4xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %p0 = arith.mulf %p, %q : f32
    %p1 = arith.addf %o, %p0 : f32
    linalg.yield %p1 : f32
  } -> tensor<4x4xf32>
  %1 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%b, %d : tensor<4x?xf32>, tensor<?x4xf32>) outs(%0 : tensor<4x4xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %p0 = arith.mulf %p, %q : f32
    %p1 = arith.addf %o, %p0 : f32
    linalg.yield %p1 : f32
  } -> tensor<4x4xf32>
  %2 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x, %y : tensor<4x4xf32>, tensor<4x4xf32>) outs(%x : tensor<4x4xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %p0 = arith.mulf %p, %q : f32
    %p1 = arith.addf %o, %p0 : f32
    linalg.yield %p1 : f32
  } -> tensor<4x4xf32>
  %3 = tensor.extract_slice %2[0, 0] [4, 4] [1, 1] : tensor<4x4xf32> to tensor<4x4xf32>
  %4 = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x, %y : tensor<4x4xf32>, tensor<4x4xf32>) outs(%3 : tensor<4x4xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %p0 = arith.mulf %p, %q : f32
    %p1 = arith.addf %o, %p0 : f32
    linalg.yield %p1 : f32
  } -> tensor<4x4xf32>
  return %1, %2, %4 : tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>
}

// -----

#x = affine_map<(i, k, j) -> (i, k)>
#y = affine_map<(i, k, j) -> (k, i)>
#z = affine_map<(i, k, j) -> (i, j)>

// Results whose sizes may differ stay with their own; an op may have none.
// CHECK-LABEL: @sizes
// CHECK-COUNT-3: linalg.generic
func.func @sizes(%x: tensor<?x?xf32>, %y: tensor<?x?xf32>, %c: tensor<?x?xf32>, %d: tensor<?x?xf32>) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["reduction", "reduction"]} ins(%x : tensor<?x?xf32>) {
  ^bb0(%p: f32):
    linalg.yield
  }
  %0 = linalg.generic {indexing_maps = [#x, #y, #z], iterator_types = ["parallel", "reduction", "parallel"]} ins(%x, %y : tensor<?x?xf32>, tensor<?x?xf32>) outs(%c : tensor<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %p0 = arith.mulf %p, %q : f32
    %p1 = arith.addf %o, %p0 : f32
    linalg.yield %p1 : f32
  } -> tensor<?x?xf32>
  %1 = linalg.generic {indexing_maps = [#x, #y, #z], iterator_types = ["parallel", "reduction", "parallel"]} ins(%x, %y : tensor<?x?xf32>, tensor<?x?xf32>) outs(%d : tensor<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %p0 = arith.mulf %p, %q : f32
    %p1 = arith.subf %o, %p0 : f32
    linalg.yield %p1 : f32
  } -> tensor<?x?xf32>
  return %0, %1 : tensor<?x?xf32>, tensor<?x?xf32>
}
