// Delay-and-sum and MVDR beamforming with four antennas.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=full
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#rl = affine_map<(i, j, t) -> (i, t)>
#rr = affine_map<(i, j, t) -> (j, t)>
#ro = affine_map<(i, j, t) -> (i, j)>
#v = affine_map<(i) -> (i)>
#m = affine_map<(i, j) -> (i, j)>

// a_k = exp(-i pi k sin(theta))
func.func private @steering(%theta: f64) -> tensor<4xcomplex<f64>> {
  %pi = arith.constant -3.14159265358979323846 : f64
  %zero = arith.constant 0.0 : f64
  %s = math.sin %theta : f64
  %p = arith.mulf %s, %pi : f64
  %a = tensor.generate {
  ^bb0(%k: index):
    %ki = arith.index_cast %k : index to i64
    %kf = arith.sitofp %ki : i64 to f64
    %ph = arith.mulf %kf, %p : f64
    %z = complex.create %zero, %ph : complex<f64>
    %e = complex.exp %z : complex<f64>
    tensor.yield %e : complex<f64>
  } : tensor<4xcomplex<f64>>
  return %a : tensor<4xcomplex<f64>>
}

// Sample covariance with diagonal loading.
func.func private @covariance(%x: tensor<4x?xcomplex<f64>>) -> tensor<4x4xcomplex<f64>> {
  %c1 = arith.constant 1 : index
  %zero = complex.constant [0.0, 0.0] : complex<f64>
  %load = complex.constant [1.0e-1, 0.0] : complex<f64>
  %f0 = arith.constant 0.0 : f64
  %e = tensor.empty() : tensor<4x4xcomplex<f64>>
  %z = linalg.fill ins(%zero : complex<f64>) outs(%e : tensor<4x4xcomplex<f64>>) -> tensor<4x4xcomplex<f64>>
  %r = linalg.generic {indexing_maps = [#rl, #rr, #ro], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %x : tensor<4x?xcomplex<f64>>, tensor<4x?xcomplex<f64>>) outs(%z : tensor<4x4xcomplex<f64>>) {
  ^bb0(%a: complex<f64>, %b: complex<f64>, %o: complex<f64>):
    %c = complex.conj %b : complex<f64>
    %p = complex.mul %a, %c : complex<f64>
    %s = complex.add %o, %p : complex<f64>
    linalg.yield %s : complex<f64>
  } -> tensor<4x4xcomplex<f64>>
  %n = tensor.dim %x, %c1 : tensor<4x?xcomplex<f64>>
  %ni = arith.index_cast %n : index to i64
  %nf = arith.sitofp %ni : i64 to f64
  %nc = complex.create %nf, %f0 : complex<f64>
  %l = linalg.generic {indexing_maps = [#m], iterator_types = ["parallel", "parallel"]} outs(%r : tensor<4x4xcomplex<f64>>) {
  ^bb0(%o: complex<f64>):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %d = arith.cmpi eq, %i, %j : index
    %q = complex.div %o, %nc : complex<f64>
    %ql = complex.add %q, %load : complex<f64>
    %s = arith.select %d, %ql, %q : complex<f64>
    linalg.yield %s : complex<f64>
  } -> tensor<4x4xcomplex<f64>>
  return %l : tensor<4x4xcomplex<f64>>
}

// Gaussian elimination without pivoting; R is positive definite.
func.func private @solve(%r: tensor<4x4xcomplex<f64>>, %b: tensor<4xcomplex<f64>>) -> tensor<4xcomplex<f64>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c4 = arith.constant 4 : index
  %u:2 = scf.for %k = %c0 to %c3 step %c1 iter_args(%a0 = %r, %b0 = %b) -> (tensor<4x4xcomplex<f64>>, tensor<4xcomplex<f64>>) {
    %k1 = arith.addi %k, %c1 : index
    %piv = tensor.extract %a0[%k, %k] : tensor<4x4xcomplex<f64>>
    %bk = tensor.extract %b0[%k] : tensor<4xcomplex<f64>>
    %w:2 = scf.for %i = %k1 to %c4 step %c1 iter_args(%a1 = %a0, %b1 = %b0) -> (tensor<4x4xcomplex<f64>>, tensor<4xcomplex<f64>>) {
      %aik = tensor.extract %a1[%i, %k] : tensor<4x4xcomplex<f64>>
      %f = complex.div %aik, %piv : complex<f64>
      %a3 = scf.for %j = %k to %c4 step %c1 iter_args(%a2 = %a1) -> (tensor<4x4xcomplex<f64>>) {
        %akj = tensor.extract %a2[%k, %j] : tensor<4x4xcomplex<f64>>
        %aij = tensor.extract %a2[%i, %j] : tensor<4x4xcomplex<f64>>
        %p = complex.mul %f, %akj : complex<f64>
        %d = complex.sub %aij, %p : complex<f64>
        %n = tensor.insert %d into %a2[%i, %j] : tensor<4x4xcomplex<f64>>
        scf.yield %n : tensor<4x4xcomplex<f64>>
      }
      %bi = tensor.extract %b1[%i] : tensor<4xcomplex<f64>>
      %pb = complex.mul %f, %bk : complex<f64>
      %db = complex.sub %bi, %pb : complex<f64>
      %nb = tensor.insert %db into %b1[%i] : tensor<4xcomplex<f64>>
      scf.yield %a3, %nb : tensor<4x4xcomplex<f64>>, tensor<4xcomplex<f64>>
    }
    scf.yield %w#0, %w#1 : tensor<4x4xcomplex<f64>>, tensor<4xcomplex<f64>>
  }
  %x = scf.for %t = %c0 to %c4 step %c1 iter_args(%x0 = %u#1) -> (tensor<4xcomplex<f64>>) {
    %i = arith.subi %c3, %t : index
    %i1 = arith.addi %i, %c1 : index
    %bi = tensor.extract %x0[%i] : tensor<4xcomplex<f64>>
    %s = scf.for %j = %i1 to %c4 step %c1 iter_args(%acc = %bi) -> (complex<f64>) {
      %aij = tensor.extract %u#0[%i, %j] : tensor<4x4xcomplex<f64>>
      %xj = tensor.extract %x0[%j] : tensor<4xcomplex<f64>>
      %p = complex.mul %aij, %xj : complex<f64>
      %d = complex.sub %acc, %p : complex<f64>
      scf.yield %d : complex<f64>
    }
    %aii = tensor.extract %u#0[%i, %i] : tensor<4x4xcomplex<f64>>
    %q = complex.div %s, %aii : complex<f64>
    %n = tensor.insert %q into %x0[%i] : tensor<4xcomplex<f64>>
    scf.yield %n : tensor<4xcomplex<f64>>
  }
  return %x : tensor<4xcomplex<f64>>
}

// EXPECT: beamformer
// DIMS: 1 8
// RTOL: 1e-11
func.func @beamform(%x: tensor<4x?xcomplex<f64>>, %theta: f64) -> (tensor<?xcomplex<f64>>, tensor<?xcomplex<f64>>, tensor<4xcomplex<f64>>, f64) {
  %c1 = arith.constant 1 : index
  %zero = complex.constant [0.0, 0.0] : complex<f64>
  %quarter = milcomplex.const dense<(0.25, 0.0)> : tensor<4xcomplex<f64>>
  %a = call @steering(%theta) : (f64) -> tensor<4xcomplex<f64>>
  %r = call @covariance(%x) : (tensor<4x?xcomplex<f64>>) -> tensor<4x4xcomplex<f64>>
  %ria = call @solve(%r, %a) : (tensor<4x4xcomplex<f64>>, tensor<4xcomplex<f64>>) -> tensor<4xcomplex<f64>>
  %ah = milcomplex.conj %a : tensor<4xcomplex<f64>>
  %s0 = tensor.from_elements %zero : tensor<complex<f64>>
  %den = linalg.dot ins(%ah, %ria : tensor<4xcomplex<f64>>, tensor<4xcomplex<f64>>) outs(%s0 : tensor<complex<f64>>) -> tensor<complex<f64>>
  %d = tensor.extract %den[] : tensor<complex<f64>>
  %ds = tensor.splat %d : tensor<4xcomplex<f64>>
  %w = milcomplex.div %ria, %ds : tensor<4xcomplex<f64>>
  %wh = milcomplex.conj %w : tensor<4xcomplex<f64>>
  %n = tensor.dim %x, %c1 : tensor<4x?xcomplex<f64>>
  %e = tensor.empty(%n) : tensor<?xcomplex<f64>>
  %y0 = linalg.fill ins(%zero : complex<f64>) outs(%e : tensor<?xcomplex<f64>>) -> tensor<?xcomplex<f64>>
  %mvdr = linalg.vecmat ins(%wh, %x : tensor<4xcomplex<f64>>, tensor<4x?xcomplex<f64>>) outs(%y0 : tensor<?xcomplex<f64>>) -> tensor<?xcomplex<f64>>
  %ws = milcomplex.mul %ah, %quarter : tensor<4xcomplex<f64>>
  %das = linalg.vecmat ins(%ws, %x : tensor<4xcomplex<f64>>, tensor<4x?xcomplex<f64>>) outs(%y0 : tensor<?xcomplex<f64>>) -> tensor<?xcomplex<f64>>
  %dr = complex.re %d : complex<f64>
  %one = arith.constant 1.0 : f64
  %power = arith.divf %one, %dr : f64
  return %das, %mvdr, %w, %power : tensor<?xcomplex<f64>>, tensor<?xcomplex<f64>>, tensor<4xcomplex<f64>>, f64
}
