// Mandelbrot and Julia sets.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#id = affine_map<(i, j) -> (i, j)>

func.func private @escape(%z0: complex<f64>, %c: complex<f64>) -> (i32, complex<f64>) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %max = arith.constant 40 : i32
  %four = arith.constant 4.0 : f64
  %r:2 = scf.while (%z = %z0, %n = %c0) : (complex<f64>, i32) -> (complex<f64>, i32) {
    %re = complex.re %z : complex<f64>
    %im = complex.im %z : complex<f64>
    %a = arith.mulf %re, %re : f64
    %b = arith.mulf %im, %im : f64
    %s = arith.addf %a, %b : f64
    %in = arith.cmpf olt, %s, %four : f64
    %few = arith.cmpi slt, %n, %max : i32
    %go = arith.andi %in, %few : i1
    scf.condition(%go) %z, %n : complex<f64>, i32
  } do {
  ^bb0(%z: complex<f64>, %n: i32):
    %q = complex.mul %z, %z : complex<f64>
    %w = complex.add %q, %c : complex<f64>
    %m = arith.addi %n, %c1 : i32
    scf.yield %w, %m : complex<f64>, i32
  }
  return %r#1, %r#0 : i32, complex<f64>
}

// EXPECT: mandelbrot
// WITH: h = 5, w = 7
// WITH: h = 12, w = 9
func.func @mandelbrot(%h: index, %w: index) -> tensor<?x?xi32> {
  %e = tensor.empty(%h, %w) : tensor<?x?xi32>
  %hi = arith.index_cast %h : index to i64
  %hf = arith.sitofp %hi : i64 to f64
  %wi = arith.index_cast %w : index to i64
  %wf = arith.sitofp %wi : i64 to f64
  %z0 = complex.constant [0.0, 0.0] : complex<f64>
  %corner = complex.constant [-2.125, -1.25] : complex<f64>
  %three = arith.constant 3.0 : f64
  %twohalf = arith.constant 2.5 : f64
  %n = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<?x?xi32>) {
  ^bb0(%o: i32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %ii = arith.index_cast %i : index to i64
    %if = arith.sitofp %ii : i64 to f64
    %ji = arith.index_cast %j : index to i64
    %jf = arith.sitofp %ji : i64 to f64
    %x = arith.divf %jf, %wf : f64
    %y = arith.divf %if, %hf : f64
    %xs = arith.mulf %x, %three : f64
    %ys = arith.mulf %y, %twohalf : f64
    %p = complex.create %xs, %ys : complex<f64>
    %c = complex.add %corner, %p : complex<f64>
    %k, %z = func.call @escape(%z0, %c) : (complex<f64>, complex<f64>) -> (i32, complex<f64>)
    linalg.yield %k : i32
  } -> tensor<?x?xi32>
  return %n : tensor<?x?xi32>
}

// Julia set: final values and iteration counts, a row a step of scf.forall.
// EXPECT: julia
// RTOL: 1e-9
func.func @julia(%grid: tensor<6x4xcomplex<f64>>) -> (tensor<6x4xcomplex<f64>>, tensor<6x4xi32>) {
  %c = milcomplex.const [-0.4, 0.6] : complex<f64>
  %e = tensor.empty() : tensor<6x4xcomplex<f64>>
  %k = tensor.empty() : tensor<6x4xi32>
  %r:2 = scf.forall (%i) in (6) shared_outs(%zs = %e, %ks = %k) -> (tensor<6x4xcomplex<f64>>, tensor<6x4xi32>) {
    %row = tensor.extract_slice %grid[%i, 0] [1, 4] [1, 1] : tensor<6x4xcomplex<f64>> to tensor<4xcomplex<f64>>
    %zo = tensor.extract_slice %zs[%i, 0] [1, 4] [1, 1] : tensor<6x4xcomplex<f64>> to tensor<4xcomplex<f64>>
    %ko = tensor.extract_slice %ks[%i, 0] [1, 4] [1, 1] : tensor<6x4xi32> to tensor<4xi32>
    %g:2 = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
        ins(%row : tensor<4xcomplex<f64>>) outs(%zo, %ko : tensor<4xcomplex<f64>>, tensor<4xi32>) {
    ^bb0(%z: complex<f64>, %o: complex<f64>, %p: i32):
      %n, %w = func.call @escape(%z, %c) : (complex<f64>, complex<f64>) -> (i32, complex<f64>)
      linalg.yield %w, %n : complex<f64>, i32
    } -> (tensor<4xcomplex<f64>>, tensor<4xi32>)
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %g#0 into %zs[%i, 0] [1, 4] [1, 1] : tensor<4xcomplex<f64>> into tensor<6x4xcomplex<f64>>
      tensor.parallel_insert_slice %g#1 into %ks[%i, 0] [1, 4] [1, 1] : tensor<4xi32> into tensor<6x4xi32>
    }
  }
  return %r#0, %r#1 : tensor<6x4xcomplex<f64>>, tensor<6x4xi32>
}
