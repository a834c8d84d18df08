// What run_abi.py calls, lowered with abi=pair and with abi=interleaved.

// Multiplies x by z, in place.
func.func @scale(%x: memref<4xcomplex<f32>>, %z: complex<f32>) attributes {llvm.emit_c_interface} {
  affine.for %i = 0 to 4 {
    %e = affine.load %x[%i] : memref<4xcomplex<f32>>
    %y = complex.mul %e, %z : complex<f32>
    affine.store %y, %x[%i] : memref<4xcomplex<f32>>
  }
  return
}

// out = a b, for matrices of any size and any row stride.
func.func @matmul(%a: memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>, %b: memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>, %out: memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>) attributes {llvm.emit_c_interface} {
  %zero = complex.constant [0.0, 0.0] : complex<f64>
  linalg.fill ins(%zero : complex<f64>) outs(%out : memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>)
  linalg.matmul ins(%a, %b : memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>, memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>) outs(%out : memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>)
  return
}

// Adds element [1, 1] of a tensor whose buffer has any strides, and the last
// element of one whose buffer does not have the default strides.
func.func @pick(%t: tensor<4x6xcomplex<f32>> {bufferization.buffer_layout = affine_map<(d0, d1)[s0, s1, s2] -> (d0 * s1 + s0 + d1 * s2)>},
                %u: tensor<3xcomplex<f32>> {bufferization.buffer_layout = strided<[4], offset: 1>, bufferization.access = "read"},
                %out: memref<1xcomplex<f32>>) attributes {llvm.emit_c_interface} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %x = tensor.extract %t[%c1, %c1] : tensor<4x6xcomplex<f32>>
  %y = tensor.extract %u[%c2] : tensor<3xcomplex<f32>>
  %sum = complex.add %x, %y : complex<f32>
  memref.store %sum, %out[%c0] : memref<1xcomplex<f32>>
  return
}
