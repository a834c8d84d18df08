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

// out = a b, of matrices of any size, rows of any distance.
func.func @matmul(%a: memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>, %b: memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>, %out: memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>) attributes {llvm.emit_c_interface} {
  %zero = complex.constant [0.0, 0.0] : complex<f64>
  linalg.fill ins(%zero : complex<f64>) outs(%out : memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>)
  linalg.matmul ins(%a, %b : memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>, memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>) outs(%out : memref<?x?xcomplex<f64>, strided<[?, 1], offset: ?>>)
  return
}
