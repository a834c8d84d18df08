// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir

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

// Each index means the loop of its own.
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
