// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// EXPECT: lambda z, w: (np.conj(z), np.conj(z) + w)
func.func @execute(%z: complex<f32>, %w: complex<f32>) -> (complex<f32>, complex<f32>) {
  %t0, %v = async.execute -> !async.value<complex<f32>> {
    %0 = complex.conj %z : complex<f32>
    async.yield %0 : complex<f32>
  }
  %t1, %u = async.execute [%t0] (%v as %x: !async.value<complex<f32>>) -> !async.value<complex<f32>> {
    %0 = complex.add %x, %w : complex<f32>
    async.yield %0 : complex<f32>
  }
  %first = async.await %v : !async.value<complex<f32>>
  %second = async.await %u : !async.value<complex<f32>>
  return %first, %second : complex<f32>, complex<f32>
}

async.func @negate(%z: complex<f64>) -> !async.value<complex<f64>> {
  %0 = complex.neg %z : complex<f64>
  return %0 : complex<f64>
}

// EXPECT: lambda z: -z
func.func @call(%z: complex<f64>) -> complex<f64> {
  %v = async.call @negate(%z) : (complex<f64>) -> !async.value<complex<f64>>
  %r = async.await %v : !async.value<complex<f64>>
  return %r : complex<f64>
}
