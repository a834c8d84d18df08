// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

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

// Mutual recursion, tensors through calls, results in another order.
// EXPECT: lambda n, x, y: (x + n * y, y) if n % 2 == 0 else (y, x + n * y)
// WITH: n = 0
// WITH: n = 1
// WITH: n = 4
// RTOL: 1e-6
func.func @even(%n: i32, %x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %done = arith.cmpi eq, %n, %c0 : i32
  cf.cond_br %done, ^exit(%x, %y : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>), ^more
^more:
  %m = arith.subi %n, %c1 : i32
  %s = milcomplex.add %x, %y : tensor<?xcomplex<f32>>
  %r:2 = call @odd(%m, %y, %s) : (i32, tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>)
  cf.br ^exit(%r#1, %r#0 : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>)
^exit(%a: tensor<?xcomplex<f32>>, %b: tensor<?xcomplex<f32>>):
  return %a, %b : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>
}

func.func private @odd(%n: i32, %y: tensor<?xcomplex<f32>>, %x: tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) {
  %r:2 = call @even(%n, %x, %y) : (i32, tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>)
  return %r#0, %r#1 : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>
}

// Functions as values: through a block argument, a loop and a call.
func.func private @twice(%f: (complex<f32>) -> complex<f32>, %z: complex<f32>) -> complex<f32> {
  %a = call_indirect %f(%z) : (complex<f32>) -> complex<f32>
  %b = call_indirect %f(%a) : (complex<f32>) -> complex<f32>
  return %b : complex<f32>
}

func.func private @shift(%z: complex<f32>) -> complex<f32> {
  %c = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
  %0 = complex.add %z, %c : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda z: z + 2 + 4j
// RTOL: 1e-6
func.func @function_argument(%z: complex<f32>) -> complex<f32> {
  %f = constant @shift : (complex<f32>) -> complex<f32>
  %r = call @twice(%f, %z) : ((complex<f32>) -> complex<f32>, complex<f32>) -> complex<f32>
  return %r : complex<f32>
}

// Unused arguments and results.
// EXPECT: lambda x, y: (x, y)
func.func @unused(%x: complex<f32>, %y: f32) -> (complex<f32>, f32) {
  %r:2 = call @unused_helper(%x, %y) : (complex<f32>, f32) -> (complex<f32>, complex<f32>)
  return %r#0, %y : complex<f32>, f32
}

func.func private @unused_helper(%x: complex<f32>, %y: f32) -> (complex<f32>, complex<f32>) {
  %c = complex.constant [0.0 : f32, 1.0 : f32] : complex<f32>
  return %x, %c : complex<f32>, complex<f32>
}
