// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=matmul=3m
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// EXPECT: lambda a, b, c: c + a @ b
// RTOL: 1e-6
// DIMS: 0 1 5
func.func @matmul_f32(%a: tensor<?x4xcomplex<f32>>, %b: tensor<4x3xcomplex<f32>>, %c: tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>> {
  %0 = linalg.matmul ins(%a, %b : tensor<?x4xcomplex<f32>>, tensor<4x3xcomplex<f32>>) outs(%c : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  return %0 : tensor<?x3xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + a @ b
// RTOL: 1e-14
// DIMS: 0 1 5
func.func @matmul_f64(%a: tensor<?x4xcomplex<f64>>, %b: tensor<4x3xcomplex<f64>>, %c: tensor<?x3xcomplex<f64>>) -> tensor<?x3xcomplex<f64>> {
  %0 = linalg.matmul ins(%a, %b : tensor<?x4xcomplex<f64>>, tensor<4x3xcomplex<f64>>) outs(%c : tensor<?x3xcomplex<f64>>) -> tensor<?x3xcomplex<f64>>
  return %0 : tensor<?x3xcomplex<f64>>
}

#lhs = affine_map<(i, j, k) -> (k, i)>
#rhs = affine_map<(i, j, k) -> (j, k)>
#out = affine_map<(i, j, k) -> (i, j)>

// The second operand is the smaller one, so that it is negated.
// EXPECT: lambda a, b, c: c + a.T @ b.T
// RTOL: 1e-6
func.func @matmul_transposed(%a: tensor<4x9xcomplex<f32>>, %b: tensor<2x4xcomplex<f32>>, %c: tensor<9x2xcomplex<f32>>) -> tensor<9x2xcomplex<f32>> {
  %0 = linalg.matmul indexing_maps = [#lhs, #rhs, #out] ins(%a, %b : tensor<4x9xcomplex<f32>>, tensor<2x4xcomplex<f32>>) outs(%c : tensor<9x2xcomplex<f32>>) -> tensor<9x2xcomplex<f32>>
  return %0 : tensor<9x2xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + a @ b
// RTOL: 1e-6
func.func @batch_matmul(%a: tensor<2x3x4xcomplex<f32>>, %b: tensor<2x4x5xcomplex<f32>>, %c: tensor<2x3x5xcomplex<f32>>) -> tensor<2x3x5xcomplex<f32>> {
  %0 = linalg.batch_matmul ins(%a, %b : tensor<2x3x4xcomplex<f32>>, tensor<2x4x5xcomplex<f32>>) outs(%c : tensor<2x3x5xcomplex<f32>>) -> tensor<2x3x5xcomplex<f32>>
  return %0 : tensor<2x3x5xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + a @ b
// RTOL: 1e-6
func.func @matvec(%a: tensor<3x4xcomplex<f32>>, %b: tensor<4xcomplex<f32>>, %c: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = linalg.matvec ins(%a, %b : tensor<3x4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%c : tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + a @ b
// RTOL: 1e-6
func.func @vecmat(%a: tensor<4xcomplex<f32>>, %b: tensor<4x3xcomplex<f32>>, %c: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = linalg.vecmat ins(%a, %b : tensor<4xcomplex<f32>>, tensor<4x3xcomplex<f32>>) outs(%c : tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + a @ b
// RTOL: 1e-6
// DIMS: 0 6
func.func @dot(%a: tensor<?xcomplex<f32>>, %b: tensor<?xcomplex<f32>>, %c: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = linalg.dot ins(%a, %b : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) outs(%c : tensor<complex<f32>>) -> tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// EXPECT: lambda a, b, c: c + a @ b
// RTOL: 1e-6
// DIMS: 0 1 4
func.func @matmul_all_dynamic(%a: tensor<?x?xcomplex<f32>>, %b: tensor<?x?xcomplex<f32>>, %c: tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>> {
  %0 = linalg.matmul ins(%a, %b : tensor<?x?xcomplex<f32>>, tensor<?x?xcomplex<f32>>) outs(%c : tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>>
  return %0 : tensor<?x?xcomplex<f32>>
}

// The operands are one value.
// EXPECT: lambda a: a + a @ a
// RTOL: 1e-6
func.func @matmul_of_itself(%a: tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>> {
  %0 = linalg.matmul ins(%a, %a : tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>) outs(%a : tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
  return %0 : tensor<3x3xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + a @ b
// RTOL: 2e-2
func.func @matmul_f16(%a: tensor<2x5xcomplex<f16>>, %b: tensor<5x3xcomplex<f16>>, %c: tensor<2x3xcomplex<f16>>) -> tensor<2x3xcomplex<f16>> {
  %0 = linalg.matmul ins(%a, %b : tensor<2x5xcomplex<f16>>, tensor<5x3xcomplex<f16>>) outs(%c : tensor<2x3xcomplex<f16>>) -> tensor<2x3xcomplex<f16>>
  return %0 : tensor<2x3xcomplex<f16>>
}

#ta = affine_map<(i, j, k) -> (k, i)>
#ba = affine_map<(i, j, k) -> (k)>
#b = affine_map<(i, j, k) -> (k, j)>
#c = affine_map<(i, j, k) -> (i, j)>
#bta = affine_map<(n, i, j, k) -> (n, k, i)>
#bb = affine_map<(n, i, j, k) -> (n, k, j)>
#bbb = affine_map<(n, i, j, k) -> (k, j)>
#bc = affine_map<(n, i, j, k) -> (n, i, j)>

// EXPECT: lambda a, b, c: c + (a @ b)[None, :]
// RTOL: 1e-6
func.func @matmul_broadcast(%a: tensor<5xcomplex<f32>>, %b: tensor<5x3xcomplex<f32>>, %c: tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>> {
  %0 = linalg.matmul indexing_maps = [#ba, #b, #c] ins(%a, %b : tensor<5xcomplex<f32>>, tensor<5x3xcomplex<f32>>) outs(%c : tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
  return %0 : tensor<2x3xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + a.transpose(0, 2, 1) @ b
// RTOL: 1e-6
// DIMS: 0 2
func.func @batch_matmul_transposed(%a: tensor<?x4x2xcomplex<f32>>, %b: tensor<?x4x3xcomplex<f32>>, %c: tensor<?x2x3xcomplex<f32>>) -> tensor<?x2x3xcomplex<f32>> {
  %0 = linalg.batch_matmul indexing_maps = [#bta, #bb, #bc] ins(%a, %b : tensor<?x4x2xcomplex<f32>>, tensor<?x4x3xcomplex<f32>>) outs(%c : tensor<?x2x3xcomplex<f32>>) -> tensor<?x2x3xcomplex<f32>>
  return %0 : tensor<?x2x3xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + a.transpose(0, 2, 1) @ b
// RTOL: 1e-6
func.func @batch_matmul_broadcast(%a: tensor<2x4x2xcomplex<f32>>, %b: tensor<4x3xcomplex<f32>>, %c: tensor<2x2x3xcomplex<f32>>) -> tensor<2x2x3xcomplex<f32>> {
  %0 = linalg.batch_matmul indexing_maps = [#bta, #bbb, #bc] ins(%a, %b : tensor<2x4x2xcomplex<f32>>, tensor<4x3xcomplex<f32>>) outs(%c : tensor<2x2x3xcomplex<f32>>) -> tensor<2x2x3xcomplex<f32>>
  return %0 : tensor<2x2x3xcomplex<f32>>
}

// EXPECT: lambda a, x, c, y, d: (c + a @ x, d + y @ a)
// RTOL: 1e-13
// DIMS: 0 1 6
func.func @matvec_vecmat_dynamic(%a: tensor<?x?xcomplex<f64>>, %x: tensor<?xcomplex<f64>>, %c: tensor<?xcomplex<f64>>, %y: tensor<?xcomplex<f64>>, %d: tensor<?xcomplex<f64>>) -> (tensor<?xcomplex<f64>>, tensor<?xcomplex<f64>>) {
  %0 = linalg.matvec ins(%a, %x : tensor<?x?xcomplex<f64>>, tensor<?xcomplex<f64>>) outs(%c : tensor<?xcomplex<f64>>) -> tensor<?xcomplex<f64>>
  %1 = linalg.vecmat ins(%y, %a : tensor<?xcomplex<f64>>, tensor<?x?xcomplex<f64>>) outs(%d : tensor<?xcomplex<f64>>) -> tensor<?xcomplex<f64>>
  return %0, %1 : tensor<?xcomplex<f64>>, tensor<?xcomplex<f64>>
}

// EXPECT: lambda a, b, c: c + np.einsum("bmk,bk->bm", a, b)
// RTOL: 2e-6
func.func @batch_matvec(%a: tensor<2x3x4xcomplex<f32>>, %b: tensor<2x4xcomplex<f32>>, %c: tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>> {
  %0 = linalg.batch_matvec ins(%a, %b : tensor<2x3x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>) outs(%c : tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
  return %0 : tensor<2x3xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + np.einsum("bk,bkn->bn", a, b)
// RTOL: 2e-6
func.func @batch_vecmat(%a: tensor<2x4xcomplex<f32>>, %b: tensor<2x4x3xcomplex<f32>>, %c: tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>> {
  %0 = linalg.batch_vecmat ins(%a, %b : tensor<2x4xcomplex<f32>>, tensor<2x4x3xcomplex<f32>>) outs(%c : tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
  return %0 : tensor<2x3xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + np.einsum("bmk,bkn->mn", a, b)
// RTOL: 2e-6
func.func @batch_reduce_matmul(%a: tensor<2x3x4xcomplex<f32>>, %b: tensor<2x4x5xcomplex<f32>>, %c: tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>> {
  %0 = linalg.batch_reduce_matmul ins(%a, %b : tensor<2x3x4xcomplex<f32>>, tensor<2x4x5xcomplex<f32>>) outs(%c : tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
  return %0 : tensor<3x5xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + np.einsum("mkij,nklj->mnil", a, b)
// RTOL: 2e-6
func.func @mmt4d(%a: tensor<2x3x4x5xcomplex<f32>>, %b: tensor<3x3x2x5xcomplex<f32>>, %c: tensor<2x3x4x2xcomplex<f32>>) -> tensor<2x3x4x2xcomplex<f32>> {
  %0 = linalg.mmt4d ins(%a, %b : tensor<2x3x4x5xcomplex<f32>>, tensor<3x3x2x5xcomplex<f32>>) outs(%c : tensor<2x3x4x2xcomplex<f32>>) -> tensor<2x3x4x2xcomplex<f32>>
  return %0 : tensor<2x3x4x2xcomplex<f32>>
}

// EXPECT: lambda a, b, c: c + np.einsum("bmkij,bnklj->bmnil", a, b)
// RTOL: 2e-6
func.func @batch_mmt4d(%a: tensor<2x2x3x2x2xcomplex<f32>>, %b: tensor<2x2x3x2x2xcomplex<f32>>, %c: tensor<2x2x2x2x2xcomplex<f32>>) -> tensor<2x2x2x2x2xcomplex<f32>> {
  %0 = linalg.batch_mmt4d ins(%a, %b : tensor<2x2x3x2x2xcomplex<f32>>, tensor<2x2x3x2x2xcomplex<f32>>) outs(%c : tensor<2x2x2x2x2xcomplex<f32>>) -> tensor<2x2x2x2x2xcomplex<f32>>
  return %0 : tensor<2x2x2x2x2xcomplex<f32>>
}

// On buffers, in place.
// EXPECT: lambda a, b, c: c + a @ b
// RTOL: 2e-6
// DIMS: 0 3
func.func @matmul_of_buffers(%a: tensor<?x4xcomplex<f32>>, %b: tensor<4x5xcomplex<f32>>, %c: tensor<?x5xcomplex<f32>>) -> tensor<?x5xcomplex<f32>> {
  %x = bufferization.to_buffer %a read_only : tensor<?x4xcomplex<f32>> to memref<?x4xcomplex<f32>>
  %y = bufferization.to_buffer %b read_only : tensor<4x5xcomplex<f32>> to memref<4x5xcomplex<f32>>
  %init = bufferization.to_buffer %c read_only : tensor<?x5xcomplex<f32>> to memref<?x5xcomplex<f32>>
  %z = bufferization.clone %init : memref<?x5xcomplex<f32>> to memref<?x5xcomplex<f32>>
  linalg.matmul ins(%x, %y : memref<?x4xcomplex<f32>>, memref<4x5xcomplex<f32>>) outs(%z : memref<?x5xcomplex<f32>>)
  %t = bufferization.to_tensor %z restrict : memref<?x5xcomplex<f32>> to tensor<?x5xcomplex<f32>>
  return %t : tensor<?x5xcomplex<f32>>
}

// A sum of zeros in place is no -0.
// EXPECT: lambda a, b: np.float32(0)
// WITH: a = np.zeros(2), b = np.zeros(2)
func.func @dot_of_zeros(%a: tensor<2xcomplex<f32>>, %b: tensor<2xcomplex<f32>>) -> f32 {
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %x = bufferization.to_buffer %a read_only : tensor<2xcomplex<f32>> to memref<2xcomplex<f32>>
  %y = bufferization.to_buffer %b read_only : tensor<2xcomplex<f32>> to memref<2xcomplex<f32>>
  %z = memref.alloc() : memref<complex<f32>>
  memref.store %zero, %z[] : memref<complex<f32>>
  linalg.dot ins(%x, %y : memref<2xcomplex<f32>>, memref<2xcomplex<f32>>) outs(%z : memref<complex<f32>>)
  %d = memref.load %z[] : memref<complex<f32>>
  %re = complex.re %d : complex<f32>
  return %re : f32
}

// EXPECT: lambda a, b, c: c + np.einsum("ijk,kl->jil", a, b)
// RTOL: 2e-6
func.func @contract(%a: tensor<2x3x4xcomplex<f32>>, %b: tensor<4x5xcomplex<f32>>, %c: tensor<3x2x5xcomplex<f32>>) -> tensor<3x2x5xcomplex<f32>> {
  %0 = linalg.contract
      indexing_maps = [affine_map<(i, j, k, l) -> (i, j, k)>, affine_map<(i, j, k, l) -> (k, l)>, affine_map<(i, j, k, l) -> (j, i, l)>]
      ins(%a, %b : tensor<2x3x4xcomplex<f32>>, tensor<4x5xcomplex<f32>>) outs(%c : tensor<3x2x5xcomplex<f32>>) -> tensor<3x2x5xcomplex<f32>>
  return %0 : tensor<3x2x5xcomplex<f32>>
}
