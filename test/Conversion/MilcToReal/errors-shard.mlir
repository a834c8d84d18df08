// RUN: milc-opt --lower-complex --verify-diagnostics --split-input-file %s

shard.grid @grid(shape = 2x4)

func.func @reductions(%x: tensor<4xcomplex<f32>>) {
  // expected-error @below {{'shard.all_reduce' op must sum or average complex values, which goes by part, but found the reduction 'product'}}
  %0 = shard.all_reduce %x on @grid reduction = product : tensor<4xcomplex<f32>> -> tensor<4xcomplex<f32>>
  // expected-error @below {{'shard.reduce' op must sum or average complex values, which goes by part, but found the reduction 'max'}}
  %1 = shard.reduce %x on @grid grid_axes = [0] reduction = max root = [1] : (tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
  // expected-error @below {{'shard.reduce_scatter' op must sum or average complex values, which goes by part, but found the reduction 'generic'}}
  %2 = shard.reduce_scatter %x on @grid grid_axes = [0] reduction = generic scatter_axis = 0 : tensor<4xcomplex<f32>> -> tensor<2xcomplex<f32>>
  return
}

// -----

shard.grid @grid(shape = 2x4)

func.func @conversions(%real: tensor<4xf32>, %x: tensor<4xcomplex<f32>>) {
  // expected-error @below {{'shard.all_reduce' op must reduce complex values to complex ones, but found tensor<4xf32> and tensor<4xcomplex<f32>>}}
  %0 = shard.all_reduce %real on @grid : tensor<4xf32> -> tensor<4xcomplex<f32>>
  // expected-error @below {{'shard.reduce' op must reduce complex values to complex ones, but found tensor<4xcomplex<f32>> and tensor<4xf32>}}
  %1 = shard.reduce %x on @grid grid_axes = [0] root = [1] : (tensor<4xcomplex<f32>>) -> tensor<4xf32>
  // expected-error @below {{'shard.reduce_scatter' op must reduce complex values to complex ones, but found tensor<4xf32> and tensor<2xcomplex<f32>>}}
  %2 = shard.reduce_scatter %real on @grid grid_axes = [0] scatter_axis = 0 : tensor<4xf32> -> tensor<2xcomplex<f32>>
  return
}

// -----

shard.grid @grid(shape = 2x4)

// What is on real values stays.
func.func @real(%x: tensor<4xf32>, %z: complex<f32>) -> tensor<4xf32> {
  %0 = shard.all_reduce %x on @grid reduction = max : tensor<4xf32> -> tensor<4xf32>
  %1 = shard.recv %0 on @grid grid_axes = [0] : (tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

shard.grid @grid(shape = 2x4)

func.func @source(%x: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  // expected-error @below {{'shard.recv' op must name the source of complex values, whose parts come one after the other, but found none}}
  %0 = shard.recv %x on @grid grid_axes = [0] : (tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}
