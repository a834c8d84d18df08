// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// tensor.gather and tensor.scatter have no lowering upstream, so that they cannot run:
// test/Conversion/MilcToReal/tensor.mlir has them.

// EXPECT: lambda x: (x, x)
// DIMS: 0 1 4
func.func @cast(%x: tensor<?x2xcomplex<f32>>) -> (tensor<?x2xcomplex<f32>>, tensor<?x?xcomplex<f32>>) {
  %y = tensor.cast %x : tensor<?x2xcomplex<f32>> to tensor<?x?xcomplex<f32>>
  return %x, %y : tensor<?x2xcomplex<f32>>, tensor<?x?xcomplex<f32>>
}

// EXPECT: lambda x, y: np.concatenate([x, y, x], axis=1)
func.func @concat(%x: tensor<2x1xcomplex<f32>>, %y: tensor<2x3xcomplex<f32>>) -> tensor<2x5xcomplex<f32>> {
  %z = tensor.concat dim(1) %x, %y, %x : (tensor<2x1xcomplex<f32>>, tensor<2x3xcomplex<f32>>, tensor<2x1xcomplex<f32>>) -> tensor<2x5xcomplex<f32>>
  return %z : tensor<2x5xcomplex<f32>>
}

// EXPECT: lambda x: (x.shape[0], x.ndim)
// DIMS: 0 7
func.func @dim_rank(%x: tensor<?x2xcomplex<f32>>) -> (index, index) {
  %c0 = arith.constant 0 : index
  %d = tensor.dim %x, %c0 : tensor<?x2xcomplex<f32>>
  %r = tensor.rank %x : tensor<?x2xcomplex<f32>>
  return %d, %r : index, index
}

// EXPECT: lambda n, z: np.full((2, n), z)
// WITH: n = 0
// WITH: n = 3
func.func @empty(%n: index, %z: complex<f64>) -> tensor<2x?xcomplex<f64>> {
  %e = tensor.empty(%n) : tensor<2x?xcomplex<f64>>
  %f = linalg.fill ins(%z : complex<f64>) outs(%e : tensor<2x?xcomplex<f64>>) -> tensor<2x?xcomplex<f64>>
  return %f : tensor<2x?xcomplex<f64>>
}

// EXPECT: lambda x, y, i: (x[i, 1], y)
// WITH: i = 2
func.func @extract(%x: tensor<?x2xcomplex<f32>>, %y: tensor<complex<f16>>, %i: index) -> (complex<f32>, complex<f16>) {
  %c1 = arith.constant 1 : index
  %0 = tensor.extract %x[%i, %c1] : tensor<?x2xcomplex<f32>>
  %1 = tensor.extract %y[] : tensor<complex<f16>>
  return %0, %1 : complex<f32>, complex<f16>
}

// EXPECT: lambda x, n: (x[1:5:2, n:n + 2], x[0])
// WITH: n = 1
func.func @extract_slice(%x: tensor<6x4xcomplex<f32>>, %n: index) -> (tensor<2x2xcomplex<f32>>, tensor<4xcomplex<f32>>) {
  %0 = tensor.extract_slice %x[1, %n] [2, 2] [2, 1] : tensor<6x4xcomplex<f32>> to tensor<2x2xcomplex<f32>>
  %1 = tensor.extract_slice %x[0, 0] [1, 4] [1, 1] : tensor<6x4xcomplex<f32>> to tensor<4xcomplex<f32>>
  return %0, %1 : tensor<2x2xcomplex<f32>>, tensor<4xcomplex<f32>>
}

// EXPECT: lambda a, b: (np.array([[a, b], [b, a]]), np.array(a))
func.func @from_elements(%a: complex<f32>, %b: complex<f32>) -> (tensor<2x2xcomplex<f32>>, tensor<complex<f32>>) {
  %0 = tensor.from_elements %a, %b, %b, %a : tensor<2x2xcomplex<f32>>
  %1 = tensor.from_elements %a : tensor<complex<f32>>
  return %0, %1 : tensor<2x2xcomplex<f32>>, tensor<complex<f32>>
}

// EXPECT: lambda x, n: np.conj(x)[:, None] + np.zeros((len(x), n))
// WITH: n = 0
// WITH: n = 2
func.func @generate(%x: tensor<3xcomplex<f32>>, %n: index) -> tensor<3x?xcomplex<f32>> {
  %0 = tensor.generate %n {
  ^bb0(%i: index, %j: index):
    %e = tensor.extract %x[%i] : tensor<3xcomplex<f32>>
    %c = complex.conj %e : complex<f32>
    tensor.yield %c : complex<f32>
  } : tensor<3x?xcomplex<f32>>
  return %0 : tensor<3x?xcomplex<f32>>
}

// Each index is that of its own loop.
// EXPECT: lambda x: x[:, None] + x.sum() * 0 + np.conj(x)[None, :]
func.func @generate_nested(%x: tensor<3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>> {
  %0 = tensor.generate {
  ^bb0(%i: index, %j: index):
    %row = tensor.generate {
    ^bb0(%k: index):
      %e = tensor.extract %x[%k] : tensor<3xcomplex<f32>>
      %c = complex.conj %e : complex<f32>
      tensor.yield %c : complex<f32>
    } : tensor<3xcomplex<f32>>
    %a = tensor.extract %x[%i] : tensor<3xcomplex<f32>>
    %b = tensor.extract %row[%j] : tensor<3xcomplex<f32>>
    %s = complex.add %a, %b : complex<f32>
    tensor.yield %s : complex<f32>
  } : tensor<3x3xcomplex<f32>>
  return %0 : tensor<3x3xcomplex<f32>>
}

// The body runs once per element.
// EXPECT: lambda x: np.array([k + 1j * k for k in range(1, 4)])
func.func @generate_nested_with_state(%x: tensor<2xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = memref.alloc() : memref<f32>
  %z = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  memref.store %z, %m[] : memref<f32>
  %r = tensor.generate {
  ^bb0(%i: index):
    %v = memref.load %m[] : memref<f32>
    %w = arith.addf %v, %one : f32
    memref.store %w, %m[] : memref<f32>
    %inner = tensor.generate {
    ^bb0(%j: index):
      %e = tensor.extract %x[%j] : tensor<2xcomplex<f32>>
      tensor.yield %e : complex<f32>
    } : tensor<2xcomplex<f32>>
    %q = tensor.extract %inner[%c1] : tensor<2xcomplex<f32>>
    %re = complex.create %w, %w : complex<f32>
    tensor.yield %re : complex<f32>
  } : tensor<3xcomplex<f32>>
  return %r : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x, z: np.array([x[0], z, x[2]])
func.func @insert(%x: tensor<3xcomplex<f32>>, %z: complex<f32>) -> tensor<3xcomplex<f32>> {
  %c1 = arith.constant 1 : index
  %0 = tensor.insert %z into %x[%c1] : tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x, y: np.concatenate([x[:1], y, x[3:]])
func.func @insert_slice(%x: tensor<5xcomplex<f32>>, %y: tensor<2xcomplex<f32>>) -> tensor<5xcomplex<f32>> {
  %0 = tensor.insert_slice %y into %x[1] [2] [1] : tensor<2xcomplex<f32>> into tensor<5xcomplex<f32>>
  return %0 : tensor<5xcomplex<f32>>
}

// EXPECT: lambda x: x.reshape(3, 4)
func.func @reshape(%x: tensor<2x6xcomplex<f32>>) -> tensor<3x4xcomplex<f32>> {
  %s = arith.constant dense<[3, 4]> : tensor<2xi64>
  %0 = tensor.reshape %x(%s) : (tensor<2x6xcomplex<f32>>, tensor<2xi64>) -> tensor<3x4xcomplex<f32>>
  return %0 : tensor<3x4xcomplex<f32>>
}

// EXPECT: lambda x: (x.reshape(-1), x.reshape(-1, 2, 2))
// DIMS: 1 3
func.func @expand_collapse(%x: tensor<?x4xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, tensor<?x2x2xcomplex<f32>>) {
  %c0 = arith.constant 0 : index
  %d = tensor.dim %x, %c0 : tensor<?x4xcomplex<f32>>
  %0 = tensor.collapse_shape %x [[0, 1]] : tensor<?x4xcomplex<f32>> into tensor<?xcomplex<f32>>
  %1 = tensor.expand_shape %x [[0], [1, 2]] output_shape [%d, 2, 2] : tensor<?x4xcomplex<f32>> into tensor<?x2x2xcomplex<f32>>
  return %0, %1 : tensor<?xcomplex<f32>>, tensor<?x2x2xcomplex<f32>>
}

// EXPECT: lambda x, z, n: np.pad(x, ((1, n), (0, 1)), constant_values=z)
// WITH: n = 0
// WITH: n = 2
func.func @pad(%x: tensor<2x3xcomplex<f32>>, %z: complex<f32>, %n: index) -> tensor<?x4xcomplex<f32>> {
  %0 = tensor.pad %x low[1, 0] high[%n, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %z : complex<f32>
  } : tensor<2x3xcomplex<f32>> to tensor<?x4xcomplex<f32>>
  return %0 : tensor<?x4xcomplex<f32>>
}

// EXPECT: lambda x: np.concatenate([x, -np.conj(x[:2])])
func.func @pad_computed(%x: tensor<3xcomplex<f32>>) -> tensor<5xcomplex<f32>> {
  %c3 = arith.constant 3 : index
  %0 = tensor.pad %x low[0] high[2] {
  ^bb0(%i: index):
    %k = arith.remui %i, %c3 : index
    %e = tensor.extract %x[%k] : tensor<3xcomplex<f32>>
    %c = complex.conj %e : complex<f32>
    %m = complex.neg %c : complex<f32>
    tensor.yield %m : complex<f32>
  } : tensor<3xcomplex<f32>> to tensor<5xcomplex<f32>>
  return %0 : tensor<5xcomplex<f32>>
}

// EXPECT: lambda z, n: np.full((2, n), z)
// WITH: n = 3
func.func @splat(%z: complex<bf16>, %n: index) -> tensor<2x?xcomplex<bf16>> {
  %0 = tensor.splat %z[%n] : tensor<2x?xcomplex<bf16>>
  return %0 : tensor<2x?xcomplex<bf16>>
}

// EXPECT: lambda x, y, n: np.concatenate([x, y, x], axis=0)
// DIMS: 0 1 3
func.func @concat_dynamic(%x: tensor<?x2xcomplex<f32>>, %y: tensor<1x2xcomplex<f32>>, %n: index) -> tensor<?x2xcomplex<f32>> {
  %0 = tensor.concat dim(0) %x, %y, %x : (tensor<?x2xcomplex<f32>>, tensor<1x2xcomplex<f32>>, tensor<?x2xcomplex<f32>>) -> tensor<?x2xcomplex<f32>>
  return %0 : tensor<?x2xcomplex<f32>>
}

// DIMS: 6
// EXPECT: lambda x, o, n: (x[o:o + n, 1], x[o:o + n, ::2], x[2, 0:4:3])
// WITH: o = 1, n = 0
// WITH: o = 2, n = 3
func.func @slices(%x: tensor<?x4xcomplex<bf16>>, %o: index, %n: index) -> (tensor<?xcomplex<bf16>>, tensor<?x2xcomplex<bf16>>, tensor<2xcomplex<bf16>>) {
  %0 = tensor.extract_slice %x[%o, 1] [%n, 1] [1, 1] : tensor<?x4xcomplex<bf16>> to tensor<?xcomplex<bf16>>
  %1 = tensor.extract_slice %x[%o, 0] [%n, 2] [1, 2] : tensor<?x4xcomplex<bf16>> to tensor<?x2xcomplex<bf16>>
  %2 = tensor.extract_slice %x[2, 0] [1, 2] [1, 3] : tensor<?x4xcomplex<bf16>> to tensor<2xcomplex<bf16>>
  return %0, %1, %2 : tensor<?xcomplex<bf16>>, tensor<?x2xcomplex<bf16>>, tensor<2xcomplex<bf16>>
}

// EXPECT: lambda x, y, o: (lambda r: (r.__setitem__((slice(None), o), y), r)[1])(x.copy())
// DIMS: 1 4
// WITH: o = 0
// WITH: o = 2
func.func @insert_column(%x: tensor<?x3xcomplex<f64>>, %y: tensor<?xcomplex<f64>>, %o: index) -> tensor<?x3xcomplex<f64>> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x3xcomplex<f64>>
  %0 = tensor.insert_slice %y into %x[0, %o] [%n, 1] [1, 1] : tensor<?xcomplex<f64>> into tensor<?x3xcomplex<f64>>
  return %0 : tensor<?x3xcomplex<f64>>
}

// EXPECT: lambda x, s: x.reshape(2, -1)
// DIMS: 4
// WITH: s = [2, 6]
func.func @reshape_dynamic(%x: tensor<?x3xcomplex<f32>>, %s: tensor<2xindex>) -> tensor<?x?xcomplex<f32>> {
  %0 = tensor.reshape %x(%s) : (tensor<?x3xcomplex<f32>>, tensor<2xindex>) -> tensor<?x?xcomplex<f32>>
  return %0 : tensor<?x?xcomplex<f32>>
}

// EXPECT: lambda x: (x.reshape(1, 1), x.reshape(()))
func.func @rank_0_shapes(%x: tensor<1xcomplex<f16>>) -> (tensor<1x1xcomplex<f16>>, tensor<complex<f16>>) {
  %0 = tensor.expand_shape %x [[0, 1]] output_shape [1, 1] : tensor<1xcomplex<f16>> into tensor<1x1xcomplex<f16>>
  %1 = tensor.collapse_shape %0 [] : tensor<1x1xcomplex<f16>> into tensor<complex<f16>>
  return %0, %1 : tensor<1x1xcomplex<f16>>, tensor<complex<f16>>
}

// EXPECT: lambda x, l, h: np.pad(x, ((l, h), (0, l)), constant_values=1 - 2j)
// DIMS: 0 1 2
// WITH: l = 0, h = 0
// WITH: l = 2, h = 1
func.func @pad_dynamic(%x: tensor<?x?xcomplex<f32>>, %l: index, %h: index) -> tensor<?x?xcomplex<f32>> {
  %z = complex.constant [1.0 : f32, -2.0 : f32] : complex<f32>
  %0 = tensor.pad %x low[%l, 0] high[%h, %l] {
  ^bb0(%i: index, %j: index):
    tensor.yield %z : complex<f32>
  } : tensor<?x?xcomplex<f32>> to tensor<?x?xcomplex<f32>>
  return %0 : tensor<?x?xcomplex<f32>>
}

// A body with control flow, and another tensor read in it.
// EXPECT: lambda x, w: np.array([w[0], x[0], x[1], w[3] * 2, w[4] * 2])
func.func @pad_control_flow(%x: tensor<2xcomplex<f32>>, %w: tensor<5xcomplex<f32>>) -> tensor<5xcomplex<f32>> {
  %0 = tensor.pad %x low[1] high[2] {
  ^bb0(%i: index):
    %c0 = arith.constant 0 : index
    %e = tensor.extract %w[%i] : tensor<5xcomplex<f32>>
    %first = arith.cmpi eq, %i, %c0 : index
    %r = scf.if %first -> complex<f32> {
      scf.yield %e : complex<f32>
    } else {
      %d = complex.add %e, %e : complex<f32>
      scf.yield %d : complex<f32>
    }
    tensor.yield %r : complex<f32>
  } : tensor<2xcomplex<f32>> to tensor<5xcomplex<f32>>
  return %0 : tensor<5xcomplex<f32>>
}

// A real pad computed from complex values, within a module of complex ones.
// EXPECT: lambda x, z: np.array([z.real, x[0], x[1], z.real])
func.func @pad_real(%x: tensor<2xf32>, %z: complex<f32>) -> tensor<4xf32> {
  %0 = tensor.pad %x low[1] high[1] {
  ^bb0(%i: index):
    %re = complex.re %z : complex<f32>
    tensor.yield %re : f32
  } : tensor<2xf32> to tensor<4xf32>
  return %0 : tensor<4xf32>
}

// EXPECT: lambda z, n: (lambda i, j: z.real * i + z.imag * j)(*np.mgrid[:2, :n].astype(float))
// WITH: n = 0
// WITH: n = 4
// RTOL: 1e-6
func.func @generate_real(%z: complex<f32>, %n: index) -> tensor<2x?xf32> {
  %0 = tensor.generate %n {
  ^bb0(%i: index, %j: index):
    %re = complex.re %z : complex<f32>
    %im = complex.im %z : complex<f32>
    %ii = arith.index_cast %i : index to i32
    %jj = arith.index_cast %j : index to i32
    %if = arith.sitofp %ii : i32 to f32
    %jf = arith.sitofp %jj : i32 to f32
    %p = arith.mulf %re, %if : f32
    %q = arith.mulf %im, %jf : f32
    %s = arith.addf %p, %q : f32
    tensor.yield %s : f32
  } : tensor<2x?xf32>
  return %0 : tensor<2x?xf32>
}

// A body with nested regions: a loop over another tensor.
// EXPECT: lambda x: np.cumsum(x)
// RTOL: 1e-6
// DIMS: 0 1 6
func.func @generate_loop(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c0 : tensor<?xcomplex<f32>>
  %0 = tensor.generate %n {
  ^bb0(%i: index):
    %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
    %end = arith.addi %i, %c1 : index
    %s = scf.for %k = %c0 to %end step %c1 iter_args(%a = %zero) -> (complex<f32>) {
      %e = tensor.extract %x[%k] : tensor<?xcomplex<f32>>
      %b = complex.add %a, %e : complex<f32>
      scf.yield %b : complex<f32>
    }
    tensor.yield %s : complex<f32>
  } : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// Zero sizes.
// EXPECT: lambda x, z: (x, np.zeros((0, 2)))
func.func @zero_size(%x: tensor<0x2xcomplex<f32>>, %z: complex<f32>) -> (tensor<0x2xcomplex<f32>>, tensor<0x2xcomplex<f32>>) {
  %0 = tensor.splat %z : tensor<0x2xcomplex<f32>>
  %1 = tensor.cast %x : tensor<0x2xcomplex<f32>> to tensor<?x2xcomplex<f32>>
  %2 = tensor.cast %1 : tensor<?x2xcomplex<f32>> to tensor<0x2xcomplex<f32>>
  return %2, %0 : tensor<0x2xcomplex<f32>>, tensor<0x2xcomplex<f32>>
}

// EXPECT: lambda a, b, c, i: np.array([a, b, c])[int(i)]
// WITH: i = 2
func.func @from_elements_extract(%a: complex<f64>, %b: complex<f64>, %c: complex<f64>, %i: index) -> complex<f64> {
  %t = tensor.from_elements %a, %b, %c : tensor<3xcomplex<f64>>
  %r = tensor.extract %t[%i] : tensor<3xcomplex<f64>>
  return %r : complex<f64>
}

// EXPECT: lambda x, i: (x.shape[i], x.shape[0])
// DIMS: 0 5
// WITH: i = 0
// WITH: i = 1
func.func @dim_of_variable(%x: tensor<?x3xcomplex<f32>>, %i: index) -> (index, index) {
  %c0 = arith.constant 0 : index
  %a = tensor.dim %x, %i : tensor<?x3xcomplex<f32>>
  %y = milcomplex.neg %x : tensor<?x3xcomplex<f32>>
  %b = tensor.dim %y, %c0 : tensor<?x3xcomplex<f32>>
  return %a, %b : index, index
}

// A value that is overwritten on one path only: copies have to be right.
// EXPECT: lambda x, z: (np.array([z, x[1]]), x, x + np.array([z, x[1]]))
func.func @insert_keeps_old(%x: tensor<2xcomplex<f32>>, %z: complex<f32>) -> (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) {
  %c0 = arith.constant 0 : index
  %y = tensor.insert %z into %x[%c0] : tensor<2xcomplex<f32>>
  %s = milcomplex.add %x, %y : tensor<2xcomplex<f32>>
  return %y, %x, %s : tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>
}

// EXPECT: lambda x: np.array([[x[0] + x[1], x[0], x[1]], [x[0] + x[1], x[0], x[1]]])
func.func @pad_in_generate(%x: tensor<2xcomplex<f32>>) -> tensor<2x3xcomplex<f32>> {
  %0 = tensor.generate {
  ^bb0(%i: index, %j: index):
    %p = tensor.pad %x low[1] high[0] {
    ^bb0(%k: index):
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %a = tensor.extract %x[%c0] : tensor<2xcomplex<f32>>
      %b = tensor.extract %x[%c1] : tensor<2xcomplex<f32>>
      %s = complex.add %a, %b : complex<f32>
      tensor.yield %s : complex<f32>
    } : tensor<2xcomplex<f32>> to tensor<3xcomplex<f32>>
    %e = tensor.extract %p[%j] : tensor<3xcomplex<f32>>
    tensor.yield %e : complex<f32>
  } : tensor<2x3xcomplex<f32>>
  return %0 : tensor<2x3xcomplex<f32>>
}
