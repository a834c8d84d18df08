// What a loop yields is computed in the place of what it carried.

// RUN: milc-opt --milc-carry-in-place %s | FileCheck %s

#id = affine_map<(i) -> (i)>

// CHECK-LABEL: @step
// CHECK: scf.for {{.*}} iter_args(%[[X:.*]] = %{{.*}}, %[[N:.*]] = %{{.*}})
// The reader of what was carried is first.
// CHECK: tensor.extract %[[X]]
// CHECK: linalg.generic {{.*}} ins(%[[X]] : tensor<8xf32>) outs(%[[X]] : tensor<8xf32>)
func.func @step(%x: tensor<8xf32>, %zero: f32, %count: index) -> (tensor<8xf32>, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r:2 = scf.for %i = %c0 to %count step %c1 iter_args(%y = %x, %n = %zero) -> (tensor<8xf32>, f32) {
    %e = tensor.empty() : tensor<8xf32>
    %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%y : tensor<8xf32>) outs(%e : tensor<8xf32>) {
    ^bb0(%a: f32, %o: f32):
      %s = arith.addf %a, %a : f32
      linalg.yield %s : f32
    } -> tensor<8xf32>
    %first = tensor.extract %y[%c0] : tensor<8xf32>
    %m = arith.addf %n, %first : f32
    scf.yield %0, %m : tensor<8xf32>, f32
  }
  return %r#0, %r#1 : tensor<8xf32>, f32
}
