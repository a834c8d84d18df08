// A circuit of three qubits.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=matmul=3m
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#g = affine_map<(a, b, c, k) -> (a, k)>
#s0 = affine_map<(a, b, c, k) -> (k, b, c)>
#s1 = affine_map<(b, a, c, k) -> (b, k, c)>
#s2 = affine_map<(b, c, a, k) -> (b, c, k)>
#o = affine_map<(a, b, c, k) -> (a, b, c)>
#g1 = affine_map<(a, b, c, k) -> (b, k)>
#g2 = affine_map<(a, b, c, k) -> (c, k)>
#cx = affine_map<(a, b, c, k, l) -> (a, b, k, l)>
#cxs = affine_map<(a, b, c, k, l) -> (k, l, c)>
#cxo = affine_map<(a, b, c, k, l) -> (a, b, c)>

func.func private @rx(%theta: f64) -> tensor<2x2xcomplex<f64>> {
  %half = arith.constant -0.5 : f64
  %zero = arith.constant 0.0 : f64
  %t = arith.mulf %theta, %half : f64
  %c = math.cos %t : f64
  %s = math.sin %t : f64
  %d = complex.create %c, %zero : complex<f64>
  %e = complex.create %zero, %s : complex<f64>
  %m = tensor.from_elements %d, %e, %e, %d : tensor<2x2xcomplex<f64>>
  return %m : tensor<2x2xcomplex<f64>>
}

// EXPECT: quantum
// RTOL: 1e-14
func.func @circuit(%psi: tensor<8xcomplex<f64>>, %theta: f64) -> (tensor<8xcomplex<f64>>, tensor<8xf64>, f64) {
  %h = arith.constant dense<[[(0.70710678118654752440, 0.0), (0.70710678118654752440, 0.0)], [(0.70710678118654752440, 0.0), (-0.70710678118654752440, 0.0)]]> : tensor<2x2xcomplex<f64>>
  %cnot = arith.constant sparse<[[0, 0], [1, 1], [2, 3], [3, 2]], [(1.0, 0.0), (1.0, 0.0), (1.0, 0.0), (1.0, 0.0)]> : tensor<4x4xcomplex<f64>>
  %t = milcomplex.const dense<[[(1.0, 0.0), (0.0, 0.0)], [(0.0, 0.0), (0.70710678118654752440, 0.70710678118654752440)]]> : tensor<2x2xcomplex<f64>>
  %zero = arith.constant dense<(0.0, 0.0)> : tensor<2x2x2xcomplex<f64>>
  %q = tensor.expand_shape %psi [[0, 1, 2]] output_shape [2, 2, 2] : tensor<8xcomplex<f64>> into tensor<2x2x2xcomplex<f64>>
  %a = linalg.contract indexing_maps = [#g, #s0, #o] ins(%h, %q : tensor<2x2xcomplex<f64>>, tensor<2x2x2xcomplex<f64>>) outs(%zero : tensor<2x2x2xcomplex<f64>>) -> tensor<2x2x2xcomplex<f64>>
  %rx = call @rx(%theta) : (f64) -> tensor<2x2xcomplex<f64>>
  %b = linalg.contract indexing_maps = [#g1, #s1, #o] ins(%rx, %a : tensor<2x2xcomplex<f64>>, tensor<2x2x2xcomplex<f64>>) outs(%zero : tensor<2x2x2xcomplex<f64>>) -> tensor<2x2x2xcomplex<f64>>
  %c = linalg.contract indexing_maps = [#g2, #s2, #o] ins(%t, %b : tensor<2x2xcomplex<f64>>, tensor<2x2x2xcomplex<f64>>) outs(%zero : tensor<2x2x2xcomplex<f64>>) -> tensor<2x2x2xcomplex<f64>>
  // CNOT of qubits 0 and 1.
  %cx = tensor.expand_shape %cnot [[0, 1], [2, 3]] output_shape [2, 2, 2, 2] : tensor<4x4xcomplex<f64>> into tensor<2x2x2x2xcomplex<f64>>
  %d = linalg.generic {indexing_maps = [#cx, #cxs, #cxo], iterator_types = ["parallel", "parallel", "parallel", "reduction", "reduction"]}
      ins(%cx, %c : tensor<2x2x2x2xcomplex<f64>>, tensor<2x2x2xcomplex<f64>>) outs(%zero : tensor<2x2x2xcomplex<f64>>) {
  ^bb0(%x: complex<f64>, %y: complex<f64>, %acc: complex<f64>):
    %m = complex.mul %x, %y : complex<f64>
    %s = complex.add %acc, %m : complex<f64>
    linalg.yield %s : complex<f64>
  } -> tensor<2x2x2xcomplex<f64>>
  %flat = tensor.collapse_shape %d [[0, 1, 2]] : tensor<2x2x2xcomplex<f64>> into tensor<8xcomplex<f64>>
  %conj = milcomplex.conj %flat : tensor<8xcomplex<f64>>
  %sq = milcomplex.mul %flat, %conj : tensor<8xcomplex<f64>>
  %p = milcomplex.real %sq : tensor<8xcomplex<f64>>
  // <Z> of qubit 0.
  %lo = tensor.extract_slice %p[0] [4] [1] : tensor<8xf64> to tensor<4xf64>
  %hi = tensor.extract_slice %p[4] [4] [1] : tensor<8xf64> to tensor<4xf64>
  %dz = arith.subf %lo, %hi : tensor<4xf64>
  %z0 = arith.constant dense<0.0> : tensor<f64>
  %ez = linalg.reduce { arith.addf } ins(%dz : tensor<4xf64>) outs(%z0 : tensor<f64>) dimensions = [0]
  %exp = tensor.extract %ez[] : tensor<f64>
  return %flat, %p, %exp : tensor<8xcomplex<f64>>, tensor<8xf64>, f64
}
