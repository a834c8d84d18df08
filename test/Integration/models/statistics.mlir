// Statistics of complex signals.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// Mean, variance, pseudo-variance of a signal of any length, empty too.
// EXPECT: stats
// DIMS: 0 1 9
// RTOL: 1e-5
func.func @moments(%x: tensor<?xcomplex<f32>>) -> (complex<f32>, f32, complex<f32>, index) {
  %c0 = arith.constant 0 : index
  %zero = arith.constant dense<(0.0, 0.0)> : tensor<complex<f32>>
  %zr = arith.constant dense<0.0> : tensor<f32>
  %one = arith.constant 1.0 : f32
  %n = tensor.dim %x, %c0 : tensor<?xcomplex<f32>>
  %ni = arith.index_cast %n : index to i32
  %nf = arith.sitofp %ni : i32 to f32
  %nm = arith.maximumf %nf, %one : f32
  %f0 = arith.constant 0.0 : f32
  %nc = complex.create %nm, %f0 : complex<f32>
  %s = linalg.reduce { complex.add } ins(%x : tensor<?xcomplex<f32>>) outs(%zero : tensor<complex<f32>>) dimensions = [0]
  %sum = tensor.extract %s[] : tensor<complex<f32>>
  %mean = complex.div %sum, %nc : complex<f32>
  %v:2 = linalg.reduce ins(%x, %x : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) outs(%zr, %zero : tensor<f32>, tensor<complex<f32>>) dimensions = [0]
    (%a: complex<f32>, %b: complex<f32>, %o: f32, %p: complex<f32>) {
      %d = complex.sub %a, %mean : complex<f32>
      %m = complex.abs %d : complex<f32>
      %m2 = arith.mulf %m, %m : f32
      %r = arith.addf %o, %m2 : f32
      %q = complex.mul %d, %d : complex<f32>
      %t = complex.add %p, %q : complex<f32>
      linalg.yield %r, %t : f32, complex<f32>
    }
  %vs = tensor.extract %v#0[] : tensor<f32>
  %ps = tensor.extract %v#1[] : tensor<complex<f32>>
  %var = arith.divf %vs, %nm : f32
  %pvar = complex.div %ps, %nc : complex<f32>
  return %mean, %var, %pvar, %n : complex<f32>, f32, complex<f32>, index
}

// Sum, product and the largest magnitude, in parallel.
// EXPECT: lambda x: (x.sum(), x.prod(), np.abs(x).max(initial=0))
// DIMS: 0 1 8
// RTOL: 1e-12
func.func @parallel(%x: tensor<2x?xcomplex<f64>>) -> (complex<f64>, complex<f64>, f64) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %n = tensor.dim %x, %c1 : tensor<2x?xcomplex<f64>>
  %zero = complex.constant [0.0, 0.0] : complex<f64>
  %one = complex.constant [1.0, 0.0] : complex<f64>
  %none = arith.constant 0.0 : f64
  %r:3 = scf.parallel (%i, %j) = (%c0, %c0) to (%c2, %n) step (%c1, %c1) init (%zero, %one, %none) -> (complex<f64>, complex<f64>, f64) {
    %e = tensor.extract %x[%i, %j] : tensor<2x?xcomplex<f64>>
    %a = complex.abs %e : complex<f64>
    scf.reduce(%e, %e, %a : complex<f64>, complex<f64>, f64) {
    ^bb0(%p: complex<f64>, %q: complex<f64>):
      %s = complex.add %p, %q : complex<f64>
      scf.reduce.return %s : complex<f64>
    }, {
    ^bb0(%p: complex<f64>, %q: complex<f64>):
      %s = complex.mul %p, %q : complex<f64>
      scf.reduce.return %s : complex<f64>
    }, {
    ^bb0(%p: f64, %q: f64):
      %s = arith.maximumf %p, %q : f64
      scf.reduce.return %s : f64
    }
  }
  return %r#0, %r#1, %r#2 : complex<f64>, complex<f64>, f64
}

// Sums of rows and products of columns of f16 numbers, and where they are not finite.
// EXPECT: lambda x: (x.sum(1), x.prod(0), np.zeros(x.shape[1], bool), np.sign(x.real) * 0 + np.sqrt(x))
// DIMS: 0 1 5
// RTOL: 1e-2
func.func @halves(%x: tensor<3x?xcomplex<f16>>) -> (tensor<3xcomplex<f16>>, tensor<?xcomplex<f16>>, tensor<?xi1>, tensor<3x?xcomplex<f16>>) {
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c1 : tensor<3x?xcomplex<f16>>
  %zero = complex.constant [0.0 : f16, 0.0 : f16] : complex<f16>
  %one = complex.constant [1.0 : f16, 0.0 : f16] : complex<f16>
  %z = tensor.splat %zero : tensor<3xcomplex<f16>>
  %o = tensor.splat %one[%n] : tensor<?xcomplex<f16>>
  %s = linalg.reduce { complex.add } ins(%x : tensor<3x?xcomplex<f16>>) outs(%z : tensor<3xcomplex<f16>>) dimensions = [1]
  %p = linalg.reduce { complex.mul } ins(%x : tensor<3x?xcomplex<f16>>) outs(%o : tensor<?xcomplex<f16>>) dimensions = [0]
  %f = milcomplex.is_finite %p : tensor<?xcomplex<f16>>
  %t = arith.constant true
  %ts = tensor.splat %t[%n] : tensor<?xi1>
  %nf = arith.xori %f, %ts : tensor<?xi1>
  %r = milcomplex.sqrt %x : tensor<3x?xcomplex<f16>>
  return %s, %p, %nf, %r : tensor<3xcomplex<f16>>, tensor<?xcomplex<f16>>, tensor<?xi1>, tensor<3x?xcomplex<f16>>
}
