// A linear recurrent unit.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#bn = affine_map<(l, n, h) -> (n, h)>
#bu = affine_map<(l, n, h) -> (l, h)>
#bo = affine_map<(l, n, h) -> (l, n)>
#ln = affine_map<(l, n) -> (l, n)>
#n1 = affine_map<(l, n) -> (n)>

// h_l = lambda h_(l-1) + gamma B u_l, by a scan in log steps; y = Re(C h) + D u.
// EXPECT: lru
// DIMS: 1 2 7 8
// RTOL: 1e-5
func.func @lru(%u: tensor<?x3xf32>, %nu: tensor<4xf32>, %theta: tensor<4xf32>, %b: tensor<4x3xcomplex<f32>>, %c: tensor<3x4xcomplex<f32>>, %d: tensor<3xf32>) -> (tensor<?x3xf32>, tensor<?x4xcomplex<f32>>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %f0 = arith.constant 0.0 : f32
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %one = arith.constant dense<1.0> : tensor<4xf32>
  %len = tensor.dim %u, %c0 : tensor<?x3xf32>
  %en = math.exp %nu : tensor<4xf32>
  %nen = arith.negf %en : tensor<4xf32>
  %et = math.exp %theta : tensor<4xf32>
  %ll = milcomplex.complex %nen, %et : tensor<4xcomplex<f32>>
  %lambda = milcomplex.exp %ll : tensor<4xcomplex<f32>>
  %al = milcomplex.abs %lambda : tensor<4xcomplex<f32>>
  %al2 = arith.mulf %al, %al : tensor<4xf32>
  %om = arith.subf %one, %al2 : tensor<4xf32>
  %gamma = math.sqrt %om : tensor<4xf32>
  %he = tensor.empty(%len) : tensor<?x4xcomplex<f32>>
  %h0 = linalg.fill ins(%zero : complex<f32>) outs(%he : tensor<?x4xcomplex<f32>>) -> tensor<?x4xcomplex<f32>>
  %bu = linalg.generic {indexing_maps = [#bn, #bu, #bo], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%b, %u : tensor<4x3xcomplex<f32>>, tensor<?x3xf32>) outs(%h0 : tensor<?x4xcomplex<f32>>) {
  ^bb0(%x: complex<f32>, %y: f32, %o: complex<f32>):
    %yc = complex.create %y, %f0 : complex<f32>
    %p = complex.mul %x, %yc : complex<f32>
    %s = complex.add %o, %p : complex<f32>
    linalg.yield %s : complex<f32>
  } -> tensor<?x4xcomplex<f32>>
  %gbu = linalg.generic {indexing_maps = [#ln, #n1, #ln], iterator_types = ["parallel", "parallel"]}
      ins(%bu, %gamma : tensor<?x4xcomplex<f32>>, tensor<4xf32>) outs(%he : tensor<?x4xcomplex<f32>>) {
  ^bb0(%x: complex<f32>, %y: f32, %o: complex<f32>):
    %re = complex.re %x : complex<f32>
    %im = complex.im %x : complex<f32>
    %a = arith.mulf %re, %y : f32
    %bb = arith.mulf %im, %y : f32
    %z = complex.create %a, %bb : complex<f32>
    linalg.yield %z : complex<f32>
  } -> tensor<?x4xcomplex<f32>>
  // Hillis-Steele: h[l] += lambda^step h[l - step].
  %scan:3 = scf.while (%step = %c1, %h = %gbu, %ls = %lambda) : (index, tensor<?x4xcomplex<f32>>, tensor<4xcomplex<f32>>) -> (index, tensor<?x4xcomplex<f32>>, tensor<4xcomplex<f32>>) {
    %more = arith.cmpi ult, %step, %len : index
    scf.condition(%more) %step, %h, %ls : index, tensor<?x4xcomplex<f32>>, tensor<4xcomplex<f32>>
  } do {
  ^bb0(%step: index, %h: tensor<?x4xcomplex<f32>>, %ls: tensor<4xcomplex<f32>>):
    %rest = arith.subi %len, %step : index
    %lo = tensor.extract_slice %h[0, 0] [%rest, 4] [1, 1] : tensor<?x4xcomplex<f32>> to tensor<?x4xcomplex<f32>>
    %hi = tensor.extract_slice %h[%step, 0] [%rest, 4] [1, 1] : tensor<?x4xcomplex<f32>> to tensor<?x4xcomplex<f32>>
    %new = linalg.generic {indexing_maps = [#ln, #ln, #n1, #ln], iterator_types = ["parallel", "parallel"]}
        ins(%lo, %hi, %ls : tensor<?x4xcomplex<f32>>, tensor<?x4xcomplex<f32>>, tensor<4xcomplex<f32>>) outs(%hi : tensor<?x4xcomplex<f32>>) {
    ^bb0(%x: complex<f32>, %y: complex<f32>, %l: complex<f32>, %o: complex<f32>):
      %p = complex.mul %l, %x : complex<f32>
      %s = complex.add %y, %p : complex<f32>
      linalg.yield %s : complex<f32>
    } -> tensor<?x4xcomplex<f32>>
    %nh = tensor.insert_slice %new into %h[%step, 0] [%rest, 4] [1, 1] : tensor<?x4xcomplex<f32>> into tensor<?x4xcomplex<f32>>
    %ls2 = milcomplex.square %ls : tensor<4xcomplex<f32>>
    %ns = arith.addi %step, %step : index
    scf.yield %ns, %nh, %ls2 : index, tensor<?x4xcomplex<f32>>, tensor<4xcomplex<f32>>
  }
  %ye = tensor.empty(%len) : tensor<?x3xcomplex<f32>>
  %y0 = linalg.fill ins(%zero : complex<f32>) outs(%ye : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  %ch = linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (n, k)>, affine_map<(m, n, k) -> (m, n)>]
      ins(%scan#1, %c : tensor<?x4xcomplex<f32>>, tensor<3x4xcomplex<f32>>) outs(%y0 : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  %re = milcomplex.real %ch : tensor<?x3xcomplex<f32>>
  %y = linalg.generic {indexing_maps = [#ln, #n1, #ln], iterator_types = ["parallel", "parallel"]}
      ins(%u, %d : tensor<?x3xf32>, tensor<3xf32>) outs(%re : tensor<?x3xf32>) {
  ^bb0(%x: f32, %dd: f32, %o: f32):
    %p = arith.mulf %x, %dd : f32
    %s = arith.addf %o, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x3xf32>
  return %y, %scan#1 : tensor<?x3xf32>, tensor<?x4xcomplex<f32>>
}
