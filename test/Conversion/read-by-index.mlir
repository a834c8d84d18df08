// milc-read-by-index makes bodies read reversed and rotated inputs by index.
// RUN: milc-opt --milc-read-by-index %s | FileCheck %s

#each = affine_map<(d0) -> (d0)>
#backwards = affine_map<(d0) -> (-d0 + 15)>
#around = affine_map<(d0) -> (d0 mod 4)>
#every_other = affine_map<(d0) -> (d0 * 2 + 1)>
#matrix = affine_map<(d0, d1) -> (d0, d1)>
#columns = affine_map<(d0, d1) -> (d1, -d0 + 2)>
#sum = affine_map<(d0, d1) -> (d0)>

// CHECK-DAG: #[[EACH:.+]] = affine_map<(d0) -> (d0)>
// CHECK-DAG: #[[MATRIX:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[SUM:.+]] = affine_map<(d0, d1) -> (d0)>

// CHECK-LABEL: @reverse(
// CHECK-SAME: %[[X:.+]]: tensor<16xf32>)
// CHECK: linalg.generic {indexing_maps = [#[[EACH]]]
// CHECK-SAME: outs(
// CHECK: %[[I:.+]] = linalg.index 0
// CHECK: %[[MINUS:.+]] = arith.muli %[[I]], %c-1
// CHECK: %[[J:.+]] = arith.addi %[[MINUS]], %c15
// CHECK: %[[NUMBER:.+]] = tensor.extract %[[X]][%[[J]]]
// CHECK: linalg.yield %[[NUMBER]]
func.func @reverse(%x: tensor<16xf32>) -> tensor<16xf32> {
  %e = tensor.empty() : tensor<16xf32>
  %y = linalg.generic {indexing_maps = [#backwards, #each], iterator_types = ["parallel"]}
      ins(%x : tensor<16xf32>) outs(%e : tensor<16xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<16xf32>
  return %y : tensor<16xf32>
}

// CHECK-LABEL: @add_what_repeats(
// CHECK-SAME: %[[X:.+]]: tensor<16xf32>, %[[Y:.+]]: tensor<4xf32>)
// CHECK: linalg.generic
// CHECK-SAME: ins(%[[X]] : tensor<16xf32>)
// CHECK: arith.remsi
// CHECK: tensor.extract %[[Y]]
func.func @add_what_repeats(%x: tensor<16xf32>, %y: tensor<4xf32>) -> tensor<16xf32> {
  %e = tensor.empty() : tensor<16xf32>
  %z = linalg.generic {indexing_maps = [#each, #around, #each], iterator_types = ["parallel"]}
      ins(%x, %y : tensor<16xf32>, tensor<4xf32>) outs(%e : tensor<16xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<16xf32>
  return %z : tensor<16xf32>
}

// An empty tensor replaces an operand that alone determines the loops.
// CHECK-LABEL: @sum_backwards(
// CHECK-SAME: %[[X:.+]]: tensor<?x3xf32>, %[[FIRST:.+]]: tensor<3xf32>)
// CHECK: %[[SIZE:.+]] = tensor.dim %[[X]], %c0
// CHECK: %[[LOOPS:.+]] = tensor.empty(%[[SIZE]]) : tensor<3x?xf32>
// CHECK: linalg.generic {indexing_maps = [#[[MATRIX]], #[[SUM]]]
// CHECK-SAME: ins(%[[LOOPS]] :
// CHECK: %[[NUMBER:.+]] = tensor.extract %[[X]]
// CHECK: arith.addf %[[NUMBER]],
func.func @sum_backwards(%x: tensor<?x3xf32>, %first: tensor<3xf32>) -> tensor<3xf32> {
  %y = linalg.generic
      {indexing_maps = [#columns, #sum], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<?x3xf32>) outs(%first : tensor<3xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %a, %o : f32
    linalg.yield %s : f32
  } -> tensor<3xf32>
  return %y : tensor<3xf32>
}

// CHECK-LABEL: @every_other(
// CHECK-NOT: tensor.extract
// CHECK-LABEL: @buffer(
// CHECK-NOT: tensor.extract
func.func @every_other(%x: tensor<9xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %y = linalg.generic {indexing_maps = [#every_other, #each], iterator_types = ["parallel"]}
      ins(%x : tensor<9xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<4xf32>
  return %y : tensor<4xf32>
}
func.func @buffer(%x: memref<16xf32>, %y: memref<16xf32>) {
  linalg.generic {indexing_maps = [#backwards, #each], iterator_types = ["parallel"]}
      ins(%x : memref<16xf32>) outs(%y : memref<16xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  }
  return
}
