// Attention with rotary embeddings.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#id3 = affine_map<(n, h, d) -> (n, h, d)>
#cis = affine_map<(n, h, d) -> (n, d)>
#qm = affine_map<(h, i, j, d) -> (i, h, d)>
#km = affine_map<(h, i, j, d) -> (j, h, d)>
#sm = affine_map<(h, i, j, d) -> (h, i, j)>
#om = affine_map<(h, i, j, d) -> (i, h, d)>
#row = affine_map<(h, i, j) -> (h, i)>
#mat = affine_map<(h, i, j) -> (h, i, j)>
#a0 = affine_map<(n, d) -> (d)>
#a1 = affine_map<(n, d) -> (n, d)>

// exp(i n / 100^(d / 4)) for every position n.
func.func private @freqs_cis(%n: index) -> tensor<?x4xcomplex<f32>> {
  %inv = arith.constant dense<[1.0, 0.31622776601683794, 0.1, 0.031622776601683794]> : tensor<4xf32>
  %one = arith.constant 1.0 : f32
  %e = tensor.empty(%n) : tensor<?x4xf32>
  %angle = linalg.generic {indexing_maps = [#a0, #a1], iterator_types = ["parallel", "parallel"]}
      ins(%inv : tensor<4xf32>) outs(%e : tensor<?x4xf32>) {
  ^bb0(%f: f32, %o: f32):
    %p = linalg.index 0 : index
    %pi = arith.index_cast %p : index to i32
    %pf = arith.sitofp %pi : i32 to f32
    %a = arith.mulf %pf, %f : f32
    linalg.yield %a : f32
  } -> tensor<?x4xf32>
  %ones = linalg.fill ins(%one : f32) outs(%e : tensor<?x4xf32>) -> tensor<?x4xf32>
  %z = milcomplex.polar %ones, %angle : tensor<?x4xcomplex<f32>>
  return %z : tensor<?x4xcomplex<f32>>
}

func.func private @rotate(%x: tensor<?x2x8xf32>, %cis: tensor<?x4xcomplex<f32>>) -> tensor<?x2x8xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x2x8xf32>
  %e = tensor.expand_shape %x [[0], [1], [2, 3]] output_shape [%n, 2, 4, 2] : tensor<?x2x8xf32> into tensor<?x2x4x2xf32>
  %z = milcomplex.view_as_complex %e : tensor<?x2x4xcomplex<f32>>
  %init = tensor.empty(%n) : tensor<?x2x4xcomplex<f32>>
  %r = linalg.generic {indexing_maps = [#id3, #cis, #id3], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%z, %cis : tensor<?x2x4xcomplex<f32>>, tensor<?x4xcomplex<f32>>) outs(%init : tensor<?x2x4xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %b: complex<f32>, %o: complex<f32>):
    %m = complex.mul %a, %b : complex<f32>
    linalg.yield %m : complex<f32>
  } -> tensor<?x2x4xcomplex<f32>>
  %v = milcomplex.view_as_real %r : tensor<?x2x4xcomplex<f32>>
  %c = tensor.collapse_shape %v [[0], [1], [2, 3]] : tensor<?x2x4x2xf32> into tensor<?x2x8xf32>
  return %c : tensor<?x2x8xf32>
}

// EXPECT: rope_attention
// DIMS: 1 5
// RTOL: 1e-5
func.func @attention(%q: tensor<?x2x8xf32>, %k: tensor<?x2x8xf32>, %v: tensor<?x2x8xf32>) -> (tensor<?x2x8xf32>, tensor<2x?x?xf32>) {
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  %low = arith.constant 0xFF800000 : f32
  %scale = arith.constant 0.35355339 : f32
  %n = tensor.dim %q, %c0 : tensor<?x2x8xf32>
  %cis = call @freqs_cis(%n) : (index) -> tensor<?x4xcomplex<f32>>
  %qr = call @rotate(%q, %cis) : (tensor<?x2x8xf32>, tensor<?x4xcomplex<f32>>) -> tensor<?x2x8xf32>
  %kr = call @rotate(%k, %cis) : (tensor<?x2x8xf32>, tensor<?x4xcomplex<f32>>) -> tensor<?x2x8xf32>
  %se = tensor.empty(%n, %n) : tensor<2x?x?xf32>
  %s0 = linalg.fill ins(%zero : f32) outs(%se : tensor<2x?x?xf32>) -> tensor<2x?x?xf32>
  %s1 = linalg.contract indexing_maps = [#qm, #km, #sm] ins(%qr, %kr : tensor<?x2x8xf32>, tensor<?x2x8xf32>) outs(%s0 : tensor<2x?x?xf32>) -> tensor<2x?x?xf32>
  %re = tensor.empty(%n) : tensor<2x?xf32>
  %r0 = linalg.fill ins(%low : f32) outs(%re : tensor<2x?xf32>) -> tensor<2x?xf32>
  %max = linalg.reduce { arith.maximumf } ins(%s1 : tensor<2x?x?xf32>) outs(%r0 : tensor<2x?xf32>) dimensions = [2]
  %ex = linalg.generic {indexing_maps = [#mat, #row, #mat], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%s1, %max : tensor<2x?x?xf32>, tensor<2x?xf32>) outs(%se : tensor<2x?x?xf32>) {
  ^bb0(%a: f32, %m: f32, %o: f32):
    %d = arith.subf %a, %m : f32
    %t = arith.mulf %d, %scale : f32
    %x = math.exp %t : f32
    linalg.yield %x : f32
  } -> tensor<2x?x?xf32>
  %z0 = linalg.fill ins(%zero : f32) outs(%re : tensor<2x?xf32>) -> tensor<2x?xf32>
  %sum = linalg.reduce { arith.addf } ins(%ex : tensor<2x?x?xf32>) outs(%z0 : tensor<2x?xf32>) dimensions = [2]
  %p = linalg.generic {indexing_maps = [#mat, #row, #mat], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%ex, %sum : tensor<2x?x?xf32>, tensor<2x?xf32>) outs(%se : tensor<2x?x?xf32>) {
  ^bb0(%a: f32, %m: f32, %o: f32):
    %d = arith.divf %a, %m : f32
    linalg.yield %d : f32
  } -> tensor<2x?x?xf32>
  %oe = tensor.empty(%n) : tensor<?x2x8xf32>
  %o0 = linalg.fill ins(%zero : f32) outs(%oe : tensor<?x2x8xf32>) -> tensor<?x2x8xf32>
  %o1 = linalg.contract indexing_maps = [#sm, #km, #om] ins(%p, %v : tensor<2x?x?xf32>, tensor<?x2x8xf32>) outs(%o0 : tensor<?x2x8xf32>) -> tensor<?x2x8xf32>
  return %o1, %p : tensor<?x2x8xf32>, tensor<2x?x?xf32>
}
