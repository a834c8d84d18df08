// The kernel of a diagonal state-space model.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=promoted
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#hn = affine_map<(h, n) -> (h, n)>
#h = affine_map<(h, n) -> (h)>
#lhn = affine_map<(h, l, n) -> (h, n)>
#hl = affine_map<(h, l, n) -> (h, l)>
#vand = affine_map<(h, l, n) -> (h, n, l)>
#p3 = affine_map<(h, n, l) -> (h, n, l)>
#p2 = affine_map<(h, n, l) -> (h, n)>

func.func private @discretize(%log_dt: tensor<2xf32>, %log_a: tensor<2x4xf32>, %a_im: tensor<2x4xf32>) -> (tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>) attributes {milcomplex.abi = "interleaved"} {
  %minus = arith.constant dense<-1.0> : tensor<2x4xf32>
  %ex = math.exp %log_a : tensor<2x4xf32>
  %neg = arith.mulf %ex, %minus : tensor<2x4xf32>
  %a = milcomplex.complex %neg, %a_im : tensor<2x4xcomplex<f32>>
  %dt = math.exp %log_dt : tensor<2xf32>
  %e = tensor.empty() : tensor<2x4xcomplex<f32>>
  %dta = linalg.generic {indexing_maps = [#hn, #h, #hn], iterator_types = ["parallel", "parallel"]}
      ins(%a, %dt : tensor<2x4xcomplex<f32>>, tensor<2xf32>) outs(%e : tensor<2x4xcomplex<f32>>) {
  ^bb0(%x: complex<f32>, %d: f32, %o: complex<f32>):
    %zero = arith.constant 0.0 : f32
    %c = complex.create %d, %zero : complex<f32>
    %m = complex.mul %x, %c : complex<f32>
    linalg.yield %m : complex<f32>
  } -> tensor<2x4xcomplex<f32>>
  return %a, %dta : tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>
}

// K[h, l] = 2 Re(sum_n C[h, n] (exp(dt A) - 1) / A exp(dt A l))
// EXPECT: s4d
// WITH: length = 0
// WITH: length = 10
// RTOL: 2e-5
func.func @kernel(%log_dt: tensor<2xf32>, %log_a: tensor<2x4xf32>, %a_im: tensor<2x4xf32>, %c: tensor<2x4xcomplex<f32>>, %length: index) -> (tensor<2x?xf32>, tensor<2x4x?xcomplex<f32>>) {
  %a, %dta = call @discretize(%log_dt, %log_a, %a_im) : (tensor<2xf32>, tensor<2x4xf32>, tensor<2x4xf32>) -> (tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>)
  %em = milcomplex.expm1 %dta : tensor<2x4xcomplex<f32>>
  %bd = milcomplex.div %em, %a : tensor<2x4xcomplex<f32>>
  %cb = milcomplex.mul %c, %bd : tensor<2x4xcomplex<f32>>
  %ve = tensor.empty(%length) : tensor<2x4x?xcomplex<f32>>
  // Vandermonde matrix.
  %v = linalg.generic {indexing_maps = [#p2, #p3], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%dta : tensor<2x4xcomplex<f32>>) outs(%ve : tensor<2x4x?xcomplex<f32>>) {
  ^bb0(%x: complex<f32>, %o: complex<f32>):
    %l = linalg.index 2 : index
    %li = arith.index_cast %l : index to i32
    %b = complex.exp %x : complex<f32>
    %p = complex.powi %b, %li : complex<f32>, i32
    linalg.yield %p : complex<f32>
  } -> tensor<2x4x?xcomplex<f32>>
  %zero = arith.constant 0.0 : f32
  %two = arith.constant 2.0 : f32
  %ke = tensor.empty(%length) : tensor<2x?xf32>
  %k0 = linalg.fill ins(%zero : f32) outs(%ke : tensor<2x?xf32>) -> tensor<2x?xf32>
  %k = linalg.generic {indexing_maps = [#lhn, #vand, #hl], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%cb, %v : tensor<2x4xcomplex<f32>>, tensor<2x4x?xcomplex<f32>>) outs(%k0 : tensor<2x?xf32>) {
  ^bb0(%x: complex<f32>, %y: complex<f32>, %acc: f32):
    %m = complex.mul %x, %y : complex<f32>
    %re = complex.re %m : complex<f32>
    %d = arith.mulf %re, %two : f32
    %s = arith.addf %acc, %d : f32
    linalg.yield %s : f32
  } -> tensor<2x?xf32>
  return %k, %v : tensor<2x?xf32>, tensor<2x4x?xcomplex<f32>>
}
