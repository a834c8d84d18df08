// A layer of a Fourier neural operator.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=matmul=3m
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#xs = affine_map<(b, c, k, n) -> (b, c, n)>
#tw = affine_map<(b, c, k, n) -> (n, k)>
#fx = affine_map<(b, c, k, n) -> (b, c, k)>
#ein_x = affine_map<(b, o, m, i) -> (b, i, m)>
#ein_w = affine_map<(b, o, m, i) -> (i, o, m)>
#ein_y = affine_map<(b, o, m, i) -> (b, o, m)>
#id3 = affine_map<(b, c, n) -> (b, c, n)>

// exp(sign 2 pi i n k / 16) of 16 points and 5 modes.
func.func private @twiddles(%sign: f32) -> tensor<16x5xcomplex<f32>> {
  %w = arith.constant 0.39269908169872415481 : f32
  %c16 = arith.constant 16 : index
  %zero = arith.constant 0.0 : f32
  %ws = arith.mulf %w, %sign : f32
  %t = tensor.generate {
  ^bb0(%n: index, %k: index):
    %p = arith.muli %n, %k : index
    %r = arith.remui %p, %c16 : index
    %ri = arith.index_cast %r : index to i32
    %rf = arith.sitofp %ri : i32 to f32
    %a = arith.mulf %rf, %ws : f32
    %z = complex.create %zero, %a : complex<f32>
    %e = complex.exp %z : complex<f32>
    tensor.yield %e : complex<f32>
  } : tensor<16x5xcomplex<f32>>
  return %t : tensor<16x5xcomplex<f32>>
}

// EXPECT: fno
// DIMS: 0 1 3
// RTOL: 1e-5
func.func @block(%x: tensor<?x3x16xf32>, %w: tensor<3x4x5xcomplex<f32>>) -> (tensor<?x4x16xf32>, tensor<?x4x5xcomplex<f32>>) {
  %c0 = arith.constant 0 : index
  %plus = arith.constant 1.0 : f32
  %minus = arith.constant -1.0 : f32
  %zf = arith.constant 0.0 : f32
  %zero = complex.create %zf, %zf : complex<f32>
  %b = tensor.dim %x, %c0 : tensor<?x3x16xf32>
  %fwd = call @twiddles(%minus) : (f32) -> tensor<16x5xcomplex<f32>>
  %inv = call @twiddles(%plus) : (f32) -> tensor<16x5xcomplex<f32>>
  // Real input becomes complex.
  %ce = tensor.empty(%b) : tensor<?x3x16xcomplex<f32>>
  %cx = linalg.copy ins(%x : tensor<?x3x16xf32>) outs(%ce : tensor<?x3x16xcomplex<f32>>) -> tensor<?x3x16xcomplex<f32>>
  %fe = tensor.empty(%b) : tensor<?x3x5xcomplex<f32>>
  %f0 = linalg.fill ins(%zero : complex<f32>) outs(%fe : tensor<?x3x5xcomplex<f32>>) -> tensor<?x3x5xcomplex<f32>>
  %f = linalg.contract indexing_maps = [#xs, #tw, #fx] ins(%cx, %fwd : tensor<?x3x16xcomplex<f32>>, tensor<16x5xcomplex<f32>>) outs(%f0 : tensor<?x3x5xcomplex<f32>>) -> tensor<?x3x5xcomplex<f32>>
  %ge = tensor.empty(%b) : tensor<?x4x5xcomplex<f32>>
  %g0 = linalg.fill ins(%zero : complex<f32>) outs(%ge : tensor<?x4x5xcomplex<f32>>) -> tensor<?x4x5xcomplex<f32>>
  // einsum("bim,iom->bom")
  %g = linalg.contract indexing_maps = [#ein_x, #ein_w, #ein_y] ins(%f, %w : tensor<?x3x5xcomplex<f32>>, tensor<3x4x5xcomplex<f32>>) outs(%g0 : tensor<?x4x5xcomplex<f32>>) -> tensor<?x4x5xcomplex<f32>>
  // Inverse real DFT: modes 1.. count twice.
  %factors = arith.constant dense<[(0.0625, 0.0), (0.125, 0.0), (0.125, 0.0), (0.125, 0.0), (0.125, 0.0)]> : tensor<5xcomplex<f32>>
  %gs = linalg.generic {indexing_maps = [#id3, affine_map<(b, c, n) -> (n)>, #id3], iterator_types = ["parallel", "parallel", "parallel"]} ins(%g, %factors : tensor<?x4x5xcomplex<f32>>, tensor<5xcomplex<f32>>) outs(%ge : tensor<?x4x5xcomplex<f32>>) {
  ^bb0(%p: complex<f32>, %q: complex<f32>, %o: complex<f32>):
    %m = complex.mul %p, %q : complex<f32>
    linalg.yield %m : complex<f32>
  } -> tensor<?x4x5xcomplex<f32>>
  %ye = tensor.empty(%b) : tensor<?x4x16xcomplex<f32>>
  %y0 = linalg.fill ins(%zero : complex<f32>) outs(%ye : tensor<?x4x16xcomplex<f32>>) -> tensor<?x4x16xcomplex<f32>>
  %y = linalg.generic {indexing_maps = [affine_map<(b, c, n, k) -> (b, c, k)>, affine_map<(b, c, n, k) -> (n, k)>, affine_map<(b, c, n, k) -> (b, c, n)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%gs, %inv : tensor<?x4x5xcomplex<f32>>, tensor<16x5xcomplex<f32>>) outs(%y0 : tensor<?x4x16xcomplex<f32>>) {
  ^bb0(%p: complex<f32>, %q: complex<f32>, %o: complex<f32>):
    %m = complex.mul %p, %q : complex<f32>
    %s = complex.add %o, %m : complex<f32>
    linalg.yield %s : complex<f32>
  } -> tensor<?x4x16xcomplex<f32>>
  %r = milcomplex.real %y : tensor<?x4x16xcomplex<f32>>
  %t = math.tanh %r : tensor<?x4x16xf32>
  return %t, %g : tensor<?x4x16xf32>, tensor<?x4x5xcomplex<f32>>
}
