// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

shard.grid @grid(shape = 2x4)

//===----------------------------------------------------------------------===//
// Sharding
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @shard(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<4x?xf32>, %[[IM:[^:]*]]: tensor<4x?xf32>)
// CHECK: %[[SHARDING:.*]] = shard.sharding @grid split_axes = {{\[\[}}0]] : !shard.sharding
// CHECK: %[[SHARD_RE:.*]] = shard.shard %[[RE]] to %[[SHARDING]] annotate_for_users {kept.shard} : tensor<4x?xf32>
// CHECK: %[[SHARD_IM:.*]] = shard.shard %[[IM]] to %[[SHARDING]] annotate_for_users {kept.shard} : tensor<4x?xf32>
// CHECK: return %[[SHARD_RE]], %[[SHARD_IM]]
func.func @shard(%x: tensor<4x?xcomplex<f32>>) -> tensor<4x?xcomplex<f32>> {
  %sharding = shard.sharding @grid split_axes = [[0]] : !shard.sharding
  %0 = shard.shard %x to %sharding annotate_for_users {kept.shard} : tensor<4x?xcomplex<f32>>
  return %0 : tensor<4x?xcomplex<f32>>
}

// CHECK-LABEL: func.func @shard_rank_0(
// CHECK-COUNT-2: shard.shard %{{.*}} to %{{.*}} : tensor<f64>
func.func @shard_rank_0(%x: tensor<complex<f64>>, %sharding: !shard.sharding) -> tensor<complex<f64>> {
  %0 = shard.shard %x to %sharding : tensor<complex<f64>>
  return %0 : tensor<complex<f64>>
}

// Both parts have the same one.
// CHECK-LABEL: func.func @get_sharding(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<4xf32>, %[[IM:[^:]*]]: tensor<4xf32>)
// CHECK: %[[SHARDING:.*]] = shard.get_sharding %[[RE]] : tensor<4xf32> -> !shard.sharding
// CHECK: return %[[SHARDING]]
func.func @get_sharding(%x: tensor<4xcomplex<f32>>) -> !shard.sharding {
  %0 = shard.get_sharding %x : tensor<4xcomplex<f32>> -> !shard.sharding
  return %0 : !shard.sharding
}

//===----------------------------------------------------------------------===//
// Moves
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @all_gather(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<2x?xf16>, %[[IM:[^:]*]]: tensor<2x?xf16>)
// CHECK: %[[ALL_RE:.*]] = shard.all_gather %[[RE]] on @grid grid_axes = [1] gather_axis = 1 : tensor<2x?xf16> -> tensor<2x?xf16>
// CHECK: %[[ALL_IM:.*]] = shard.all_gather %[[IM]] on @grid grid_axes = [1] gather_axis = 1 : tensor<2x?xf16> -> tensor<2x?xf16>
// CHECK: return %[[ALL_RE]], %[[ALL_IM]]
func.func @all_gather(%x: tensor<2x?xcomplex<f16>>) -> tensor<2x?xcomplex<f16>> {
  %0 = shard.all_gather %x on @grid grid_axes = [1] gather_axis = 1 : tensor<2x?xcomplex<f16>> -> tensor<2x?xcomplex<f16>>
  return %0 : tensor<2x?xcomplex<f16>>
}

// CHECK-LABEL: func.func @all_slice(
// CHECK-COUNT-2: shard.all_slice %{{.*}} on @grid grid_axes = [0] slice_axis = 1 : tensor<2x4xf32> -> tensor<2x2xf32>
func.func @all_slice(%x: tensor<2x4xcomplex<f32>>) -> tensor<2x2xcomplex<f32>> {
  %0 = shard.all_slice %x on @grid grid_axes = [0] slice_axis = 1 : tensor<2x4xcomplex<f32>> -> tensor<2x2xcomplex<f32>>
  return %0 : tensor<2x2xcomplex<f32>>
}

// CHECK-LABEL: func.func @all_to_all(
// CHECK-COUNT-2: shard.all_to_all %{{.*}} on @grid grid_axes = [0] split_axis = 0 concat_axis = 1 : tensor<4x2xbf16> -> tensor<2x4xbf16>
func.func @all_to_all(%x: tensor<4x2xcomplex<bf16>>) -> tensor<2x4xcomplex<bf16>> {
  %0 = shard.all_to_all %x on @grid grid_axes = [0] split_axis = 0 concat_axis = 1 : tensor<4x2xcomplex<bf16>> -> tensor<2x4xcomplex<bf16>>
  return %0 : tensor<2x4xcomplex<bf16>>
}

// Both parts come from one root.
// CHECK-LABEL: func.func @broadcast(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<f32>, %[[IM:[^:]*]]: tensor<f32>, %[[ROOT:[^:]*]]: index)
// CHECK: shard.broadcast %[[RE]] on @grid grid_axes = [0, 1] root = [1, %[[ROOT]]] : (tensor<f32>, index) -> tensor<f32>
// CHECK: shard.broadcast %[[IM]] on @grid grid_axes = [0, 1] root = [1, %[[ROOT]]] : (tensor<f32>, index) -> tensor<f32>
func.func @broadcast(%x: tensor<complex<f32>>, %root: index) -> tensor<complex<f32>> {
  %0 = shard.broadcast %x on @grid grid_axes = [0, 1] root = [1, %root] : (tensor<complex<f32>>, index) -> tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// CHECK-LABEL: func.func @gather(
// CHECK-COUNT-2: shard.gather %{{.*}} on @grid grid_axes = [0] gather_axis = 0 root = [%{{.*}}] : (tensor<2xf32>, index) -> tensor<4xf32>
func.func @gather(%x: tensor<2xcomplex<f32>>, %root: index) -> tensor<4xcomplex<f32>> {
  %0 = shard.gather %x on @grid grid_axes = [0] gather_axis = 0 root = [%root] : (tensor<2xcomplex<f32>>, index) -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @scatter(
// CHECK-COUNT-2: shard.scatter %{{.*}} on @grid grid_axes = [0] scatter_axis = 0 root = [1] : (tensor<?xf32>) -> tensor<?xf32>
func.func @scatter(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = shard.scatter %x on @grid grid_axes = [0] scatter_axis = 0 root = [1] : (tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// CHECK-LABEL: func.func @shift(
// CHECK-COUNT-2: shard.shift %{{.*}} on @grid grid_axes = [1] shift_axis = 1 offset = 2 rotate : tensor<2xf32> -> tensor<2xf32>
func.func @shift(%x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = shard.shift %x on @grid grid_axes = [1] shift_axis = 1 offset = 2 rotate : tensor<2xcomplex<f32>> -> tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @update_halo(
// CHECK-COUNT-2: shard.update_halo %{{.*}} on @grid split_axes = {{\[\[}}0]] halo_sizes = [1, %{{.*}}] : tensor<8x?xf32>
// CHECK-COUNT-2: shard.update_halo %{{.*}} on @grid split_axes = {{\[\[}}0], [1]] halo_sizes = [1, 1, 2, 2] : memref<8x4xf32>
func.func @update_halo(%x: tensor<8x?xcomplex<f32>>, %m: memref<8x4xcomplex<f32>>, %n: i64) -> (tensor<8x?xcomplex<f32>>, memref<8x4xcomplex<f32>>) {
  %0 = shard.update_halo %x on @grid split_axes = [[0]] halo_sizes = [1, %n] : tensor<8x?xcomplex<f32>>
  %1 = shard.update_halo %m on @grid split_axes = [[0], [1]] halo_sizes = [1, 1, 2, 2] : memref<8x4xcomplex<f32>>
  return %0, %1 : tensor<8x?xcomplex<f32>>, memref<8x4xcomplex<f32>>
}

// The real part is sent, and received, first; what is not used too.
// CHECK-LABEL: func.func @send_and_receive(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<2xf32>, %[[IM:[^:]*]]: tensor<2xf32>, %[[DEVICE:[^:]*]]: index)
// CHECK: shard.send %[[RE]] on @grid grid_axes = [0] destination = [%[[DEVICE]]] : (tensor<2xf32>, index) -> tensor<2xf32>
// CHECK: shard.send %[[IM]] on @grid grid_axes = [0] destination = [%[[DEVICE]]] : (tensor<2xf32>, index) -> tensor<2xf32>
// CHECK: %[[RECV_RE:.*]] = shard.recv %[[RE]] on @grid grid_axes = [0] source = [1] : (tensor<2xf32>) -> tensor<2xf32>
// CHECK: %[[RECV_IM:.*]] = shard.recv %[[IM]] on @grid grid_axes = [0] source = [1] : (tensor<2xf32>) -> tensor<2xf32>
// CHECK: return %[[RECV_RE]], %[[RECV_IM]]
func.func @send_and_receive(%x: tensor<2xcomplex<f32>>, %device: index) -> tensor<2xcomplex<f32>> {
  %0 = shard.send %x on @grid grid_axes = [0] destination = [%device] : (tensor<2xcomplex<f32>>, index) -> tensor<2xcomplex<f32>>
  %1 = shard.recv %x on @grid grid_axes = [0] source = [1] : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  return %1 : tensor<2xcomplex<f32>>
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

// The sum is in the type of the result.
// CHECK-LABEL: func.func @all_reduce(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<?xf32>, %[[IM:[^:]*]]: tensor<?xf32>)
// CHECK: %[[SUM_RE:.*]] = shard.all_reduce %[[RE]] on @grid grid_axes = [1, 0] : tensor<?xf32> -> tensor<?xf64>
// CHECK: %[[SUM_IM:.*]] = shard.all_reduce %[[IM]] on @grid grid_axes = [1, 0] : tensor<?xf32> -> tensor<?xf64>
// CHECK: return %[[SUM_RE]], %[[SUM_IM]]
func.func @all_reduce(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f64>> {
  %0 = shard.all_reduce %x on @grid grid_axes = [1, 0] : tensor<?xcomplex<f32>> -> tensor<?xcomplex<f64>>
  return %0 : tensor<?xcomplex<f64>>
}

// CHECK-LABEL: func.func @all_reduce_buffers(
// CHECK-COUNT-2: shard.all_reduce %{{.*}} on @grid grid_axes = [0] : memref<4xf32> -> memref<4xf32>
// CHECK-COUNT-2: shard.all_reduce %{{.*}} on @grid grid_axes = [0] : memref<4xf32> -> tensor<4xf32>
func.func @all_reduce_buffers(%m: memref<4xcomplex<f32>>) -> (memref<4xcomplex<f32>>, tensor<4xcomplex<f32>>) {
  %0 = shard.all_reduce %m on @grid grid_axes = [0] : memref<4xcomplex<f32>> -> memref<4xcomplex<f32>>
  %1 = shard.all_reduce %m on @grid grid_axes = [0] : memref<4xcomplex<f32>> -> tensor<4xcomplex<f32>>
  return %0, %1 : memref<4xcomplex<f32>>, tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @reduce(
// CHECK-COUNT-2: shard.reduce %{{.*}} on @grid grid_axes = [0] reduction = average root = [1] : (tensor<f32>) -> tensor<f32>
func.func @reduce(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = shard.reduce %x on @grid grid_axes = [0] reduction = average root = [1] : (tensor<complex<f32>>) -> tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// CHECK-LABEL: func.func @reduce_scatter(
// CHECK-COUNT-2: shard.reduce_scatter %{{.*}} on @grid grid_axes = [0] scatter_axis = 0 : tensor<4xf32> -> tensor<2xf32>
func.func @reduce_scatter(%x: tensor<4xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = shard.reduce_scatter %x on @grid grid_axes = [0] scatter_axis = 0 : tensor<4xcomplex<f32>> -> tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}
