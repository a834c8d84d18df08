// RUN: milc-opt --lower-complex --verify-diagnostics --split-input-file %s

func.func @looks_at_bytes(%bytes: memref<64xi8>, %m: memref<4xcomplex<f32>>, %i: index) -> index {
  // expected-error @below {{'memref.view' op must not access the bytes of a complex buffer, which becomes two; under abi=interleaved it stays one}}
  %0 = memref.view %bytes[%i][] : memref<64xi8> to memref<4xcomplex<f32>>
  // expected-error @below {{'memref.extract_aligned_pointer_as_index' op must not access the bytes of a complex buffer, which becomes two; under abi=interleaved it stays one}}
  %1 = memref.extract_aligned_pointer_as_index %m : memref<4xcomplex<f32>> -> index
  // expected-error @below {{'memref.extract_strided_metadata' op must not access the bytes of a complex buffer, which becomes two; under abi=interleaved it stays one}}
  %2:4 = memref.extract_strided_metadata %m : memref<4xcomplex<f32>> -> memref<complex<f32>>, index, index, index
  return %1 : index
}

// -----

func.func @dma(%m: memref<4xcomplex<f32>>, %n: memref<4xcomplex<f32>, 1>, %tag: memref<1xi32>, %i: index) {
  // expected-error @below {{'memref.dma_start' op must not move complex values; copy their parts}}
  memref.dma_start %m[%i], %n[%i], %i, %tag[%i] : memref<4xcomplex<f32>>, memref<4xcomplex<f32>, 1>, memref<1xi32>
  memref.dma_wait %tag[%i], %i : memref<1xi32>
  return
}

// -----

// expected-error @below {{'memref.global' op must leave the name 'g.im' free for a part of its complex value, but found another symbol of that name}}
memref.global "private" @g : memref<2xcomplex<f32>>
func.func private @g.im()

// -----

// expected-error @below {{'memref.global' op }}
memref.global "private" @g : memref<2xcomplex<f32>> = dense_resource<__elided__>
