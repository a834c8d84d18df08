// Adaptive filters: NLMS and Kalman.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#id = affine_map<(i) -> (i)>

// NLMS of 4 taps: e = d - w^H x, w += mu conj(e) x / (eps + |x|^2).
// EXPECT: nlms
// DIMS: 4 12
// RTOL: 2e-5
func.func @nlms(%x: tensor<?xcomplex<f32>>, %d: tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, tensor<4xcomplex<f32>>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %mu = arith.constant 0.5 : f32
  %eps = arith.constant 0.001 : f32
  %w0 = arith.constant dense<(0.0, 0.0)> : tensor<4xcomplex<f32>>
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %n = tensor.dim %x, %c0 : tensor<?xcomplex<f32>>
  %m = arith.subi %n, %c3 : index
  %e0 = tensor.empty(%m) : tensor<?xcomplex<f32>>
  %r:2 = scf.for %t = %c0 to %m step %c1 iter_args(%err = %e0, %w = %w0) -> (tensor<?xcomplex<f32>>, tensor<4xcomplex<f32>>) {
    %u = tensor.extract_slice %x[%t] [4] [1] : tensor<?xcomplex<f32>> to tensor<4xcomplex<f32>>
    %f0 = arith.constant dense<0.0> : tensor<f32>
    %z0 = tensor.from_elements %zero : tensor<complex<f32>>
    %y:2 = linalg.generic {indexing_maps = [#id, #id, affine_map<(i) -> ()>, affine_map<(i) -> ()>], iterator_types = ["reduction"]}
        ins(%w, %u : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%z0, %f0 : tensor<complex<f32>>, tensor<f32>) {
    ^bb0(%a: complex<f32>, %b: complex<f32>, %o: complex<f32>, %q: f32):
      %ac = complex.conj %a : complex<f32>
      %p = complex.mul %ac, %b : complex<f32>
      %s = complex.add %o, %p : complex<f32>
      %l = complex.abs %b : complex<f32>
      %l2 = arith.mulf %l, %l : f32
      %ql = arith.addf %q, %l2 : f32
      linalg.yield %s, %ql : complex<f32>, f32
    } -> (tensor<complex<f32>>, tensor<f32>)
    %t3 = arith.addi %t, %c3 : index
    %dt = tensor.extract %d[%t3] : tensor<?xcomplex<f32>>
    %yt = tensor.extract %y#0[] : tensor<complex<f32>>
    %pow = tensor.extract %y#1[] : tensor<f32>
    %e = complex.sub %dt, %yt : complex<f32>
    %ec = complex.conj %e : complex<f32>
    %den = arith.addf %pow, %eps : f32
    %g = arith.divf %mu, %den : f32
    %gz = arith.constant 0.0 : f32
    %gc = complex.create %g, %gz : complex<f32>
    %step = complex.mul %ec, %gc : complex<f32>
    %nw = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%u : tensor<4xcomplex<f32>>) outs(%w : tensor<4xcomplex<f32>>) {
    ^bb0(%b: complex<f32>, %o: complex<f32>):
      %p = complex.mul %step, %b : complex<f32>
      %s = complex.add %o, %p : complex<f32>
      linalg.yield %s : complex<f32>
    } -> tensor<4xcomplex<f32>>
    %ne = tensor.insert %e into %err[%t] : tensor<?xcomplex<f32>>
    scf.yield %ne, %nw : tensor<?xcomplex<f32>>, tensor<4xcomplex<f32>>
  }
  return %r#0, %r#1 : tensor<?xcomplex<f32>>, tensor<4xcomplex<f32>>
}

// A Kalman filter of a rotating phasor: scalar complex state, real variance.
// EXPECT: kalman
// DIMS: 0 10
// RTOL: 1e-5
func.func @kalman(%y: tensor<?xcomplex<f32>>, %omega: f32) -> (tensor<?xcomplex<f32>>, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %q = arith.constant 0.01 : f32
  %rr = arith.constant 0.5 : f32
  %a = milcomplex.polar %one, %omega : complex<f32>
  %x0 = complex.create %zero, %zero : complex<f32>
  %n = tensor.dim %y, %c0 : tensor<?xcomplex<f32>>
  %e = tensor.empty(%n) : tensor<?xcomplex<f32>>
  %r:3 = scf.for %t = %c0 to %n step %c1 iter_args(%x = %x0, %p = %one, %out = %e) -> (complex<f32>, f32, tensor<?xcomplex<f32>>) {
    %xp = complex.mul %a, %x : complex<f32>
    %pp = arith.addf %p, %q : f32
    %s = arith.addf %pp, %rr : f32
    %k = arith.divf %pp, %s : f32
    %yt = tensor.extract %y[%t] : tensor<?xcomplex<f32>>
    %in = complex.sub %yt, %xp : complex<f32>
    %re = complex.re %in : complex<f32>
    %im = complex.im %in : complex<f32>
    %kre = arith.mulf %re, %k : f32
    %kim = arith.mulf %im, %k : f32
    %kin = complex.create %kre, %kim : complex<f32>
    %xn = complex.add %xp, %kin : complex<f32>
    %omk = arith.subf %one, %k : f32
    %pn = arith.mulf %omk, %pp : f32
    %o = tensor.insert %xn into %out[%t] : tensor<?xcomplex<f32>>
    scf.yield %xn, %pn, %o : complex<f32>, f32, tensor<?xcomplex<f32>>
  }
  return %r#2, %r#1 : tensor<?xcomplex<f32>>, f32
}
