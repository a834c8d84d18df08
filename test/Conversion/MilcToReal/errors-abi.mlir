// RUN: milc-opt --lower-complex=abi=interleaved --verify-diagnostics --split-input-file %s

// expected-error @below {{'func.func' op must have ranked tensors in an interleaved signature, but found tensor<*xcomplex<f32>>}}
func.func @unranked(%x: tensor<*xcomplex<f32>>) {
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
  // expected-error @below {{'bufferization.to_tensor' op must give a ranked tensor under abi=interleaved, but found an unranked one}}
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

// What is written out as pairs must fit into memory; equal parts are a splat.

// expected-error @below {{'memref.global' op complex constant must have at most 268435456 elements under abi=interleaved, but found 68719476736; use abi=pair or fill the buffer at run time}}
memref.global @splat : memref<68719476736xcomplex<f32>> = dense<(1.0, 0.0)>
memref.global @zeros : memref<68719476736xcomplex<f32>> = dense<(0.0, 0.0)>
// expected-error @below {{'memref.global' op complex constant must have at most 268435456 elements}}
memref.global @sparse : memref<68719476736xcomplex<f32>> = sparse<[[0]], [(1.0, 0.0)]>

// -----

// expected-error @below {{'func.func' op with complex values must have a layout with strides, each and the offset below 2^62, under abi=interleaved, but found 'memref<4xcomplex<f32>, strided<[4611686018427387904]>>'}}
// expected-error @below {{'func.func' op with complex values must have a layout with strides, each and the offset below 2^62, under abi=interleaved, but found 'memref<4xcomplex<f32>, strided<[1], offset: 4611686018427387904>>'}}
func.func private @large_strides(memref<4xcomplex<f32>, strided<[4611686018427387904]>>, memref<4xcomplex<f32>, strided<[1], offset: 4611686018427387904>>)
