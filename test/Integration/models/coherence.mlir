// Welch's spectra and coherence.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#sw = affine_map<(s, n) -> (s, n)>
#w = affine_map<(s, n) -> (n)>

// Welch: windowed segments, DFT as a matrix product, spectra and coherence.
func.func private @spectra(%x: tensor<?x16xf32>) -> tensor<?x9xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c16 = arith.constant 16 : index
  %zero = arith.constant 0.0 : f32
  %half = arith.constant 0.5 : f32
  %omega = arith.constant 0.39269908169872415481 : f32
  %s = tensor.dim %x, %c0 : tensor<?x16xf32>
  %e = tensor.empty(%s) : tensor<?x16xcomplex<f32>>
  %h = linalg.generic {indexing_maps = [#sw, #sw], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<?x16xf32>) outs(%e : tensor<?x16xcomplex<f32>>) {
  ^bb0(%a: f32, %o: complex<f32>):
    %n = linalg.index 1 : index
    %ni = arith.index_cast %n : index to i32
    %nf = arith.sitofp %ni : i32 to f32
    %t = arith.mulf %nf, %omega : f32
    %c = math.cos %t : f32
    %hc = arith.mulf %c, %half : f32
    %win = arith.subf %half, %hc : f32
    %v = arith.mulf %a, %win : f32
    %z = complex.create %v, %zero : complex<f32>
    linalg.yield %z : complex<f32>
  } -> tensor<?x16xcomplex<f32>>
  %tw = tensor.generate {
  ^bb0(%n: index, %k: index):
    %p = arith.muli %n, %k : index
    %r = arith.remui %p, %c16 : index
    %ri = arith.index_cast %r : index to i32
    %rf = arith.sitofp %ri : i32 to f32
    %t = arith.mulf %rf, %omega : f32
    %nt = arith.negf %t : f32
    %one = arith.constant 1.0 : f32
    %z = milcomplex.polar %one, %nt : complex<f32>
    tensor.yield %z : complex<f32>
  } : tensor<16x9xcomplex<f32>>
  %ye = tensor.empty(%s) : tensor<?x9xcomplex<f32>>
  %zc = complex.create %zero, %zero : complex<f32>
  %y0 = linalg.fill ins(%zc : complex<f32>) outs(%ye : tensor<?x9xcomplex<f32>>) -> tensor<?x9xcomplex<f32>>
  %y = linalg.matmul ins(%h, %tw : tensor<?x16xcomplex<f32>>, tensor<16x9xcomplex<f32>>) outs(%y0 : tensor<?x9xcomplex<f32>>) -> tensor<?x9xcomplex<f32>>
  return %y : tensor<?x9xcomplex<f32>>
}

// EXPECT: coherence
// DIMS: 2 5
// RTOL: 2e-4
func.func @welch(%x: tensor<?x16xf32>, %y: tensor<?x16xf32>) -> (tensor<9xf32>, tensor<9xcomplex<f32>>, tensor<9xf32>, tensor<9xf32>) {
  %fx = call @spectra(%x) : (tensor<?x16xf32>) -> tensor<?x9xcomplex<f32>>
  %fy = call @spectra(%y) : (tensor<?x16xf32>) -> tensor<?x9xcomplex<f32>>
  %z = arith.constant dense<(0.0, 0.0)> : tensor<9xcomplex<f32>>
  %zr = arith.constant dense<0.0> : tensor<9xf32>
  %r:3 = linalg.reduce ins(%fx, %fy, %fx : tensor<?x9xcomplex<f32>>, tensor<?x9xcomplex<f32>>, tensor<?x9xcomplex<f32>>) outs(%z, %z, %z : tensor<9xcomplex<f32>>, tensor<9xcomplex<f32>>, tensor<9xcomplex<f32>>) dimensions = [0]
    (%a: complex<f32>, %b: complex<f32>, %unused: complex<f32>, %pxx: complex<f32>, %pyy: complex<f32>, %pxy: complex<f32>) {
      %ac = complex.conj %a : complex<f32>
      %bc = complex.conj %b : complex<f32>
      %aa = complex.mul %a, %ac : complex<f32>
      %bb = complex.mul %b, %bc : complex<f32>
      %ab = complex.mul %a, %bc : complex<f32>
      %xx = complex.add %pxx, %aa : complex<f32>
      %yy = complex.add %pyy, %bb : complex<f32>
      %xy = complex.add %pxy, %ab : complex<f32>
      linalg.yield %xx, %yy, %xy : complex<f32>, complex<f32>, complex<f32>
    }
  %pxx = milcomplex.real %r#0 : tensor<9xcomplex<f32>>
  %pyy = milcomplex.real %r#1 : tensor<9xcomplex<f32>>
  %ax = milcomplex.abs %r#2 : tensor<9xcomplex<f32>>
  %num = arith.mulf %ax, %ax : tensor<9xf32>
  %den = arith.mulf %pxx, %pyy : tensor<9xf32>
  %coh = arith.divf %num, %den : tensor<9xf32>
  // Of a complex64 spectrum in double precision: the log of the power.
  %wide = linalg.copy ins(%r#2 : tensor<9xcomplex<f32>>) outs(%z : tensor<9xcomplex<f32>>) -> tensor<9xcomplex<f32>>
  %lg = milcomplex.log10 %r#0 : tensor<9xcomplex<f32>>
  %db = milcomplex.real %lg : tensor<9xcomplex<f32>>
  return %pxx, %wide, %coh, %db : tensor<9xf32>, tensor<9xcomplex<f32>>, tensor<9xf32>, tensor<9xf32>
}
