// Filter banks of complex resonators and biquads.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#v = affine_map<(i) -> (i)>
#s = affine_map<(i) -> ()>

// A bank of three complex one-pole resonators.
// EXPECT: resonators
// DIMS: 0 1 20
// RTOL: 1e-5
func.func @bank(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<3xcomplex<f32>>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %f0 = arith.constant 0.0 : f32
  %poles = arith.constant dense<[(0.9, 0.1), (0.5, -0.7), (-0.3, 0.8)]> : tensor<3xcomplex<f32>>
  %gains = arith.constant dense_resource<gains> : tensor<3xcomplex<f32>>
  %init = arith.constant dense<(0.0, 0.0)> : tensor<3xcomplex<f32>>
  %n = tensor.dim %x, %c0 : tensor<?xf32>
  %e = tensor.empty(%n) : tensor<?xf32>
  %r:2 = scf.for %t = %c0 to %n step %c1 iter_args(%st = %init, %y = %e) -> (tensor<3xcomplex<f32>>, tensor<?xf32>) {
    %xt = tensor.extract %x[%t] : tensor<?xf32>
    %u = complex.create %xt, %f0 : complex<f32>
    %us = tensor.splat %u : tensor<3xcomplex<f32>>
    %ps = milcomplex.mul %poles, %st : tensor<3xcomplex<f32>>
    %ns = milcomplex.add %ps, %us : tensor<3xcomplex<f32>>
    %acc = tensor.from_elements %f0 : tensor<f32>
    %out = linalg.generic {indexing_maps = [#v, #v, #s], iterator_types = ["reduction"]}
        ins(%gains, %ns : tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>) outs(%acc : tensor<f32>) {
    ^bb0(%g: complex<f32>, %h: complex<f32>, %o: f32):
      %p = complex.mul %g, %h fastmath<contract> : complex<f32>
      %re = complex.re %p : complex<f32>
      %a = arith.addf %o, %re : f32
      linalg.yield %a : f32
    } -> tensor<f32>
    %v = tensor.extract %out[] : tensor<f32>
    %ny = tensor.insert %v into %y[%t] : tensor<?xf32>
    scf.yield %ns, %ny : tensor<3xcomplex<f32>>, tensor<?xf32>
  }
  return %r#1, %r#0 : tensor<?xf32>, tensor<3xcomplex<f32>>
}

// A biquad of complex coefficients, transposed direct form II, states as scalars.
// EXPECT: biquad
// DIMS: 0 12
// RTOL: 1e-5
func.func @biquad(%x: tensor<?xcomplex<f32>>, %b: tensor<3xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, complex<f32>, complex<f32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %z = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %a1 = complex.constant [-0.5 : f32, 0.25 : f32] : complex<f32>
  %a2 = complex.constant [0.125 : f32, 0.25 : f32] : complex<f32>
  %b0 = tensor.extract %b[%c0] : tensor<3xcomplex<f32>>
  %b1 = tensor.extract %b[%c1] : tensor<3xcomplex<f32>>
  %b2 = tensor.extract %b[%c2] : tensor<3xcomplex<f32>>
  %n = tensor.dim %x, %c0 : tensor<?xcomplex<f32>>
  %e = tensor.empty(%n) : tensor<?xcomplex<f32>>
  %r:3 = scf.for %t = %c0 to %n step %c1 iter_args(%y = %e, %s1 = %z, %s2 = %z) -> (tensor<?xcomplex<f32>>, complex<f32>, complex<f32>) {
    %u = tensor.extract %x[%t] : tensor<?xcomplex<f32>>
    %p0 = complex.mul %b0, %u : complex<f32>
    %o = complex.add %p0, %s1 : complex<f32>
    %p1 = complex.mul %b1, %u : complex<f32>
    %q1 = complex.mul %a1, %o : complex<f32>
    %d1 = complex.sub %p1, %q1 : complex<f32>
    %n1 = complex.add %d1, %s2 : complex<f32>
    %p2 = complex.mul %b2, %u : complex<f32>
    %q2 = complex.mul %a2, %o : complex<f32>
    %n2 = complex.sub %p2, %q2 : complex<f32>
    %ny = tensor.insert %o into %y[%t] : tensor<?xcomplex<f32>>
    scf.yield %ny, %n1, %n2 : tensor<?xcomplex<f32>>, complex<f32>, complex<f32>
  }
  return %r#0, %r#1, %r#2 : tensor<?xcomplex<f32>>, complex<f32>, complex<f32>
}

{-#
  dialect_resources: {
    builtin: {
      gains: "0x040000000000803F000000BF0000003F00000040000040C00000803E"
    }
  }
#-}
