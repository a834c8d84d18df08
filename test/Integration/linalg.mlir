// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

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

// EXPECT: lambda z, u: np.full_like(u, z)
// DIMS: 0 3
func.func @fill(%z: complex<f32>, %u: tensor<?x2xcomplex<f32>>) -> tensor<?x2xcomplex<f32>> {
  %0 = linalg.fill ins(%z : complex<f32>) outs(%u : tensor<?x2xcomplex<f32>>) -> tensor<?x2xcomplex<f32>>
  return %0 : tensor<?x2xcomplex<f32>>
}

// EXPECT: lambda x, y: x.T
// DIMS: 0 1 4
func.func @transpose_dynamic(%x: tensor<?x3xcomplex<f64>>, %y: tensor<3x?xcomplex<f64>>) -> tensor<3x?xcomplex<f64>> {
  %0 = linalg.transpose ins(%x : tensor<?x3xcomplex<f64>>) outs(%y : tensor<3x?xcomplex<f64>>) permutation = [1, 0]
  return %0 : tensor<3x?xcomplex<f64>>
}

// EXPECT: lambda x, y, s: (np.broadcast_to(x, y.shape), np.broadcast_to(s, y.shape))
// DIMS: 0 4
func.func @broadcast_dynamic(%x: tensor<?xcomplex<bf16>>, %y: tensor<2x?xcomplex<bf16>>, %s: tensor<complex<bf16>>) -> (tensor<2x?xcomplex<bf16>>, tensor<2x?xcomplex<bf16>>) {
  %0 = linalg.broadcast ins(%x : tensor<?xcomplex<bf16>>) outs(%y : tensor<2x?xcomplex<bf16>>) dimensions = [0]
  %1 = linalg.broadcast ins(%s : tensor<complex<bf16>>) outs(%y : tensor<2x?xcomplex<bf16>>) dimensions = [0, 1]
  return %0, %1 : tensor<2x?xcomplex<bf16>>, tensor<2x?xcomplex<bf16>>
}

// A complex output of real inputs, of three inputs, and one that captures.
// EXPECT: lambda r, s, x, z, u: (r + 1j * s, np.conj(x) + z, (x == z).astype(np.float32))
// DIMS: 0 3
func.func @map_kinds(%r: tensor<?xf32>, %s: tensor<?xf32>, %x: tensor<?xcomplex<f32>>, %z: complex<f32>, %u: tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>, tensor<?xf32>) {
  %0 = linalg.map ins(%r, %s : tensor<?xf32>, tensor<?xf32>) outs(%u : tensor<?xcomplex<f32>>) (%a: f32, %b: f32, %o: complex<f32>) {
    %c = complex.create %a, %b : complex<f32>
    linalg.yield %c : complex<f32>
  }
  %1 = linalg.map ins(%x : tensor<?xcomplex<f32>>) outs(%u : tensor<?xcomplex<f32>>) (%a: complex<f32>, %o: complex<f32>) {
    %b = milcomplex.conj %a : complex<f32>
    %c = milcomplex.add %b, %z : complex<f32>
    linalg.yield %c : complex<f32>
  }
  %2 = linalg.map ins(%x : tensor<?xcomplex<f32>>) outs(%r : tensor<?xf32>) (%a: complex<f32>, %o: f32) {
    %e = complex.eq %a, %z : complex<f32>
    %c = arith.uitofp %e : i1 to f32
    linalg.yield %c : f32
  }
  return %0, %1, %2 : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>, tensor<?xf32>
}

// No inputs: the elements of the output are not read.
// EXPECT: lambda z, u: np.full_like(u, z)
func.func @map_without_inputs(%z: complex<f32>, %u: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = linalg.map outs(%u : tensor<3xcomplex<f32>>) (%o: complex<f32>) {
    linalg.yield %z : complex<f32>
  }
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x, s: s + x.sum(axis=(0, 2))
// RTOL: 1e-13
// DIMS: 0 1 4
func.func @reduce_two_dimensions(%x: tensor<?x2x3xcomplex<f64>>, %s: tensor<2xcomplex<f64>>) -> tensor<2xcomplex<f64>> {
  %0 = linalg.reduce { complex.add } ins(%x : tensor<?x2x3xcomplex<f64>>) outs(%s : tensor<2xcomplex<f64>>) dimensions = [0, 2]
  return %0 : tensor<2xcomplex<f64>>
}

// Not commutative: o - e, with a captured value.
// EXPECT: lambda x, z, s: s - (x + z).sum(axis=1)
// RTOL: 1e-6
func.func @reduce_sub(%x: tensor<2x4xcomplex<f32>>, %z: complex<f32>, %s: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = linalg.reduce ins(%x : tensor<2x4xcomplex<f32>>) outs(%s : tensor<2xcomplex<f32>>) dimensions = [1] (%e: complex<f32>, %o: complex<f32>) {
    %a = complex.add %e, %z : complex<f32>
    %b = complex.sub %o, %a : complex<f32>
    linalg.yield %b : complex<f32>
  }
  return %0 : tensor<2xcomplex<f32>>
}

// Two complex operands, the dot product sum(x conj(y)) and sum(y).
// EXPECT: lambda x, y, s, t: (s + (x * np.conj(y)).sum(), t + y.sum())
// RTOL: 1e-6
func.func @reduce_dot(%x: tensor<5xcomplex<f32>>, %y: tensor<5xcomplex<f32>>, %s: tensor<complex<f32>>, %t: tensor<complex<f32>>) -> (tensor<complex<f32>>, tensor<complex<f32>>) {
  %0:2 = linalg.reduce ins(%x, %y : tensor<5xcomplex<f32>>, tensor<5xcomplex<f32>>) outs(%s, %t : tensor<complex<f32>>, tensor<complex<f32>>) dimensions = [0] (%e: complex<f32>, %f: complex<f32>, %o: complex<f32>, %p: complex<f32>) {
    %c = complex.conj %f : complex<f32>
    %m = complex.mul %e, %c : complex<f32>
    %a = complex.add %o, %m : complex<f32>
    %b = complex.add %p, %f : complex<f32>
    linalg.yield %a, %b : complex<f32>, complex<f32>
  }
  return %0#0, %0#1 : tensor<complex<f32>>, tensor<complex<f32>>
}

// A complex sum of real elements.
// EXPECT: lambda x, s: s + (x * 1j).sum()
// RTOL: 1e-6
func.func @reduce_real_to_complex(%x: tensor<5xf32>, %s: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %zero = arith.constant 0.0 : f32
  %0 = linalg.reduce ins(%x : tensor<5xf32>) outs(%s : tensor<complex<f32>>) dimensions = [0] (%e: f32, %o: complex<f32>) {
    %c = complex.create %zero, %e : complex<f32>
    %b = complex.add %o, %c : complex<f32>
    linalg.yield %b : complex<f32>
  }
  return %0 : tensor<complex<f32>>
}

#id1 = affine_map<(i) -> (i)>
#rev = affine_map<(i) -> (3 - i)>
#scalar = affine_map<(i) -> ()>

// Reversed input, a scalar operand, the output read.
// EXPECT: lambda x, z, u: u + x[::-1] * z
// ULP: 8
func.func @generic_reversed(%x: tensor<4xcomplex<f32>>, %z: complex<f32>, %u: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.generic {indexing_maps = [#rev, #scalar, #id1], iterator_types = ["parallel"]}
      ins(%x, %z : tensor<4xcomplex<f32>>, complex<f32>) outs(%u : tensor<4xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %b: complex<f32>, %o: complex<f32>):
    %m = complex.mul %a, %b fastmath<contract> : complex<f32>
    %s = complex.add %o, %m : complex<f32>
    linalg.yield %s : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// A generic in a generic in a generic, linalg.index of each.
// EXPECT: lambda w: np.array([[[100 * i + 10 * j + k for k in range(2)] for j in range(3)] for i in range(2)]).sum(axis=(1, 2)) * w
// RTOL: 1e-6
// Upstream's CSE (22.1) merges the indices of nested ops.
// WITHOUT: cse
func.func @generic_nested(%w: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %i0 = arith.constant 0.0 : f32
  %e1 = tensor.empty() : tensor<2xcomplex<f32>>
  %0 = linalg.generic {indexing_maps = [#id1, #id1], iterator_types = ["parallel"]} ins(%w : tensor<2xcomplex<f32>>) outs(%e1 : tensor<2xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %o: complex<f32>):
    %i = linalg.index 0 : index
    %e2 = tensor.empty() : tensor<3xcomplex<f32>>
    %1 = linalg.generic {indexing_maps = [#id1], iterator_types = ["parallel"]} outs(%e2 : tensor<3xcomplex<f32>>) {
    ^bb0(%p: complex<f32>):
      %j = linalg.index 0 : index
      %e3 = tensor.empty() : tensor<2xcomplex<f32>>
      %2 = linalg.generic {indexing_maps = [#id1], iterator_types = ["parallel"]} outs(%e3 : tensor<2xcomplex<f32>>) {
      ^bb0(%q: complex<f32>):
        %k = linalg.index 0 : index
        %c100 = arith.constant 100 : index
        %c10 = arith.constant 10 : index
        %ii = arith.muli %i, %c100 : index
        %jj = arith.muli %j, %c10 : index
        %s = arith.addi %ii, %jj : index
        %t = arith.addi %s, %k : index
        %t32 = arith.index_cast %t : index to i32
        %f = arith.sitofp %t32 : i32 to f32
        %c = complex.create %f, %i0 : complex<f32>
        linalg.yield %c : complex<f32>
      } -> tensor<2xcomplex<f32>>
      %k0 = arith.constant 0 : index
      %k1 = arith.constant 1 : index
      %x0 = tensor.extract %2[%k0] : tensor<2xcomplex<f32>>
      %x1 = tensor.extract %2[%k1] : tensor<2xcomplex<f32>>
      %x = complex.add %x0, %x1 : complex<f32>
      linalg.yield %x : complex<f32>
    } -> tensor<3xcomplex<f32>>
    %init = tensor.splat %zero : tensor<complex<f32>>
    %3 = linalg.reduce { complex.add } ins(%1 : tensor<3xcomplex<f32>>) outs(%init : tensor<complex<f32>>) dimensions = [0]
    %s = tensor.extract %3[] : tensor<complex<f32>>
    %r = complex.mul %s, %a : complex<f32>
    linalg.yield %r : complex<f32>
  } -> tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// scf inside of a body, every complex op as a scalar.
// EXPECT: lambda x, y: np.where(x.real > 0, x + y, -np.conj(x - y))
// DIMS: 0 9
func.func @generic_scf(%x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %f0 = arith.constant 0.0 : f32
  %0 = linalg.generic {indexing_maps = [#id1, #id1], iterator_types = ["parallel"]} ins(%x : tensor<?xcomplex<f32>>) outs(%y : tensor<?xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %o: complex<f32>):
    %re = complex.re %a : complex<f32>
    %p = arith.cmpf ogt, %re, %f0 : f32
    %r = scf.if %p -> complex<f32> {
      %s = complex.add %a, %o : complex<f32>
      scf.yield %s : complex<f32>
    } else {
      %d = complex.sub %a, %o : complex<f32>
      %c = complex.conj %d : complex<f32>
      %n = complex.neg %c : complex<f32>
      scf.yield %n : complex<f32>
    }
    linalg.yield %r : complex<f32>
  } -> tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// One input used twice, one result unused, one output of i1.
// EXPECT: lambda x, y, u, p: (x - y, x != y)
func.func @generic_outputs(%x: tensor<4xcomplex<f64>>, %y: tensor<4xcomplex<f64>>, %u: tensor<4xcomplex<f64>>, %p: tensor<4xi1>) -> (tensor<4xcomplex<f64>>, tensor<4xi1>) {
  %0:3 = linalg.generic {indexing_maps = [#id1, #id1, #id1, #id1, #id1, #id1], iterator_types = ["parallel"]}
      ins(%x, %x, %y : tensor<4xcomplex<f64>>, tensor<4xcomplex<f64>>, tensor<4xcomplex<f64>>) outs(%u, %p, %u : tensor<4xcomplex<f64>>, tensor<4xi1>, tensor<4xcomplex<f64>>) {
  ^bb0(%a: complex<f64>, %b: complex<f64>, %c: complex<f64>, %o: complex<f64>, %q: i1, %o2: complex<f64>):
    %s = complex.sub %a, %c : complex<f64>
    %n = complex.neq %b, %c : complex<f64>
    linalg.yield %o2, %n, %s : complex<f64>, i1, complex<f64>
  } -> (tensor<4xcomplex<f64>>, tensor<4xi1>, tensor<4xcomplex<f64>>)
  return %0#2, %0#1 : tensor<4xcomplex<f64>>, tensor<4xi1>
}

// A chain: matmul, bias, fill, conj, reduce.
// EXPECT: lambda a, b, z: np.conj(a @ b + z).sum(axis=0)
// RTOL: 1e-6
// DIMS: 1 5
func.func @chain(%a: tensor<?x4xcomplex<f32>>, %b: tensor<4x3xcomplex<f32>>, %z: complex<f32>) -> tensor<3xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %a, %c0 : tensor<?x4xcomplex<f32>>
  %e = tensor.empty(%n) : tensor<?x3xcomplex<f32>>
  %f = linalg.fill ins(%z : complex<f32>) outs(%e : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  %m = linalg.matmul ins(%a, %b : tensor<?x4xcomplex<f32>>, tensor<4x3xcomplex<f32>>) outs(%f : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  %c = milcomplex.conj %m : tensor<?x3xcomplex<f32>>
  %zero = arith.constant dense<(0.0, 0.0)> : tensor<3xcomplex<f32>>
  %r = linalg.reduce { complex.add } ins(%c : tensor<?x3xcomplex<f32>>) outs(%zero : tensor<3xcomplex<f32>>) dimensions = [0]
  return %r : tensor<3xcomplex<f32>>
}

// linalg.index in a map and in a reduction.
// EXPECT: lambda x, u: x + np.arange(4) * 1j
// RTOL: 1e-6
func.func @map_index(%x: tensor<4xcomplex<f32>>, %u: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.map ins(%x : tensor<4xcomplex<f32>>) outs(%u : tensor<4xcomplex<f32>>) (%a: complex<f32>, %o: complex<f32>) {
    %i = linalg.index 0 : index
    %j = arith.index_cast %i : index to i32
    %f = arith.sitofp %j : i32 to f32
    %zero = arith.constant 0.0 : f32
    %c = complex.create %zero, %f : complex<f32>
    %s = complex.add %a, %c : complex<f32>
    linalg.yield %s : complex<f32>
  }
  return %0 : tensor<4xcomplex<f32>>
}

// EXPECT: lambda x, s: s + (x * np.arange(3)[None, :]).sum(axis=1)
// RTOL: 1e-6
func.func @reduce_index(%x: tensor<2x3xcomplex<f32>>, %s: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = linalg.reduce ins(%x : tensor<2x3xcomplex<f32>>) outs(%s : tensor<2xcomplex<f32>>) dimensions = [1] (%e: complex<f32>, %o: complex<f32>) {
    %i = linalg.index 1 : index
    %j = arith.index_cast %i : index to i32
    %f = arith.sitofp %j : i32 to f32
    %zero = arith.constant 0.0 : f32
    %c = complex.create %f, %zero : complex<f32>
    %m = complex.mul %e, %c : complex<f32>
    %b = complex.add %o, %m : complex<f32>
    linalg.yield %b : complex<f32>
  }
  return %0 : tensor<2xcomplex<f32>>
}

// EXPECT: lambda x, y: x + y
// DIMS: 0 2
func.func @named_add(%x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>> {
  %0 = linalg.add ins(%x, %y : tensor<?x3xcomplex<f32>>, tensor<?x3xcomplex<f32>>) outs(%x : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  return %0 : tensor<?x3xcomplex<f32>>
}

// EXPECT: lambda x, y: x - y
// DIMS: 0 2
func.func @named_sub(%x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>> {
  %0 = linalg.sub ins(%x, %y : tensor<?x3xcomplex<f32>>, tensor<?x3xcomplex<f32>>) outs(%x : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  return %0 : tensor<?x3xcomplex<f32>>
}

// EXPECT: lambda x, y: x * y
// RTOL: 1e-6
func.func @named_mul(%x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>> {
  %0 = linalg.mul ins(%x, %y : tensor<?x3xcomplex<f32>>, tensor<?x3xcomplex<f32>>) outs(%x : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  return %0 : tensor<?x3xcomplex<f32>>
}

// EXPECT: lambda b, x, y: np.where(b, x, y)
func.func @named_select(%b: tensor<?x3xi1>, %x: tensor<?x3xcomplex<f32>>, %y: tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>> {
  %0 = linalg.select ins(%b, %x, %y : tensor<?x3xi1>, tensor<?x3xcomplex<f32>>, tensor<?x3xcomplex<f32>>) outs(%x : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  return %0 : tensor<?x3xcomplex<f32>>
}

// On buffers: a generic in place, a fill, a copy and a transpose.
// EXPECT: lambda x, z: ((np.conj(x) + z), (np.conj(x) + z).T)
func.func @buffers(%x: tensor<2x3xcomplex<f32>>, %z: complex<f32>) -> (tensor<2x3xcomplex<f32>>, tensor<3x2xcomplex<f32>>) {
  %source = bufferization.to_buffer %x read_only : tensor<2x3xcomplex<f32>> to memref<2x3xcomplex<f32>>
  %m = memref.alloc() : memref<2x3xcomplex<f32>>
  linalg.copy ins(%source : memref<2x3xcomplex<f32>>) outs(%m : memref<2x3xcomplex<f32>>)
  %s = memref.alloc() : memref<complex<f32>>
  linalg.fill ins(%z : complex<f32>) outs(%s : memref<complex<f32>>)
  linalg.generic {
    indexing_maps = [affine_map<(i, j) -> ()>, affine_map<(i, j) -> (i, j)>],
    iterator_types = ["parallel", "parallel"]
  } ins(%s : memref<complex<f32>>) outs(%m : memref<2x3xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %b: complex<f32>):
    %c = complex.conj %b : complex<f32>
    %d = complex.add %c, %a : complex<f32>
    linalg.yield %d : complex<f32>
  }
  %n = memref.alloc() : memref<3x2xcomplex<f32>>
  linalg.transpose ins(%m : memref<2x3xcomplex<f32>>) outs(%n : memref<3x2xcomplex<f32>>) permutation = [1, 0]
  %0 = bufferization.to_tensor %m restrict : memref<2x3xcomplex<f32>> to tensor<2x3xcomplex<f32>>
  %1 = bufferization.to_tensor %n restrict : memref<3x2xcomplex<f32>> to tensor<3x2xcomplex<f32>>
  return %0, %1 : tensor<2x3xcomplex<f32>>, tensor<3x2xcomplex<f32>>
}
