// MRI reconstruction by inverse DFTs, combined over coils.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=matmul=3m
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#map_w = affine_map<(c, h, w, k) -> (h, k)>
#map_x = affine_map<(c, h, w, k) -> (c, k, w)>
#map_y = affine_map<(c, h, w, k) -> (c, h, w)>
#map_v = affine_map<(c, h, w, k) -> (k, w)>
#map_z = affine_map<(c, h, w, k) -> (c, h, k)>
#id2 = affine_map<(i, j) -> (i, j)>

func.func private @idft_matrix() -> tensor<8x8xcomplex<f32>> {
  %tau = arith.constant 0.78539816339744830962 : f32
  %zero = arith.constant 0.0 : f32
  %eighth = complex.constant [0.125 : f32, 0.0 : f32] : complex<f32>
  %e = tensor.empty() : tensor<8x8xcomplex<f32>>
  %c8 = arith.constant 8 : index
  %w = linalg.generic {indexing_maps = [#id2], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<8x8xcomplex<f32>>) {
  ^bb0(%o: complex<f32>):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %p = arith.muli %i, %j : index
    %r = arith.remui %p, %c8 : index
    %ri = arith.index_cast %r : index to i32
    %rf = arith.sitofp %ri : i32 to f32
    %a = arith.mulf %rf, %tau : f32
    %z = complex.create %zero, %a : complex<f32>
    %x = complex.exp %z : complex<f32>
    %s = complex.mul %x, %eighth : complex<f32>
    linalg.yield %s : complex<f32>
  } -> tensor<8x8xcomplex<f32>>
  return %w : tensor<8x8xcomplex<f32>>
}

// EXPECT: mri
// RTOL: 2e-6
func.func @reconstruct(%k: tensor<3x8x8xcomplex<f32>>, %sens: tensor<3x8x8xcomplex<f32>>, %mask: tensor<8x8xi1>) -> (tensor<8x8xf32>, tensor<8x8xcomplex<f32>>, tensor<8x8xf32>) {
  %zero = arith.constant dense<(0.0, 0.0)> : tensor<3x8x8xcomplex<f32>>
  %zero2 = arith.constant dense<(0.0, 0.0)> : tensor<8x8xcomplex<f32>>
  %zr = arith.constant dense<0.0> : tensor<8x8xf32>
  // Undersampling of each coil.
  %me = tensor.empty() : tensor<3x8x8xi1>
  %m3 = linalg.broadcast ins(%mask : tensor<8x8xi1>) outs(%me : tensor<3x8x8xi1>) dimensions = [0]
  %ks = arith.select %m3, %k, %zero : tensor<3x8x8xi1>, tensor<3x8x8xcomplex<f32>>
  %w = call @idft_matrix() : () -> tensor<8x8xcomplex<f32>>
  %rows = linalg.contract indexing_maps = [#map_w, #map_x, #map_y] ins(%w, %ks : tensor<8x8xcomplex<f32>>, tensor<3x8x8xcomplex<f32>>) outs(%zero : tensor<3x8x8xcomplex<f32>>) -> tensor<3x8x8xcomplex<f32>>
  %img = linalg.contract indexing_maps = [#map_z, #map_v, #map_y] ins(%rows, %w : tensor<3x8x8xcomplex<f32>>, tensor<8x8xcomplex<f32>>) outs(%zero : tensor<3x8x8xcomplex<f32>>) -> tensor<3x8x8xcomplex<f32>>
  // Root of the sum of squares.
  %abs = milcomplex.abs %img : tensor<3x8x8xcomplex<f32>>
  %sos = linalg.reduce ins(%abs : tensor<3x8x8xf32>) outs(%zr : tensor<8x8xf32>) dimensions = [0] (%a: f32, %o: f32) {
    %q = arith.mulf %a, %a : f32
    %s = arith.addf %o, %q : f32
    linalg.yield %s : f32
  }
  %rss = math.sqrt %sos : tensor<8x8xf32>
  // SENSE-like combination.
  %sc = milcomplex.conj %sens : tensor<3x8x8xcomplex<f32>>
  %prod = milcomplex.mul %sc, %img : tensor<3x8x8xcomplex<f32>>
  %comb = linalg.reduce { complex.add } ins(%prod : tensor<3x8x8xcomplex<f32>>) outs(%zero2 : tensor<8x8xcomplex<f32>>) dimensions = [0]
  %phase = milcomplex.angle %comb : tensor<8x8xcomplex<f32>>
  %cosine = math.cos %phase : tensor<8x8xf32>
  return %rss, %comb, %cosine : tensor<8x8xf32>, tensor<8x8xcomplex<f32>>, tensor<8x8xf32>
}
