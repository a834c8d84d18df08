// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#even = affine_set<(d0) : (d0 mod 2 == 0)>

// EXPECT: lambda x: (x.sum(), x[1:-1][::-1])
// RTOL: 1e-6
func.func @for_load_store(%x: tensor<6xcomplex<f32>>) -> (complex<f32>, tensor<4xcomplex<f32>>) {
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %m = bufferization.to_buffer %x read_only : tensor<6xcomplex<f32>> to memref<6xcomplex<f32>>
  %n = memref.alloc() : memref<4xcomplex<f32>>
  %sum = affine.for %i = 0 to 6 iter_args(%acc = %zero) -> (complex<f32>) {
    %e = affine.load %m[%i] : memref<6xcomplex<f32>>
    %next = complex.add %acc, %e : complex<f32>
    affine.yield %next : complex<f32>
  }
  affine.for %i = 0 to 4 {
    affine.prefetch %m[%i + 1], read, locality<3>, data : memref<6xcomplex<f32>>
    %e = affine.load %m[%i + 1] : memref<6xcomplex<f32>>
    affine.store %e, %n[-%i + 3] : memref<4xcomplex<f32>>
  }
  %t = bufferization.to_tensor %n restrict : memref<4xcomplex<f32>> to tensor<4xcomplex<f32>>
  return %sum, %t : complex<f32>, tensor<4xcomplex<f32>>
}

// EXPECT: lambda x, n: np.where(np.arange(len(x)) % 2 == 0, x, np.conj(x))
// DIMS: 0 1 5
// WITH: n = 3
func.func @if_and_parallel(%x: tensor<?xcomplex<f64>>, %n: index) -> tensor<?xcomplex<f64>> {
  %c0 = arith.constant 0 : index
  %d = tensor.dim %x, %c0 : tensor<?xcomplex<f64>>
  %m = bufferization.to_buffer %x read_only : tensor<?xcomplex<f64>> to memref<?xcomplex<f64>>
  %out = memref.alloc(%d) : memref<?xcomplex<f64>>
  affine.parallel (%i) = (0) to (symbol(%d)) {
    %e = affine.load %m[%i] : memref<?xcomplex<f64>>
    %r = affine.if #even(%i) -> complex<f64> {
      affine.yield %e : complex<f64>
    } else {
      %c = complex.conj %e : complex<f64>
      affine.yield %c : complex<f64>
    }
    affine.store %r, %out[%i] : memref<?xcomplex<f64>>
  }
  %t = bufferization.to_tensor %out restrict : memref<?xcomplex<f64>> to tensor<?xcomplex<f64>>
  return %t : tensor<?xcomplex<f64>>
}
