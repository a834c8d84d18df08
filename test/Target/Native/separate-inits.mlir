// Each op begins with a tensor of its own, so that no two results want one buffer.

// RUN: milc-opt --milc-separate-inits %s | FileCheck %s
// RUN: milc-opt --milc-lower-to-llvm %s -o /dev/null

#id = affine_map<(i) -> (i)>

// CHECK-LABEL: @shared_fill
// CHECK-COUNT-2: tensor.empty
// CHECK: %[[SECOND:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<4xf32>) {
// CHECK: %[[FIRST:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<4xf32>) {
// CHECK: linalg.generic {{.*}} ins(%arg0 : tensor<4xf32>) outs(%[[FIRST]] :
// CHECK: linalg.generic {{.*}} ins(%arg1 : tensor<4xf32>) outs(%[[SECOND]] :
func.func @shared_fill(%x: tensor<4xf32>, %y: tensor<4xf32>) -> (tensor<4xf32>, tensor<2x2xf32>) {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<4xf32>
  %zeros = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]} outs(%empty : tensor<4xf32>) {
  ^bb0(%o: f32):
    linalg.yield %zero : f32
  } -> tensor<4xf32>
  %a = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%zeros : tensor<4xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = arith.addf %p, %o : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  %b = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%y : tensor<4xf32>) outs(%zeros : tensor<4xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = arith.subf %o, %p : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  %c = tensor.expand_shape %b [[0, 1]] output_shape [2, 2] : tensor<4xf32> into tensor<2x2xf32>
  return %a, %c : tensor<4xf32>, tensor<2x2xf32>
}

// One that accumulates over what another has computed does not begin with it.
// CHECK-LABEL: @computed
// CHECK-COUNT-1: math.exp
// CHECK-NOT: math.exp
func.func @computed(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %empty = tensor.empty() : tensor<4xf32>
  %e = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%empty : tensor<4xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = math.exp %p : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  %a = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = arith.addf %p, %o : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %a, %e : tensor<4xf32>, tensor<4xf32>
}

// Each loop changes a tensor of its own.
// CHECK-LABEL: @changed
// CHECK: %[[COPY:.*]] = bufferization.alloc_tensor() copy(%[[START:.*]]) :
// CHECK: scf.for {{.*}} iter_args(%{{.*}} = %[[COPY]])
// CHECK: scf.for {{.*}} iter_args(%{{.*}} = %[[START]])
func.func @changed(%x: tensor<2xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %empty = tensor.empty() : tensor<4xf32>
  %half = tensor.insert_slice %x into %empty[0] [2] [1] : tensor<2xf32> into tensor<4xf32>
  %start = tensor.insert_slice %x into %half[2] [2] [1] : tensor<2xf32> into tensor<4xf32>
  %a = scf.for %i = %c0 to %c4 step %c1 iter_args(%t = %start) -> tensor<4xf32> {
    %e = tensor.extract %t[%i] : tensor<4xf32>
    %n = arith.negf %e : f32
    %u = tensor.insert %n into %t[%i] : tensor<4xf32>
    scf.yield %u : tensor<4xf32>
  }
  %b = scf.for %i = %c0 to %c4 step %c1 iter_args(%t = %start) -> tensor<4xf32> {
    %e = tensor.extract %t[%i] : tensor<4xf32>
    %s = arith.addf %e, %e : f32
    %u = tensor.insert %s into %t[%i] : tensor<4xf32>
    scf.yield %u : tensor<4xf32>
  }
  return %a, %b : tensor<4xf32>, tensor<4xf32>
}

// What the body of a loop computes over is not what it computed before, which
// it may read; and two that it carries are two.
// CHECK-LABEL: @repeated
// CHECK: %[[A:.*]] = tensor.empty
// CHECK: %[[B:.*]] = tensor.empty
// CHECK: scf.for {{.*}} iter_args(%[[C:.*]] = %[[B]], %{{.*}} = %[[A]])
// CHECK: %[[OWN:.*]] = tensor.empty
// CHECK: linalg.generic {{.*}} ins(%[[C]] : tensor<4xf32>) outs(%[[OWN]] :
func.func @repeated(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %empty = tensor.empty() : tensor<4xf32>
  %r:2 = scf.for %i = %c0 to %c4 step %c1 iter_args(%c = %empty, %d = %empty) -> (tensor<4xf32>, tensor<4xf32>) {
    %a = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%c : tensor<4xf32>) outs(%empty : tensor<4xf32>) {
    ^bb0(%p: f32, %o: f32):
      %s = arith.negf %p : f32
      linalg.yield %s : f32
    } -> tensor<4xf32>
    scf.yield %a, %d : tensor<4xf32>, tensor<4xf32>
  }
  return %r#0, %r#1 : tensor<4xf32>, tensor<4xf32>
}

// What an op overwrites without reading it is not copied: a part of an argument,
// and what is read later; other tensors may be written.
// CHECK-LABEL: @overwritten
// CHECK-SAME: (%[[X:[^:]*]]: tensor<2x?xf32>
// CHECK: %[[ROW:.*]] = tensor.extract_slice %[[X]]
// CHECK: %[[SIZE:.*]] = tensor.dim %[[ROW]]
// CHECK: %[[FIRST:.*]] = tensor.empty(%[[SIZE]])
// CHECK: %[[A:.*]] = linalg.generic {{.*}} ins(%[[ROW]] : {{.*}}) outs(%[[FIRST]] :
// CHECK: %[[SECOND:.*]] = tensor.empty(
// CHECK: %[[B:.*]] = linalg.generic {{.*}} ins(%[[A]] : {{.*}}) outs(%[[SECOND]] :
// CHECK: linalg.generic {{.*}} ins(%[[A]] : {{.*}}) outs(%[[B]] :
func.func @overwritten(%x: tensor<2x?xf32>, %n: index) -> (tensor<?xf32>, tensor<?xf32>) {
  %row = tensor.extract_slice %x[1, 0] [1, %n] [1, 1] : tensor<2x?xf32> to tensor<?xf32>
  %a = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%row : tensor<?xf32>) outs(%row : tensor<?xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = arith.negf %p : f32
    linalg.yield %s : f32
  } -> tensor<?xf32>
  %b = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<?xf32>) outs(%a : tensor<?xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = arith.mulf %p, %p : f32
    linalg.yield %s : f32
  } -> tensor<?xf32>
  %c = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<?xf32>) outs(%b : tensor<?xf32>) {
  ^bb0(%p: f32, %o: f32):
    %s = arith.addf %p, %p : f32
    linalg.yield %s : f32
  } -> tensor<?xf32>
  return %a, %c : tensor<?xf32>, tensor<?xf32>
}
