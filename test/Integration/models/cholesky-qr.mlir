// Cholesky and QR of Hermitian and general matrices, in place.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#upper = affine_set<(i, j) : (j - i - 1 >= 0)>

// L of A = L L^H, in place in the lower triangle.
func.func private @cholesky(%a: memref<5x5xcomplex<f64>>) {
  affine.for %j = 0 to 5 {
    affine.for %k = 0 to affine_map<(j) -> (j)>(%j) {
      affine.for %i = affine_map<(j) -> (j)>(%j) to 5 {
        %x = affine.load %a[%i, %j] : memref<5x5xcomplex<f64>>
        %l = affine.load %a[%i, %k] : memref<5x5xcomplex<f64>>
        %m = affine.load %a[%j, %k] : memref<5x5xcomplex<f64>>
        %mc = complex.conj %m : complex<f64>
        %p = complex.mul %l, %mc : complex<f64>
        %d = complex.sub %x, %p : complex<f64>
        affine.store %d, %a[%i, %j] : memref<5x5xcomplex<f64>>
      }
    }
    %dj = affine.load %a[%j, %j] : memref<5x5xcomplex<f64>>
    %s = complex.sqrt %dj : complex<f64>
    affine.store %s, %a[%j, %j] : memref<5x5xcomplex<f64>>
    affine.for %i = affine_map<(j) -> (j + 1)>(%j) to 5 {
      %x = affine.load %a[%i, %j] : memref<5x5xcomplex<f64>>
      %q = complex.div %x, %s : complex<f64>
      affine.store %q, %a[%i, %j] : memref<5x5xcomplex<f64>>
    }
  }
  affine.parallel (%i, %j) = (0, 0) to (5, 5) {
    affine.if #upper(%i, %j) {
      %z = complex.constant [0.0, 0.0] : complex<f64>
      affine.store %z, %a[%i, %j] : memref<5x5xcomplex<f64>>
    }
  }
  return
}

// EXPECT: cholesky
// RTOL: 1e-12
func.func @hermitian(%g: tensor<5x5xcomplex<f64>>) -> (tensor<5x5xcomplex<f64>>, complex<f64>) {
  %one = complex.constant [1.0, 0.0] : complex<f64>
  %b = bufferization.to_buffer %g read_only : tensor<5x5xcomplex<f64>> to memref<5x5xcomplex<f64>>
  %a = memref.alloc() : memref<5x5xcomplex<f64>>
  // A = G G^H + I
  affine.for %i = 0 to 5 {
    affine.for %j = 0 to 5 {
      %zero = complex.constant [0.0, 0.0] : complex<f64>
      %init = affine.if affine_set<(i, j) : (i - j == 0)>(%i, %j) -> complex<f64> {
        affine.yield %one : complex<f64>
      } else {
        affine.yield %zero : complex<f64>
      }
      %sum = affine.for %k = 0 to 5 iter_args(%acc = %init) -> (complex<f64>) {
        %x = affine.load %b[%i, %k] : memref<5x5xcomplex<f64>>
        %y = affine.load %b[%j, %k] : memref<5x5xcomplex<f64>>
        %yc = complex.conj %y : complex<f64>
        %p = complex.mul %x, %yc : complex<f64>
        %s = complex.add %acc, %p : complex<f64>
        affine.yield %s : complex<f64>
      }
      affine.store %sum, %a[%i, %j] : memref<5x5xcomplex<f64>>
    }
  }
  func.call @cholesky(%a) : (memref<5x5xcomplex<f64>>) -> ()
  %det = affine.for %i = 0 to 5 iter_args(%acc = %one) -> (complex<f64>) {
    %x = affine.load %a[%i, %i] : memref<5x5xcomplex<f64>>
    %q = complex.mul %x, %x : complex<f64>
    %p = complex.mul %acc, %q : complex<f64>
    affine.yield %p : complex<f64>
  }
  %t = bufferization.to_tensor %a restrict writable : memref<5x5xcomplex<f64>> to tensor<5x5xcomplex<f64>>
  return %t, %det : tensor<5x5xcomplex<f64>>, complex<f64>
}

// Modified Gram-Schmidt of the columns of a, by subviews of strided layout.
func.func private @project(%q: memref<?xcomplex<f64>, strided<[?], offset: ?>>, %v: memref<?xcomplex<f64>, strided<[?], offset: ?>>) -> complex<f64> {
  %c0 = arith.constant 0 : index
  %n = memref.dim %q, %c0 : memref<?xcomplex<f64>, strided<[?], offset: ?>>
  %zero = complex.constant [0.0, 0.0] : complex<f64>
  %acc = memref.alloca() : memref<complex<f64>>
  memref.store %zero, %acc[] : memref<complex<f64>>
  affine.for %i = 0 to %n {
    %x = affine.load %q[%i] : memref<?xcomplex<f64>, strided<[?], offset: ?>>
    %y = affine.load %v[%i] : memref<?xcomplex<f64>, strided<[?], offset: ?>>
    %xc = complex.conj %x : complex<f64>
    %p = complex.mul %xc, %y : complex<f64>
    %o = affine.load %acc[] : memref<complex<f64>>
    %s = complex.add %o, %p : complex<f64>
    affine.store %s, %acc[] : memref<complex<f64>>
  }
  %r = memref.load %acc[] : memref<complex<f64>>
  return %r : complex<f64>
}

// EXPECT: qr
// RTOL: 1e-12
func.func @gram_schmidt(%a: tensor<4x3xcomplex<f64>>) -> (tensor<4x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>) {
  %b = bufferization.to_buffer %a read_only : tensor<4x3xcomplex<f64>> to memref<4x3xcomplex<f64>>
  %q = memref.alloc() : memref<4x3xcomplex<f64>>
  memref.copy %b, %q : memref<4x3xcomplex<f64>> to memref<4x3xcomplex<f64>>
  %r = memref.alloc() : memref<3x3xcomplex<f64>>
  %zero = complex.constant [0.0, 0.0] : complex<f64>
  linalg.fill ins(%zero : complex<f64>) outs(%r : memref<3x3xcomplex<f64>>)
  affine.for %j = 0 to 3 {
    %vj = memref.subview %q[0, %j] [4, 1] [1, 1] : memref<4x3xcomplex<f64>> to memref<4xcomplex<f64>, strided<[3], offset: ?>>
    %v = memref.cast %vj : memref<4xcomplex<f64>, strided<[3], offset: ?>> to memref<?xcomplex<f64>, strided<[?], offset: ?>>
    affine.for %k = 0 to affine_map<(j) -> (j)>(%j) {
      %qk = memref.subview %q[0, %k] [4, 1] [1, 1] : memref<4x3xcomplex<f64>> to memref<4xcomplex<f64>, strided<[3], offset: ?>>
      %u = memref.cast %qk : memref<4xcomplex<f64>, strided<[3], offset: ?>> to memref<?xcomplex<f64>, strided<[?], offset: ?>>
      %c = func.call @project(%u, %v) : (memref<?xcomplex<f64>, strided<[?], offset: ?>>, memref<?xcomplex<f64>, strided<[?], offset: ?>>) -> complex<f64>
      affine.store %c, %r[%k, %j] : memref<3x3xcomplex<f64>>
      linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]} ins(%qk : memref<4xcomplex<f64>, strided<[3], offset: ?>>) outs(%vj : memref<4xcomplex<f64>, strided<[3], offset: ?>>) {
      ^bb0(%x: complex<f64>, %o: complex<f64>):
        %p = complex.mul %c, %x : complex<f64>
        %d = complex.sub %o, %p : complex<f64>
        linalg.yield %d : complex<f64>
      }
    }
    %nn = func.call @project(%v, %v) : (memref<?xcomplex<f64>, strided<[?], offset: ?>>, memref<?xcomplex<f64>, strided<[?], offset: ?>>) -> complex<f64>
    %s = complex.sqrt %nn : complex<f64>
    affine.store %s, %r[%j, %j] : memref<3x3xcomplex<f64>>
    affine.for %i = 0 to 4 {
      %x = memref.load %vj[%i] : memref<4xcomplex<f64>, strided<[3], offset: ?>>
      %d = complex.div %x, %s : complex<f64>
      memref.store %d, %vj[%i] : memref<4xcomplex<f64>, strided<[3], offset: ?>>
    }
  }
  %0 = bufferization.to_tensor %q restrict writable : memref<4x3xcomplex<f64>> to tensor<4x3xcomplex<f64>>
  %1 = bufferization.to_tensor %r restrict writable : memref<3x3xcomplex<f64>> to tensor<3x3xcomplex<f64>>
  return %0, %1 : tensor<4x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>
}
