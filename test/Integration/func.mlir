// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir

// EXPECT: lambda a, z, b: (b, z, a)
func.func @middle_complex(%a: f32, %z: complex<f32>, %b: f32) -> (f32, complex<f32>, f32) {
  return %b, %z, %a : f32, complex<f32>, f32
}

func.func private @swap(%x: complex<f32>, %n: i32, %y: tensor<?xcomplex<f64>>) -> (tensor<?xcomplex<f64>>, i32, complex<f32>) {
  return %y, %n, %x : tensor<?xcomplex<f64>>, i32, complex<f32>
}

// EXPECT: lambda x, n, y: (x, n, y)
func.func @call(%x: complex<f32>, %n: i32, %y: tensor<?xcomplex<f64>>) -> (complex<f32>, i32, tensor<?xcomplex<f64>>) {
  %0:3 = call @swap(%x, %n, %y) : (complex<f32>, i32, tensor<?xcomplex<f64>>) -> (tensor<?xcomplex<f64>>, i32, complex<f32>)
  return %0#2, %0#1, %0#0 : complex<f32>, i32, tensor<?xcomplex<f64>>
}

// z 2^n.
// EXPECT: lambda n, z: z * 2.0**n
// WITH: n = 0
// WITH: n = 5
func.func @recursion(%n: i32, %z: complex<f32>) -> complex<f32> {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %done = arith.cmpi eq, %n, %c0 : i32
  %r = scf.if %done -> complex<f32> {
    scf.yield %z : complex<f32>
  } else {
    %m = arith.subi %n, %c1 : i32
    %w = complex.add %z, %z : complex<f32>
    %s = func.call @recursion(%m, %w) : (i32, complex<f32>) -> complex<f32>
    scf.yield %s : complex<f32>
  }
  return %r : complex<f32>
}

func.func private @conj(%z: complex<f32>) -> complex<f32> {
  %0 = complex.conj %z : complex<f32>
  return %0 : complex<f32>
}

func.func private @neg(%z: complex<f32>) -> complex<f32> {
  %0 = complex.neg %z : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda p, z: np.conj(z) if p else -z
// WITH: p = True
// WITH: p = False
func.func @call_indirect(%p: i1, %z: complex<f32>) -> complex<f32> {
  %f = constant @conj : (complex<f32>) -> complex<f32>
  %g = constant @neg : (complex<f32>) -> complex<f32>
  %h = arith.select %p, %f, %g : (complex<f32>) -> complex<f32>
  %r = call_indirect %h(%z) : (complex<f32>) -> complex<f32>
  return %r : complex<f32>
}
