// RUN: milc-opt --lower-complex --verify-diagnostics %s

func.func @wide_exponent(%z: complex<f32>, %n: i128) {
  // expected-error @below {{'complex.powi' op must have an exponent of at most 64 bits, but found i128}}
  %0 = complex.powi %z, %n : complex<f32>, i128
  return
}
