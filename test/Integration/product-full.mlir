// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=full
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=full --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=full --user-passes

// EXPECT: exact_product
// ULP: 1
// INPUTS: finite
func.func @mul_f16(%x: tensor<400xcomplex<f16>>, %y: tensor<400xcomplex<f16>>) -> tensor<400xcomplex<f16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f16>>
  return %z : tensor<400xcomplex<f16>>
}

// EXPECT: exact_product
// ULP: 1
// INPUTS: finite
func.func @mul_bf16(%x: tensor<400xcomplex<bf16>>, %y: tensor<400xcomplex<bf16>>) -> tensor<400xcomplex<bf16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<bf16>>
  return %z : tensor<400xcomplex<bf16>>
}

// EXPECT: exact_product
// ULP: 2
// INPUTS: finite
func.func @mul_f32(%x: tensor<400xcomplex<f32>>, %y: tensor<400xcomplex<f32>>) -> tensor<400xcomplex<f32>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f32>>
  return %z : tensor<400xcomplex<f32>>
}

// EXPECT: exact_product
// ULP: 2
// INPUTS: finite
func.func @mul_f64(%x: tensor<400xcomplex<f64>>, %y: tensor<400xcomplex<f64>>) -> tensor<400xcomplex<f64>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f64>>
  return %z : tensor<400xcomplex<f64>>
}

// Where a part or a product of two parts overflows, underflows or cancels.
// EXPECT: exact_product
// ULP: 1
// INPUTS: extreme
func.func @extreme_f16(%x: tensor<400xcomplex<f16>>, %y: tensor<400xcomplex<f16>>) -> tensor<400xcomplex<f16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f16>>
  return %z : tensor<400xcomplex<f16>>
}

// EXPECT: exact_product
// ULP: 1
// INPUTS: extreme
func.func @extreme_bf16(%x: tensor<400xcomplex<bf16>>, %y: tensor<400xcomplex<bf16>>) -> tensor<400xcomplex<bf16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<bf16>>
  return %z : tensor<400xcomplex<bf16>>
}

// EXPECT: exact_product
// ULP: 2
// INPUTS: extreme
func.func @extreme_f32(%x: tensor<400xcomplex<f32>>, %y: tensor<400xcomplex<f32>>) -> tensor<400xcomplex<f32>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f32>>
  return %z : tensor<400xcomplex<f32>>
}

// EXPECT: exact_product
// ULP: 2
// INPUTS: extreme
func.func @extreme_f64(%x: tensor<400xcomplex<f64>>, %y: tensor<400xcomplex<f64>>) -> tensor<400xcomplex<f64>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f64>>
  return %z : tensor<400xcomplex<f64>>
}

// C23 Annex G.5.1: a number with an infinite part is an infinity, whatever its
// other part, and an infinity times what is not zero is one.
// EXPECT: lambda: (np.array([np.inf, np.inf, -np.inf]), np.array([np.nan, np.inf, np.nan]))
func.func @annex_g() -> (tensor<3xf32>, tensor<3xf32>) {
  %x = milcomplex.const dense<[(0x7F800000, 0x7FC00000), (0x7F800000, 0x7F800000), (0x7FC00000, 0x7F800000)]> : tensor<3xcomplex<f32>>
  %y = milcomplex.const dense<[(2.0, 0.0), (1.0, 0.0), (0.0, 1.0)]> : tensor<3xcomplex<f32>>
  %z = milcomplex.mul %x, %y : tensor<3xcomplex<f32>>
  %re = milcomplex.real %z : tensor<3xcomplex<f32>>
  %im = milcomplex.imag %z : tensor<3xcomplex<f32>>
  return %re, %im : tensor<3xf32>, tensor<3xf32>
}

// Every (a + bi, c + di) with a and b in `xs`, c and d in `ys`.
func.func private @combine(%xs: tensor<?xf32>, %ys: tensor<?xf32>) -> (tensor<?x?x?x?xcomplex<f32>>, tensor<?x?x?x?xcomplex<f32>>) {
  %c0 = arith.constant 0 : index
  %m = tensor.dim %xs, %c0 : tensor<?xf32>
  %n = tensor.dim %ys, %c0 : tensor<?xf32>
  %init = tensor.empty(%m, %m, %n, %n) : tensor<?x?x?x?xf32>
  %a = linalg.broadcast ins(%xs : tensor<?xf32>) outs(%init : tensor<?x?x?x?xf32>) dimensions = [1, 2, 3]
  %b = linalg.broadcast ins(%xs : tensor<?xf32>) outs(%init : tensor<?x?x?x?xf32>) dimensions = [0, 2, 3]
  %c = linalg.broadcast ins(%ys : tensor<?xf32>) outs(%init : tensor<?x?x?x?xf32>) dimensions = [0, 1, 3]
  %d = linalg.broadcast ins(%ys : tensor<?xf32>) outs(%init : tensor<?x?x?x?xf32>) dimensions = [0, 1, 2]
  %x = milcomplex.complex %a, %b : tensor<?x?x?x?xcomplex<f32>>
  %y = milcomplex.complex %c, %d : tensor<?x?x?x?xcomplex<f32>>
  return %x, %y : tensor<?x?x?x?xcomplex<f32>>, tensor<?x?x?x?xcomplex<f32>>
}

// A number with an infinite part is infinite, whatever its other part.
func.func private @is_infinite(%z: tensor<?x?x?x?xcomplex<f32>>) -> tensor<?x?x?x?xi1> {
  %inf = arith.constant 0x7F800000 : f32
  %init = milcomplex.eq %z, %z : tensor<?x?x?x?xcomplex<f32>>
  %r = linalg.map ins(%z : tensor<?x?x?x?xcomplex<f32>>) outs(%init : tensor<?x?x?x?xi1>) (%e: complex<f32>, %o: i1) {
    %re = complex.re %e : complex<f32>
    %im = complex.im %e : complex<f32>
    %are = math.absf %re : f32
    %aim = math.absf %im : f32
    %p = arith.cmpf oeq, %are, %inf : f32
    %q = arith.cmpf oeq, %aim, %inf : f32
    %s = arith.ori %p, %q : i1
    linalg.yield %s : i1
  }
  return %r : tensor<?x?x?x?xi1>
}

// An infinity times what is neither zero nor NaN is infinite, in either order.
// EXPECT: lambda xs, ys: (lambda a, b, c, d: (((np.isinf(a) | np.isinf(b)) & ((c != 0) | (d != 0))),) * 2)(*np.meshgrid(xs, xs, ys, ys, indexing="ij"))
// WITH: xs = [np.inf, -np.inf, np.nan, 0.0, -1.0, 3e38], ys = [0.0, -0.0, 1.0, -3.0, np.inf, -np.inf, -3e38, 1e-45]
func.func @infinities(%xs: tensor<?xf32>, %ys: tensor<?xf32>) -> (tensor<?x?x?x?xi1>, tensor<?x?x?x?xi1>) {
  %x, %y = call @combine(%xs, %ys) : (tensor<?xf32>, tensor<?xf32>) -> (tensor<?x?x?x?xcomplex<f32>>, tensor<?x?x?x?xcomplex<f32>>)
  %xy = milcomplex.mul %x, %y : tensor<?x?x?x?xcomplex<f32>>
  %yx = milcomplex.mul %y, %x : tensor<?x?x?x?xcomplex<f32>>
  %xinf = call @is_infinite(%x) : (tensor<?x?x?x?xcomplex<f32>>) -> tensor<?x?x?x?xi1>
  %xyinf = call @is_infinite(%xy) : (tensor<?x?x?x?xcomplex<f32>>) -> tensor<?x?x?x?xi1>
  %yxinf = call @is_infinite(%yx) : (tensor<?x?x?x?xcomplex<f32>>) -> tensor<?x?x?x?xi1>
  %p = arith.andi %xinf, %xyinf : tensor<?x?x?x?xi1>
  %q = arith.andi %xinf, %yxinf : tensor<?x?x?x?xi1>
  return %p, %q : tensor<?x?x?x?xi1>, tensor<?x?x?x?xi1>
}

// Small integers: signs of zeros are those of the textbook formula.
// EXPECT: textbook
// INPUTS: integers
func.func @exact_f16(%x: tensor<400xcomplex<f16>>, %y: tensor<400xcomplex<f16>>) -> tensor<400xcomplex<f16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f16>>
  return %z : tensor<400xcomplex<f16>>
}

// EXPECT: textbook
// INPUTS: integers
func.func @exact_bf16(%x: tensor<400xcomplex<bf16>>, %y: tensor<400xcomplex<bf16>>) -> tensor<400xcomplex<bf16>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<bf16>>
  return %z : tensor<400xcomplex<bf16>>
}

// EXPECT: textbook
// INPUTS: integers
func.func @exact_f32(%x: tensor<400xcomplex<f32>>, %y: tensor<400xcomplex<f32>>) -> tensor<400xcomplex<f32>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f32>>
  return %z : tensor<400xcomplex<f32>>
}

// EXPECT: textbook
// INPUTS: integers
func.func @exact_f64(%x: tensor<400xcomplex<f64>>, %y: tensor<400xcomplex<f64>>) -> tensor<400xcomplex<f64>> {
  %z = milcomplex.mul %x, %y : tensor<400xcomplex<f64>>
  return %z : tensor<400xcomplex<f64>>
}
