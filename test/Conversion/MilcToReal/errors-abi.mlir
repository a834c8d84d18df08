// RUN: milc-opt --lower-complex=abi=interleaved --verify-diagnostics --split-input-file %s

// expected-error @below {{'func.func' op must have ranked tensors in an interleaved signature, but found tensor<*xcomplex<f32>>}}
func.func @unranked(%x: tensor<*xcomplex<f32>>) {
  return
}

// -----

// expected-error @below {{'func.func' op must have tensors without a layout of their dimensions in an interleaved signature, but found tensor<2x3xcomplex<f32>, affine_map<(d0, d1) -> (d1, d0)>>}}
func.func @encoded_layout(%x: tensor<2x3xcomplex<f32>, affine_map<(d0, d1) -> (d1, d0)>>) {
  return
}

// -----

func.func private @unranked_inside(%x: tensor<*xcomplex<f32>>) -> tensor<*xcomplex<f32>> {
  return %x : tensor<*xcomplex<f32>>
}

// -----

// expected-error @below {{'func.func' op must have the abi of the module, since complex buffers are of one kind in all of it, but found an abi of its own and memref<4xcomplex<f32>>}}
func.func @own_abi(%m: memref<4xcomplex<f32>>) attributes {milcomplex.abi = "pair"} {
  return
}

// -----

// expected-error @below {{'func.func' op with complex values must have a layout with strides, each and the offset below 2^62, under abi=interleaved, but found 'memref<4xcomplex<f32>, affine_map<(d0) -> (d0 mod 2)>>'}}
func.func @layout(%m: memref<4xcomplex<f32>, affine_map<(d0) -> (d0 mod 2)>>) {
  return
}

// -----

func.func private @unranked_tensors(%x: tensor<*xcomplex<f32>>) -> tensor<*xcomplex<f32>> {
  // expected-error @below {{'bufferization.to_buffer' op must be on a ranked tensor under abi=interleaved, but found an unranked one}}
  %m = bufferization.to_buffer %x : tensor<*xcomplex<f32>> to memref<*xcomplex<f32>>
  // expected-error @below {{'bufferization.to_tensor' op must return a ranked tensor under abi=interleaved, but found an unranked one}}
  %y = bufferization.to_tensor %m restrict : memref<*xcomplex<f32>> to tensor<*xcomplex<f32>>
  return %y : tensor<*xcomplex<f32>>
}

// -----

func.func @memset(%m: memref<4xcomplex<f32>>, %z: complex<f32>) {
  // expected-error @below {{'gpu.memset' op must not set a complex buffer under abi=interleaved, where its parts alternate; use linalg.fill}}
  gpu.memset %m, %z : memref<4xcomplex<f32>>, complex<f32>
  return
}

// -----

shard.grid @grid(shape = 2)
func.func private @all_reduce(%m: memref<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  // expected-error @below {{'shard.all_reduce' op must reduce tensors to tensors and buffers to buffers under abi=interleaved, but found memref<4xcomplex<f32>> and tensor<4xcomplex<f32>>}}
  %0 = shard.all_reduce %m on @grid : memref<4xcomplex<f32>> -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// -----

// Elements that become pairs must fit into memory; equal parts are a splat.

// expected-error @below {{'memref.global' op complex constant must have at most 268435456 elements under abi=interleaved, but found 68719476736; use abi=pair or fill the buffer at run time}}
memref.global @splat : memref<68719476736xcomplex<f32>> = dense<(1.0, 0.0)>
memref.global @zeros : memref<68719476736xcomplex<f32>> = dense<(0.0, 0.0)>
// expected-error @below {{'memref.global' op complex constant must have at most 268435456 elements}}
memref.global @sparse : memref<68719476736xcomplex<f32>> = sparse<[[0]], [(1.0, 0.0)]>

// -----

// expected-error @below {{'func.func' op with complex values must have a layout with strides, each and the offset below 2^62, under abi=interleaved, but found 'memref<4xcomplex<f32>, strided<[4611686018427387904]>>'}}
// expected-error @below {{'func.func' op with complex values must have a layout with strides, each and the offset below 2^62, under abi=interleaved, but found 'memref<4xcomplex<f32>, strided<[1], offset: 4611686018427387904>>'}}
func.func private @large_strides(memref<4xcomplex<f32>, strided<[4611686018427387904]>>, memref<4xcomplex<f32>, strided<[1], offset: 4611686018427387904>>)

// -----

// expected-error @below {{'func.func' op 'bufferization.buffer_layout' of argument 1 of type tensor<4xcomplex<f32>>, which gets a last dimension of 2, must have its rank and strides, each and the offset below 2^62, but found affine_map<(d0) -> (d0 mod 2)>}}
func.func @tiled_layout(%i: i32, %x: tensor<4xcomplex<f32>> {bufferization.buffer_layout = affine_map<(d0) -> (d0 mod 2)>}) {
  return
}

// -----

// expected-error @below {{'func.func' op 'bufferization.buffer_layout' of argument 0 of type tensor<4xcomplex<f32>>, which gets a last dimension of 2, must have its rank and strides, each and the offset below 2^62, but found affine_map<(d0, d1) -> (d0 + d1)>}}
func.func @layout_of_other_rank(%x: tensor<4xcomplex<f32>> {bufferization.buffer_layout = affine_map<(d0, d1) -> (d0 + d1)>}) {
  return
}

// -----

// expected-error @below {{'func.func' op 'bufferization.buffer_layout' of argument 0 of type tensor<4xcomplex<f32>>, which gets a last dimension of 2, must have its rank and strides, each and the offset below 2^62, but found strided<[4611686018427387904]>}}
func.func @large_layout(%x: tensor<4xcomplex<f32>> {bufferization.buffer_layout = strided<[4611686018427387904]>}) {
  return
}

// -----

// expected-error @below {{'func.func' op 'sdy.sharding' must be on a value that keeps its type, but found it on argument 0 of type tensor<4xcomplex<f32>>, which gets a last dimension of 2}}
func.func @shardy(%x: tensor<4xcomplex<f32>> {sdy.sharding = "of an unregistered dialect"}) {
  return
}

// -----

// expected-error @below {{'func.func' op 'mhlo.sharding' of argument 0 of type tensor<4xcomplex<f32>>, which gets a last dimension of 2, must not refer to dimensions, but found "{devices=[2]<=[2]}"; use abi=pair}}
func.func @sharding(%x: tensor<4xcomplex<f32>> {mhlo.sharding = "{devices=[2]<=[2]}"}) {
  return
}

// -----

// expected-error @below {{'func.func' op 'mhlo.layout_mode' of result 0 of type tensor<4xcomplex<f32>>, which gets a last dimension of 2, must not refer to dimensions, but found "{0}"; use abi=pair}}
func.func private @layout_mode() -> (tensor<4xcomplex<f32>> {mhlo.layout_mode = "{0}"})

// -----

// expected-error @below {{'func.func' op 'mhlo.frontend_attributes' of argument 0 of type memref<4xcomplex<f32>>, which gets a last dimension of 2, must not refer to dimensions, but found {xla.sdy.sharding = "x"}; use abi=pair}}
func.func private @frontend_attributes(memref<4xcomplex<f32>> {mhlo.frontend_attributes = {xla.sdy.sharding = "x"}})

// -----

// A whole and a part have different sizes.

// expected-error @below {{'func.func' op 'tf.aliasing_output' of argument 0 must name a result that splits as the argument of type tensor<complex<f32>> does, but found result 0 of type complex<f32>}}
func.func private @whole_aliases_number(tensor<complex<f32>> {tf.aliasing_output = 0 : i32}) -> complex<f32>

// -----

func.func private @callee(tensor<4xcomplex<f32>>)
func.func @call(%x: tensor<4xcomplex<f32>>) {
  // expected-error @below {{'func.call' op 'bufferization.buffer_layout' of argument 0 of type tensor<4xcomplex<f32>>, which gets a last dimension of 2, must have its rank and strides, each and the offset below 2^62, but found 1 : i32}}
  call @callee(%x) {arg_attrs = [{bufferization.buffer_layout = 1 : i32}]} : (tensor<4xcomplex<f32>>) -> ()
  return
}

// -----

// expected-error @below {{'func.func' op 'spirv.interface_var_abi' of complex argument 1, which becomes two, must not be that of an argument that stays one, but found it on argument 0 of type memref<4xcomplex<f32>> too}}
func.func private @number_on_binding_of_whole(memref<4xcomplex<f32>> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 7)>},
                                              complex<f32> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 7)>})
