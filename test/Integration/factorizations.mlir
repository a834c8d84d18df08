// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f64

// All sizes and kinds of matrices are in test/Python/test_factorizations.py; these
// go through upstream's passes.

// Diagonally dominant.
func.func private @raise_static(%x: tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>> {
  %eight = complex.constant [8.0 : f32, 0.0 : f32] : complex<f32>
  %y = linalg.generic {
    indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]
  } outs(%x : tensor<3x3xcomplex<f32>>) {
  ^bb0(%out: complex<f32>):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %isDiagonal = arith.cmpi eq, %i, %j : index
    %raised = complex.add %out, %eight : complex<f32>
    %0 = arith.select %isDiagonal, %raised, %out : complex<f32>
    linalg.yield %0 : complex<f32>
  } -> tensor<3x3xcomplex<f32>>
  return %y : tensor<3x3xcomplex<f32>>
}

// EXPECT: lambda x: np.linalg.cholesky(mirror(raised(x)))
// RTOL: 100u
func.func @cholesky_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3x3xcomplex<f32>>) {
  %a = call @raise_static(%x) : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
  %0 = milcomplex.cholesky %a : tensor<3x3xcomplex<f32>>
  return %0 : tensor<3x3xcomplex<f32>>
}

// EXPECT: lambda x: factor_lu(narrow(x))
// RTOL: 100u
func.func @lu_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3x3xcomplex<f32>>, tensor<3xi32>, tensor<3xi32>) {
  %0:3 = milcomplex.lu %x : tensor<3x3xcomplex<f32>>
  return %0#0, %0#1, %0#2 : tensor<3x3xcomplex<f32>>, tensor<3xi32>, tensor<3xi32>
}

// EXPECT: lambda x, y: narrow(y) @ np.linalg.inv(np.tril(raised(x)).T)
// RTOL: 100u
func.func @triangular_solve_static(%x: tensor<3x3xcomplex<f32>>, %y: tensor<3x3xcomplex<f32>>) -> (tensor<3x3xcomplex<f32>>) {
  %a = call @raise_static(%x) : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
  %0 = milcomplex.triangular_solve right lower transpose %a, %y : tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>
  return %0 : tensor<3x3xcomplex<f32>>
}

// EXPECT: lambda x, y: np.linalg.solve(raised(x), narrow(y))
// RTOL: 100u
func.func @solve_static(%x: tensor<3x3xcomplex<f32>>, %y: tensor<3x3xcomplex<f32>>) -> (tensor<3x3xcomplex<f32>>) {
  %a = call @raise_static(%x) : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
  %0 = milcomplex.solve %a, %y : tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>
  return %0 : tensor<3x3xcomplex<f32>>
}

// EXPECT: lambda x: np.linalg.inv(raised(x))
// RTOL: 100u
func.func @inverse_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3x3xcomplex<f32>>) {
  %a = call @raise_static(%x) : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
  %0 = milcomplex.inverse %a : tensor<3x3xcomplex<f32>>
  return %0 : tensor<3x3xcomplex<f32>>
}

// EXPECT: lambda x: (np.linalg.det(raised(x)), *np.linalg.slogdet(raised(x)))
// RTOL: 100u
func.func @determinant_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<complex<f32>>, tensor<complex<f32>>, tensor<f32>) {
  %a = call @raise_static(%x) : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
  %0 = milcomplex.determinant %a : tensor<3x3xcomplex<f32>>
  %1:2 = milcomplex.slogdet %a : tensor<3x3xcomplex<f32>>
  return %0, %1#0, %1#1 : tensor<complex<f32>>, tensor<complex<f32>>, tensor<f32>
}

// EXPECT: lambda x: (np.linalg.qr(narrow(x), 'raw')[0].T, np.linalg.qr(narrow(x), 'raw')[1], np.linalg.qr(narrow(x))[0])
// RTOL: 100u
func.func @householder_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3x3xcomplex<f32>>, tensor<3xcomplex<f32>>, tensor<3x3xcomplex<f32>>) {
  %0:2 = milcomplex.householder_qr %x : tensor<3x3xcomplex<f32>>
  %1 = milcomplex.householder_product %0#0, %0#1 : tensor<3x3xcomplex<f32>>, tensor<3xcomplex<f32>>
  return %0#0, %0#1, %1 : tensor<3x3xcomplex<f32>>, tensor<3xcomplex<f32>>, tensor<3x3xcomplex<f32>>
}

// EXPECT: lambda x: np.linalg.qr(narrow(x))
// RTOL: 100u
func.func @qr_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>) {
  %0:2 = milcomplex.qr full %x : tensor<3x3xcomplex<f32>>
  return %0#0, %0#1 : tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>
}

// EXPECT: lambda x: np.linalg.eigvalsh(narrow(x))
// RTOL: 100u
func.func @eigh_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3xf32>) {
  %0:2 = milcomplex.eigh %x : tensor<3x3xcomplex<f32>>
  return %0#0 : tensor<3xf32>
}

// EXPECT: lambda x: (np.linalg.eigh(narrow(x))[0], np.abs(np.linalg.eigh(narrow(x))[1]))
// RTOL: 100u
func.func @eigenvectors_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3xf32>, tensor<3x3xf32>) {
  %0:2 = milcomplex.eigh %x : tensor<3x3xcomplex<f32>>
  %1 = milcomplex.abs %0#1 : tensor<3x3xcomplex<f32>>
  return %0#0, %1 : tensor<3xf32>, tensor<3x3xf32>
}

// EXPECT: lambda x: reduce_tridiagonal(mirror(narrow(x)))
// RTOL: 100u
func.func @tridiagonal_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3xf32>, tensor<2xf32>, tensor<2xcomplex<f32>>) {
  %0:4 = milcomplex.tridiagonal %x : tensor<3x3xcomplex<f32>>
  return %0#1, %0#2, %0#3 : tensor<3xf32>, tensor<2xf32>, tensor<2xcomplex<f32>>
}

// EXPECT: lambda x: reduce_hessenberg(narrow(x))
// RTOL: 100u
func.func @hessenberg_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3x3xcomplex<f32>>, tensor<2xcomplex<f32>>) {
  %0:2 = milcomplex.hessenberg %x : tensor<3x3xcomplex<f32>>
  return %0#0, %0#1 : tensor<3x3xcomplex<f32>>, tensor<2xcomplex<f32>>
}

// Determinants do not depend on the order of the eigenvalues.
// EXPECT: lambda x: (np.linalg.det(narrow(x)), np.ones(()))
// RTOL: 100u
func.func @schur_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<complex<f32>>, tensor<f32>) {
  %0:2 = milcomplex.schur %x : tensor<3x3xcomplex<f32>>
  %1 = milcomplex.determinant %0#0 : tensor<3x3xcomplex<f32>>
  %2 = milcomplex.determinant %0#1 : tensor<3x3xcomplex<f32>>
  %3 = milcomplex.abs %2 : tensor<complex<f32>>
  return %1, %3 : tensor<complex<f32>>, tensor<f32>
}

// EXPECT: lambda x: (np.linalg.det(narrow(x)), np.abs(np.linalg.det(np.linalg.eig(narrow(x))[1])))
// RTOL: 1000u
func.func @eig_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<complex<f32>>, tensor<f32>) {
  %0:3 = milcomplex.eig %x : tensor<3x3xcomplex<f32>>
  %one = complex.constant [1.0 : f32, 0.0 : f32] : complex<f32>
  %empty = tensor.empty() : tensor<complex<f32>>
  %ones = linalg.fill ins(%one : complex<f32>) outs(%empty : tensor<complex<f32>>) -> tensor<complex<f32>>
  %product = linalg.reduce { complex.mul } ins(%0#0 : tensor<3xcomplex<f32>>) outs(%ones : tensor<complex<f32>>) dimensions = [0]
  %1 = milcomplex.determinant %0#2 : tensor<3x3xcomplex<f32>>
  %2 = milcomplex.abs %1 : tensor<complex<f32>>
  return %product, %2 : tensor<complex<f32>>, tensor<f32>
}

// EXPECT: lambda x: expm(narrow(x))
// RTOL: 100u
func.func @expm_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3x3xcomplex<f32>>) {
  %0 = milcomplex.expm %x : tensor<3x3xcomplex<f32>>
  return %0 : tensor<3x3xcomplex<f32>>
}

// EXPECT: lambda x: tuple(np.abs(y) for y in np.linalg.svd(narrow(x)))
// RTOL: 100u
func.func @svd_static(%x: tensor<3x3xcomplex<f32>>) -> (tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>) {
  %0:3 = milcomplex.svd full %x : tensor<3x3xcomplex<f32>>
  %1 = milcomplex.abs %0#0 : tensor<3x3xcomplex<f32>>
  %2 = milcomplex.abs %0#2 : tensor<3x3xcomplex<f32>>
  return %1, %0#1, %2 : tensor<3x3xf32>, tensor<3xf32>, tensor<3x3xf32>
}

// Diagonally dominant.
func.func private @raise_dynamic(%x: tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>> {
  %eight = complex.constant [8.0 : f32, 0.0 : f32] : complex<f32>
  %y = linalg.generic {
    indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]
  } outs(%x : tensor<?x?xcomplex<f32>>) {
  ^bb0(%out: complex<f32>):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %isDiagonal = arith.cmpi eq, %i, %j : index
    %raised = complex.add %out, %eight : complex<f32>
    %0 = arith.select %isDiagonal, %raised, %out : complex<f32>
    linalg.yield %0 : complex<f32>
  } -> tensor<?x?xcomplex<f32>>
  return %y : tensor<?x?xcomplex<f32>>
}

// EXPECT: lambda x: np.linalg.cholesky(mirror(raised(x)))
// RTOL: 100u
func.func @cholesky_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?x?xcomplex<f32>>) {
  %a = call @raise_dynamic(%x) : (tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>>
  %0 = milcomplex.cholesky %a : tensor<?x?xcomplex<f32>>
  return %0 : tensor<?x?xcomplex<f32>>
}

// EXPECT: lambda x: factor_lu(narrow(x))
// RTOL: 100u
func.func @lu_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?x?xcomplex<f32>>, tensor<?xi32>, tensor<?xi32>) {
  %0:3 = milcomplex.lu %x : tensor<?x?xcomplex<f32>>
  return %0#0, %0#1, %0#2 : tensor<?x?xcomplex<f32>>, tensor<?xi32>, tensor<?xi32>
}

// EXPECT: lambda x, y: narrow(y) @ np.linalg.inv(np.tril(raised(x)).T)
// RTOL: 100u
func.func @triangular_solve_dynamic(%x: tensor<?x?xcomplex<f32>>, %y: tensor<?x?xcomplex<f32>>) -> (tensor<?x?xcomplex<f32>>) {
  %a = call @raise_dynamic(%x) : (tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>>
  %0 = milcomplex.triangular_solve right lower transpose %a, %y : tensor<?x?xcomplex<f32>>, tensor<?x?xcomplex<f32>>
  return %0 : tensor<?x?xcomplex<f32>>
}

// EXPECT: lambda x, y: np.linalg.solve(raised(x), narrow(y))
// RTOL: 100u
func.func @solve_dynamic(%x: tensor<?x?xcomplex<f32>>, %y: tensor<?x?xcomplex<f32>>) -> (tensor<?x?xcomplex<f32>>) {
  %a = call @raise_dynamic(%x) : (tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>>
  %0 = milcomplex.solve %a, %y : tensor<?x?xcomplex<f32>>, tensor<?x?xcomplex<f32>>
  return %0 : tensor<?x?xcomplex<f32>>
}

// EXPECT: lambda x: np.linalg.inv(raised(x))
// RTOL: 100u
func.func @inverse_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?x?xcomplex<f32>>) {
  %a = call @raise_dynamic(%x) : (tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>>
  %0 = milcomplex.inverse %a : tensor<?x?xcomplex<f32>>
  return %0 : tensor<?x?xcomplex<f32>>
}

// EXPECT: lambda x: (np.linalg.det(raised(x)), *np.linalg.slogdet(raised(x)))
// RTOL: 100u
func.func @determinant_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<complex<f32>>, tensor<complex<f32>>, tensor<f32>) {
  %a = call @raise_dynamic(%x) : (tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>>
  %0 = milcomplex.determinant %a : tensor<?x?xcomplex<f32>>
  %1:2 = milcomplex.slogdet %a : tensor<?x?xcomplex<f32>>
  return %0, %1#0, %1#1 : tensor<complex<f32>>, tensor<complex<f32>>, tensor<f32>
}

// EXPECT: lambda x: (np.linalg.qr(narrow(x), 'raw')[0].T, np.linalg.qr(narrow(x), 'raw')[1], np.linalg.qr(narrow(x))[0])
// RTOL: 100u
func.func @householder_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?x?xcomplex<f32>>, tensor<?xcomplex<f32>>, tensor<?x?xcomplex<f32>>) {
  %0:2 = milcomplex.householder_qr %x : tensor<?x?xcomplex<f32>>
  %1 = milcomplex.householder_product %0#0, %0#1 : tensor<?x?xcomplex<f32>>, tensor<?xcomplex<f32>>
  return %0#0, %0#1, %1 : tensor<?x?xcomplex<f32>>, tensor<?xcomplex<f32>>, tensor<?x?xcomplex<f32>>
}

// EXPECT: lambda x: np.linalg.qr(narrow(x))
// RTOL: 100u
func.func @qr_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?x?xcomplex<f32>>, tensor<?x?xcomplex<f32>>) {
  %0:2 = milcomplex.qr full %x : tensor<?x?xcomplex<f32>>
  return %0#0, %0#1 : tensor<?x?xcomplex<f32>>, tensor<?x?xcomplex<f32>>
}

// EXPECT: lambda x: np.linalg.eigvalsh(narrow(x))
// RTOL: 100u
func.func @eigh_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?xf32>) {
  %0:2 = milcomplex.eigh %x : tensor<?x?xcomplex<f32>>
  return %0#0 : tensor<?xf32>
}

// EXPECT: lambda x: (np.linalg.eigh(narrow(x))[0], np.abs(np.linalg.eigh(narrow(x))[1]))
// RTOL: 100u
func.func @eigenvectors_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?xf32>, tensor<?x?xf32>) {
  %0:2 = milcomplex.eigh %x : tensor<?x?xcomplex<f32>>
  %1 = milcomplex.abs %0#1 : tensor<?x?xcomplex<f32>>
  return %0#0, %1 : tensor<?xf32>, tensor<?x?xf32>
}

// EXPECT: lambda x: reduce_tridiagonal(mirror(narrow(x)))
// RTOL: 100u
func.func @tridiagonal_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?xf32>, tensor<?xf32>, tensor<?xcomplex<f32>>) {
  %0:4 = milcomplex.tridiagonal %x : tensor<?x?xcomplex<f32>>
  return %0#1, %0#2, %0#3 : tensor<?xf32>, tensor<?xf32>, tensor<?xcomplex<f32>>
}

// EXPECT: lambda x: reduce_hessenberg(narrow(x))
// RTOL: 100u
func.func @hessenberg_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?x?xcomplex<f32>>, tensor<?xcomplex<f32>>) {
  %0:2 = milcomplex.hessenberg %x : tensor<?x?xcomplex<f32>>
  return %0#0, %0#1 : tensor<?x?xcomplex<f32>>, tensor<?xcomplex<f32>>
}

// Determinants do not depend on the order of the eigenvalues.
// EXPECT: lambda x: (np.linalg.det(narrow(x)), np.ones(()))
// RTOL: 100u
func.func @schur_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<complex<f32>>, tensor<f32>) {
  %0:2 = milcomplex.schur %x : tensor<?x?xcomplex<f32>>
  %1 = milcomplex.determinant %0#0 : tensor<?x?xcomplex<f32>>
  %2 = milcomplex.determinant %0#1 : tensor<?x?xcomplex<f32>>
  %3 = milcomplex.abs %2 : tensor<complex<f32>>
  return %1, %3 : tensor<complex<f32>>, tensor<f32>
}

// EXPECT: lambda x: (np.linalg.det(narrow(x)), np.abs(np.linalg.det(np.linalg.eig(narrow(x))[1])))
// RTOL: 1000u
func.func @eig_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<complex<f32>>, tensor<f32>) {
  %0:3 = milcomplex.eig %x : tensor<?x?xcomplex<f32>>
  %one = complex.constant [1.0 : f32, 0.0 : f32] : complex<f32>
  %empty = tensor.empty() : tensor<complex<f32>>
  %ones = linalg.fill ins(%one : complex<f32>) outs(%empty : tensor<complex<f32>>) -> tensor<complex<f32>>
  %product = linalg.reduce { complex.mul } ins(%0#0 : tensor<?xcomplex<f32>>) outs(%ones : tensor<complex<f32>>) dimensions = [0]
  %1 = milcomplex.determinant %0#2 : tensor<?x?xcomplex<f32>>
  %2 = milcomplex.abs %1 : tensor<complex<f32>>
  return %product, %2 : tensor<complex<f32>>, tensor<f32>
}

// EXPECT: lambda x: expm(narrow(x))
// RTOL: 100u
func.func @expm_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?x?xcomplex<f32>>) {
  %0 = milcomplex.expm %x : tensor<?x?xcomplex<f32>>
  return %0 : tensor<?x?xcomplex<f32>>
}

// EXPECT: lambda x: tuple(np.abs(y) for y in np.linalg.svd(narrow(x)))
// RTOL: 100u
func.func @svd_dynamic(%x: tensor<?x?xcomplex<f32>>) -> (tensor<?x?xf32>, tensor<?xf32>, tensor<?x?xf32>) {
  %0:3 = milcomplex.svd full %x : tensor<?x?xcomplex<f32>>
  %1 = milcomplex.abs %0#0 : tensor<?x?xcomplex<f32>>
  %2 = milcomplex.abs %0#2 : tensor<?x?xcomplex<f32>>
  return %1, %0#1, %2 : tensor<?x?xf32>, tensor<?xf32>, tensor<?x?xf32>
}
