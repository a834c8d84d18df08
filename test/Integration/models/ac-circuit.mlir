// AC circuit analysis.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=complex-range=basic
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// Transfer of an RLC ladder over frequency, and a nodal analysis by Cramer's rule.
func.func private @parallel_z(%a: complex<f64>, %b: complex<f64>) -> complex<f64> {
  %p = complex.mul %a, %b : complex<f64>
  %s = complex.add %a, %b : complex<f64>
  %q = complex.div %p, %s : complex<f64>
  return %q : complex<f64>
}

func.func private @impedances(%w: f64) -> (complex<f64>, complex<f64>, complex<f64>) {
  %zero = arith.constant 0.0 : f64
  %r = complex.constant [50.0, 0.0] : complex<f64>
  %l = arith.constant 1.0e-3 : f64
  %c = arith.constant 1.0e-6 : f64
  %one = complex.constant [1.0, 0.0] : complex<f64>
  %wl = arith.mulf %w, %l : f64
  %wc = arith.mulf %w, %c : f64
  %zl = complex.create %zero, %wl : complex<f64>
  %yc = complex.create %zero, %wc : complex<f64>
  %zc = complex.div %one, %yc : complex<f64>
  return %r, %zl, %zc : complex<f64>, complex<f64>, complex<f64>
}

// EXPECT: circuit
// DIMS: 0 1 6
// RTOL: 1e-12
func.func @sweep(%lw: tensor<?xf64>) -> (tensor<?xcomplex<f64>>, tensor<?xf64>, tensor<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %twenty = arith.constant 20.0 : f64
  %scale = arith.constant 1.0e4 : f64
  %n = tensor.dim %lw, %c0 : tensor<?xf64>
  %h = memref.alloc(%n) : memref<?xcomplex<f64>>
  %db = memref.alloc(%n) : memref<?xf64>
  %ph = memref.alloc(%n) : memref<?xf64>
  scf.parallel (%i) = (%c0) to (%n) step (%c1) {
    %x = tensor.extract %lw[%i] : tensor<?xf64>
    %ex = math.exp %x : f64
    %w = arith.mulf %ex, %scale : f64
    %r, %zl, %zc = func.call @impedances(%w) : (f64) -> (complex<f64>, complex<f64>, complex<f64>)
    %out = func.call @parallel_z(%zc, %r) : (complex<f64>, complex<f64>) -> complex<f64>
    %all = complex.add %zl, %out : complex<f64>
    %t = complex.div %out, %all : complex<f64>
    memref.store %t, %h[%i] : memref<?xcomplex<f64>>
    %lg = complex.log %t : complex<f64>
    %re = complex.re %lg : complex<f64>
    %im = complex.im %lg : complex<f64>
    %ln10 = arith.constant 2.30258509299404568402 : f64
    %l10 = arith.divf %re, %ln10 : f64
    %d = arith.mulf %l10, %twenty : f64
    memref.store %d, %db[%i] : memref<?xf64>
    memref.store %im, %ph[%i] : memref<?xf64>
    scf.reduce
  }
  %0 = bufferization.to_tensor %h restrict writable : memref<?xcomplex<f64>> to tensor<?xcomplex<f64>>
  %1 = bufferization.to_tensor %db restrict writable : memref<?xf64> to tensor<?xf64>
  %2 = bufferization.to_tensor %ph restrict writable : memref<?xf64> to tensor<?xf64>
  return %0, %1, %2 : tensor<?xcomplex<f64>>, tensor<?xf64>, tensor<?xf64>
}

// Two meshes: [z1 + z3, -z3; -z3, z2 + z3] i = [v, 0]; the complex power of the source.
// EXPECT: meshes
// RTOL: 1e-12
func.func @meshes(%z1: complex<f64>, %z2: complex<f64>, %z3: complex<f64>, %v: complex<f64>) -> (complex<f64>, complex<f64>, complex<f64>) {
  %a = complex.add %z1, %z3 : complex<f64>
  %b = complex.neg %z3 : complex<f64>
  %d = complex.add %z2, %z3 : complex<f64>
  %ad = complex.mul %a, %d : complex<f64>
  %bb = complex.mul %b, %b : complex<f64>
  %det = complex.sub %ad, %bb : complex<f64>
  %i1n = complex.mul %v, %d : complex<f64>
  %i1 = complex.div %i1n, %det : complex<f64>
  %bv = complex.mul %b, %v : complex<f64>
  %i2n = complex.neg %bv : complex<f64>
  %i2 = complex.div %i2n, %det : complex<f64>
  %c = complex.conj %i1 : complex<f64>
  %s = complex.mul %v, %c : complex<f64>
  return %i1, %i2, %s : complex<f64>, complex<f64>, complex<f64>
}
