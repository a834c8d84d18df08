// Newton's method on z^3 - 1.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

func.func private @step(%z: complex<f64>) -> complex<f64> {
  %one = complex.constant [1.0, 0.0] : complex<f64>
  %three = complex.constant [3.0, 0.0] : complex<f64>
  %n3 = arith.constant 3 : i32
  %cube = complex.powi %z, %n3 : complex<f64>, i32
  %f = complex.sub %cube, %one : complex<f64>
  %sq = complex.mul %z, %z : complex<f64>
  %d = complex.mul %three, %sq : complex<f64>
  %q = complex.div %f, %d : complex<f64>
  %n = complex.sub %z, %q : complex<f64>
  return %n : complex<f64>
}

// z after 40 Newton steps for z^3 = 1, and the index of the nearest root.
// EXPECT: newton
// RTOL: 1e-10
// DIMS: 0 1 9
func.func @newton(%z: tensor<?xcomplex<f64>>) -> (tensor<?xcomplex<f64>>, tensor<?xi64>, tensor<?xi1>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c40 = arith.constant 40 : index
  %roots = arith.constant dense<[(1.0, 0.0), (-0.5, 0.86602540378443864676), (-0.5, -0.86602540378443864676)]> : tensor<3xcomplex<f64>>
  %inf = arith.constant 0x7FF0000000000000 : f64
  %tol = arith.constant 1.0e-8 : f64
  %i0 = arith.constant 0 : i64
  %n = tensor.dim %z, %c0 : tensor<?xcomplex<f64>>
  %e = tensor.empty(%n) : tensor<?xcomplex<f64>>
  %w = linalg.map ins(%z : tensor<?xcomplex<f64>>) outs(%e : tensor<?xcomplex<f64>>) (%in: complex<f64>, %o: complex<f64>) {
    %r = scf.for %k = %c0 to %c40 step %c1 iter_args(%x = %in) -> (complex<f64>) {
      %y = func.call @step(%x) : (complex<f64>) -> complex<f64>
      scf.yield %y : complex<f64>
    }
    linalg.yield %r : complex<f64>
  }
  %ie = tensor.empty(%n) : tensor<?xi64>
  %which = linalg.map ins(%w : tensor<?xcomplex<f64>>) outs(%ie : tensor<?xi64>) (%x: complex<f64>, %o: i64) {
    %best:2 = scf.for %k = %c0 to %c3 step %c1 iter_args(%bd = %inf, %bi = %i0) -> (f64, i64) {
      %root = tensor.extract %roots[%k] : tensor<3xcomplex<f64>>
      %diff = complex.sub %x, %root : complex<f64>
      %dist = complex.abs %diff : complex<f64>
      %less = arith.cmpf olt, %dist, %bd : f64
      %ki = arith.index_cast %k : index to i64
      %nd = arith.select %less, %dist, %bd : f64
      %ni = arith.select %less, %ki, %bi : i64
      scf.yield %nd, %ni : f64, i64
    }
    linalg.yield %best#1 : i64
  }
  %be = tensor.empty(%n) : tensor<?xi1>
  %converged = linalg.map ins(%w : tensor<?xcomplex<f64>>) outs(%be : tensor<?xi1>) (%x: complex<f64>, %o: i1) {
    %y = func.call @step(%x) : (complex<f64>) -> complex<f64>
    %d = complex.sub %y, %x : complex<f64>
    %a = complex.abs %d : complex<f64>
    %ok = arith.cmpf olt, %a, %tol : f64
    linalg.yield %ok : i1
  }
  return %w, %which, %converged : tensor<?xcomplex<f64>>, tensor<?xi64>, tensor<?xi1>
}
