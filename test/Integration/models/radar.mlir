// A radar chirp and its ambiguity function.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=basic
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#t = affine_map<(d, v, t) -> (t)>
#dv = affine_map<(d, v, t) -> (d, v)>
#id = affine_map<(i) -> (i)>
#dv2 = affine_map<(d, v) -> (d, v)>

// exp(i pi k t^2), t = m / n - 1/2
func.func private @chirp(%n: index, %k: f32) -> tensor<?xcomplex<f32>> {
  %pi = arith.constant 3.14159265 : f32
  %half = arith.constant 0.5 : f32
  %zero = arith.constant 0.0 : f32
  %ni = arith.index_cast %n : index to i32
  %nf = arith.sitofp %ni : i32 to f32
  %kp = arith.mulf %k, %pi : f32
  %e = tensor.empty(%n) : tensor<?xcomplex<f32>>
  %s = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]} outs(%e : tensor<?xcomplex<f32>>) {
  ^bb0(%o: complex<f32>):
    %m = linalg.index 0 : index
    %mi = arith.index_cast %m : index to i32
    %mf = arith.sitofp %mi : i32 to f32
    %q = arith.divf %mf, %nf : f32
    %t = arith.subf %q, %half : f32
    %t2 = arith.mulf %t, %t : f32
    %ph = arith.mulf %t2, %kp : f32
    %z = complex.create %zero, %ph : complex<f32>
    %c = complex.exp %z fastmath<nnan,ninf> : complex<f32>
    linalg.yield %c : complex<f32>
  } -> tensor<?xcomplex<f32>>
  return %s : tensor<?xcomplex<f32>>
}

// |sum_t s(t) conj(s(t - d)) exp(2 pi i v t / n)|, delays and Dopplers around zero.
// EXPECT: ambiguity
// WITH: n = 1, k = 3.0, nd = 1, nv = 3
// WITH: n = 16, k = 8.0, nd = 5, nv = 4
// RTOL: 2e-5
// DRAWS: 1
func.func @ambiguity(%n: index, %k: f32, %nd: index, %nv: index) -> (tensor<?x?xf32>, tensor<?xcomplex<f32>>) {
  %tau = arith.constant 6.28318531 : f32
  %f0 = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %s = call @chirp(%n, %k) : (index, f32) -> tensor<?xcomplex<f32>>
  %ni = arith.index_cast %n : index to i32
  %nf = arith.sitofp %ni : i32 to f32
  %w = arith.divf %tau, %nf : f32
  %e = tensor.empty(%nd, %nv) : tensor<?x?xcomplex<f32>>
  %a0 = linalg.fill ins(%zero : complex<f32>) outs(%e : tensor<?x?xcomplex<f32>>) -> tensor<?x?xcomplex<f32>>
  %a = linalg.generic {indexing_maps = [#t, #dv], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%s : tensor<?xcomplex<f32>>) outs(%a0 : tensor<?x?xcomplex<f32>>) {
  ^bb0(%x: complex<f32>, %acc: complex<f32>):
    %d = linalg.index 0 : index
    %v = linalg.index 1 : index
    %t = linalg.index 2 : index
    %in = arith.cmpi uge, %t, %d : index
    %y = scf.if %in -> (complex<f32>) {
      %u = arith.subi %t, %d : index
      %g = tensor.extract %s[%u] : tensor<?xcomplex<f32>>
      %gc = complex.conj %g : complex<f32>
      scf.yield %gc : complex<f32>
    } else {
      scf.yield %zero : complex<f32>
    }
    %vt = arith.muli %v, %t : index
    %vti = arith.index_cast %vt : index to i32
    %vtf = arith.sitofp %vti : i32 to f32
    %ph = arith.mulf %vtf, %w : f32
    %r = complex.create %f0, %ph : complex<f32>
    %dop = complex.exp %r : complex<f32>
    %p = complex.mul %x, %y : complex<f32>
    %pd = complex.mul %p, %dop : complex<f32>
    %sum = complex.add %acc, %pd : complex<f32>
    linalg.yield %sum : complex<f32>
  } -> tensor<?x?xcomplex<f32>>
  %m = milcomplex.abs %a : tensor<?x?xcomplex<f32>>
  return %m, %s : tensor<?x?xf32>, tensor<?xcomplex<f32>>
}
