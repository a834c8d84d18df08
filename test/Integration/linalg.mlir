// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir

// No pass upstream lowers linalg.pack and linalg.unpack, so that they cannot run:
// test/Conversion/MilcToReal/linalg.mlir has them.

// EXPECT: lambda x, y: (x, x.real, x)
// DIMS: 0 3
func.func @copy(%x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, tensor<?xf32>, tensor<?xcomplex<f32>>) {
  %0 = linalg.copy ins(%x : tensor<?xcomplex<f32>>) outs(%y : tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>>
  %re = milcomplex.real %0 : tensor<?xcomplex<f32>>
  return %0, %re, %x : tensor<?xcomplex<f32>>, tensor<?xf32>, tensor<?xcomplex<f32>>
}

// From real to complex, and to a wider type.
// EXPECT: lambda x, y, z: (x + 0j, y)
func.func @copy_converts(%x: tensor<3xf32>, %y: tensor<3xcomplex<f32>>, %z: tensor<3xcomplex<f64>>) -> (tensor<3xcomplex<f32>>, tensor<3xcomplex<f64>>) {
  %0 = linalg.copy ins(%x : tensor<3xf32>) outs(%y : tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>>
  %1 = linalg.copy ins(%y : tensor<3xcomplex<f32>>) outs(%z : tensor<3xcomplex<f64>>) -> tensor<3xcomplex<f64>>
  return %0, %1 : tensor<3xcomplex<f32>>, tensor<3xcomplex<f64>>
}

// EXPECT: lambda x, y: x.transpose(2, 0, 1)
func.func @transpose(%x: tensor<2x3x4xcomplex<f32>>, %y: tensor<4x2x3xcomplex<f32>>) -> tensor<4x2x3xcomplex<f32>> {
  %0 = linalg.transpose ins(%x : tensor<2x3x4xcomplex<f32>>) outs(%y : tensor<4x2x3xcomplex<f32>>) permutation = [2, 0, 1]
  return %0 : tensor<4x2x3xcomplex<f32>>
}

// EXPECT: lambda x, y: np.broadcast_to(x[:, None], y.shape)
func.func @broadcast(%x: tensor<3xcomplex<f32>>, %y: tensor<3x2xcomplex<f32>>) -> tensor<3x2xcomplex<f32>> {
  %0 = linalg.broadcast ins(%x : tensor<3xcomplex<f32>>) outs(%y : tensor<3x2xcomplex<f32>>) dimensions = [1]
  return %0 : tensor<3x2xcomplex<f32>>
}

// EXPECT: lambda x, y, i, r: (x + y, x.imag)
func.func @map(%x: tensor<4xcomplex<f32>>, %y: tensor<4xcomplex<f32>>, %i: tensor<4xcomplex<f32>>, %r: tensor<4xf32>) -> (tensor<4xcomplex<f32>>, tensor<4xf32>) {
  %0 = linalg.map { complex.add } ins(%x, %y : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%i : tensor<4xcomplex<f32>>)
  %1 = linalg.map ins(%x : tensor<4xcomplex<f32>>) outs(%r : tensor<4xf32>) (%e: complex<f32>, %o: f32) {
    %im = complex.im %e : complex<f32>
    linalg.yield %im : f32
  }
  return %0, %1 : tensor<4xcomplex<f32>>, tensor<4xf32>
}

// EXPECT: lambda x, s: s + x.sum(axis=1)
// RTOL: 1e-6
// DIMS: 0 5
func.func @reduce_sum(%x: tensor<2x?xcomplex<f32>>, %s: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = linalg.reduce { complex.add } ins(%x : tensor<2x?xcomplex<f32>>) outs(%s : tensor<2xcomplex<f32>>) dimensions = [1]
  return %0 : tensor<2xcomplex<f32>>
}

// EXPECT: lambda x, s: s * x.prod()
// RTOL: 1e-6
func.func @reduce_product(%x: tensor<5xcomplex<f32>>, %s: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = linalg.reduce { complex.mul } ins(%x : tensor<5xcomplex<f32>>) outs(%s : tensor<complex<f32>>) dimensions = [0]
  return %0 : tensor<complex<f32>>
}

// The sum of |x|^2, a real number.
// EXPECT: lambda x, s: s + (x * np.conj(x)).real.sum(axis=0)
// RTOL: 1e-6
func.func @reduce_to_real(%x: tensor<5x2xcomplex<f32>>, %s: tensor<2xf32>) -> tensor<2xf32> {
  %0 = linalg.reduce ins(%x : tensor<5x2xcomplex<f32>>) outs(%s : tensor<2xf32>) dimensions = [0] (%e: complex<f32>, %o: f32) {
    %re = complex.re %e : complex<f32>
    %im = complex.im %e : complex<f32>
    %a = arith.mulf %re, %re : f32
    %b = arith.mulf %im, %im : f32
    %c = arith.addf %a, %b : f32
    %d = arith.addf %o, %c : f32
    linalg.yield %d : f32
  }
  return %0 : tensor<2xf32>
}

// Two reductions in one, of complex and of real values.
// EXPECT: lambda x, r, s, t: (s + x.sum(), t + r.sum())
// RTOL: 1e-6
func.func @reduce_two(%x: tensor<5xcomplex<f32>>, %r: tensor<5xf32>, %s: tensor<complex<f32>>, %t: tensor<f32>) -> (tensor<complex<f32>>, tensor<f32>) {
  %0:2 = linalg.reduce ins(%x, %r : tensor<5xcomplex<f32>>, tensor<5xf32>) outs(%s, %t : tensor<complex<f32>>, tensor<f32>) dimensions = [0] (%e: complex<f32>, %f: f32, %o: complex<f32>, %p: f32) {
    %a = complex.add %o, %e : complex<f32>
    %b = arith.addf %p, %f : f32
    linalg.yield %a, %b : complex<f32>, f32
  }
  return %0#0, %0#1 : tensor<complex<f32>>, tensor<f32>
}

#row = affine_map<(i, j) -> (i)>
#column = affine_map<(i, j) -> (j)>
#both = affine_map<(i, j) -> (i, j)>

// Mixed operands, two results, linalg.index and a value from outside.
// EXPECT: lambda x, r, z, u, v: (x[:, None] + z + np.arange(3) * 1j, np.add.outer(x.real, r))
// ULP: 2
func.func @generic(%x: tensor<2xcomplex<f32>>, %r: tensor<3xf32>, %z: complex<f32>, %u: tensor<2x3xcomplex<f32>>, %v: tensor<2x3xf32>) -> (tensor<2x3xcomplex<f32>>, tensor<2x3xf32>) {
  %zero = arith.constant 0.0 : f32
  %0:2 = linalg.generic {indexing_maps = [#row, #column, #both, #both], iterator_types = ["parallel", "parallel"]}
      ins(%x, %r : tensor<2xcomplex<f32>>, tensor<3xf32>) outs(%u, %v : tensor<2x3xcomplex<f32>>, tensor<2x3xf32>) {
  ^bb0(%a: complex<f32>, %b: f32, %o: complex<f32>, %p: f32):
    %j = linalg.index 1 : index
    %i32 = arith.index_cast %j : index to i32
    %f = arith.sitofp %i32 : i32 to f32
    %k = complex.create %zero, %f : complex<f32>
    %s = complex.add %a, %z : complex<f32>
    %t = complex.add %s, %k : complex<f32>
    %re = complex.re %a : complex<f32>
    %q = arith.addf %re, %b : f32
    linalg.yield %t, %q : complex<f32>, f32
  } -> (tensor<2x3xcomplex<f32>>, tensor<2x3xf32>)
  return %0#0, %0#1 : tensor<2x3xcomplex<f32>>, tensor<2x3xf32>
}

#lhs = affine_map<(i, j, k) -> (i, k)>
#rhs = affine_map<(i, j, k) -> (k, j)>
#out = affine_map<(i, j, k) -> (i, j)>

// A contraction written as a generic.
// EXPECT: lambda a, b, c: c + a @ b
// RTOL: 1e-6
func.func @generic_matmul(%a: tensor<3x4xcomplex<f32>>, %b: tensor<4x2xcomplex<f32>>, %c: tensor<3x2xcomplex<f32>>) -> tensor<3x2xcomplex<f32>> {
  %0 = linalg.generic {indexing_maps = [#lhs, #rhs, #out], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : tensor<3x4xcomplex<f32>>, tensor<4x2xcomplex<f32>>) outs(%c : tensor<3x2xcomplex<f32>>) {
  ^bb0(%x: complex<f32>, %y: complex<f32>, %s: complex<f32>):
    %p = complex.mul %x, %y : complex<f32>
    %q = complex.add %s, %p : complex<f32>
    linalg.yield %q : complex<f32>
  } -> tensor<3x2xcomplex<f32>>
  return %0 : tensor<3x2xcomplex<f32>>
}
