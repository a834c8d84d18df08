// Roots of polynomials by Durand and Kerner.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

memref.global "private" @start : memref<4xcomplex<f64>> = dense<[(1.0, 0.0), (0.4, 0.9), (-0.65, 0.72), (-0.908, -0.297)]>
memref.global "private" constant @cubic : memref<4xcomplex<f64>> = dense<(1.0, 0.0)>
memref.global "private" @count : memref<i32> = dense<0>

// z^4 + a[3] z^3 + a[2] z^2 + a[1] z + a[0], by Horner.
func.func private @monic(%a: memref<4xcomplex<f64>>, %z: complex<f64>) -> complex<f64> {
  %one = complex.constant [1.0, 0.0] : complex<f64>
  %c3 = arith.constant 3 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  cf.br ^head(%c3, %one : index, complex<f64>)
^head(%k: index, %acc: complex<f64>):
  %c = memref.load %a[%k] : memref<4xcomplex<f64>>
  %p = complex.mul %acc, %z : complex<f64>
  %s = complex.add %p, %c : complex<f64>
  %done = arith.cmpi eq, %k, %c0 : index
  %next = arith.subi %k, %c1 : index
  cf.cond_br %done, ^exit(%s : complex<f64>), ^head(%next, %s : index, complex<f64>)
^exit(%r: complex<f64>):
  return %r : complex<f64>
}

// 1 + z + z^2 + z^3 + z^4, by powers.
func.func private @geometric(%a: memref<4xcomplex<f64>>, %z: complex<f64>) -> complex<f64> {
  %one = complex.constant [1.0, 0.0] : complex<f64>
  %n5 = arith.constant 5 : i64
  %p = complex.powi %z, %n5 : complex<f64>, i64
  %d = complex.sub %p, %one : complex<f64>
  %e = complex.sub %z, %one : complex<f64>
  %same = complex.eq %z, %one : complex<f64>
  %five = complex.constant [5.0, 0.0] : complex<f64>
  cf.cond_br %same, ^exit(%five : complex<f64>), ^divide
^divide:
  %q = complex.div %d, %e : complex<f64>
  cf.br ^exit(%q : complex<f64>)
^exit(%r: complex<f64>):
  return %r : complex<f64>
}

func.func private @iterate(%f: (memref<4xcomplex<f64>>, complex<f64>) -> complex<f64>, %a: memref<4xcomplex<f64>>, %z: memref<4xcomplex<f64>>) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %one = complex.constant [1.0, 0.0] : complex<f64>
  %none = arith.constant 0.0 : f64
  %i1 = arith.constant 1 : i32
  %cnt = memref.get_global @count : memref<i32>
  %old = memref.load %cnt[] : memref<i32>
  %new = arith.addi %old, %i1 : i32
  memref.store %new, %cnt[] : memref<i32>
  %change = scf.for %i = %c0 to %c4 step %c1 iter_args(%most = %none) -> (f64) {
    %zi = memref.load %z[%i] : memref<4xcomplex<f64>>
    %p = func.call_indirect %f(%a, %zi) : (memref<4xcomplex<f64>>, complex<f64>) -> complex<f64>
    %den = scf.for %j = %c0 to %c4 step %c1 iter_args(%acc = %one) -> (complex<f64>) {
      %same = arith.cmpi eq, %i, %j : index
      %zj = memref.load %z[%j] : memref<4xcomplex<f64>>
      %d = complex.sub %zi, %zj : complex<f64>
      %t = arith.select %same, %one, %d : complex<f64>
      %m = complex.mul %acc, %t : complex<f64>
      scf.yield %m : complex<f64>
    }
    %q = complex.div %p, %den : complex<f64>
    %n = complex.sub %zi, %q : complex<f64>
    memref.store %n, %z[%i] : memref<4xcomplex<f64>>
    %ab = complex.abs %q : complex<f64>
    %max = arith.maximumf %most, %ab : f64
    scf.yield %max : f64
  }
  return %change : f64
}

// EXPECT: durand_kerner
// WITH: which = True
// WITH: which = False
// RTOL: 1e-9
func.func @roots(%a: tensor<4xcomplex<f64>>, %which: i1) -> (complex<f64>, complex<f64>, complex<f64>, f64) {
  %c0 = arith.constant 0 : index
  %tol = arith.constant 1.0e-13 : f64
  %most = arith.constant 200 : i32
  %i0 = arith.constant 0 : i32
  %zeroc = complex.constant [0.0, 0.0] : complex<f64>
  %onec = milcomplex.const [1.0, 0.0] : complex<f64>
  %f = constant @monic : (memref<4xcomplex<f64>>, complex<f64>) -> complex<f64>
  %g = constant @geometric : (memref<4xcomplex<f64>>, complex<f64>) -> complex<f64>
  %h = arith.select %which, %f, %g : (memref<4xcomplex<f64>>, complex<f64>) -> complex<f64>
  %given = bufferization.to_buffer %a read_only : tensor<4xcomplex<f64>> to memref<4xcomplex<f64>>
  %ones = memref.get_global @cubic : memref<4xcomplex<f64>>
  %coef = arith.select %which, %given, %ones : memref<4xcomplex<f64>>
  %start = memref.get_global @start : memref<4xcomplex<f64>>
  %z = memref.alloc() : memref<4xcomplex<f64>>
  memref.copy %start, %z : memref<4xcomplex<f64>> to memref<4xcomplex<f64>>
  cf.br ^loop(%i0 : i32)
^loop(%k: i32):
  %i1 = arith.constant 1 : i32
  %change = call @iterate(%h, %coef, %z) : ((memref<4xcomplex<f64>>, complex<f64>) -> complex<f64>, memref<4xcomplex<f64>>, memref<4xcomplex<f64>>) -> f64
  %big = arith.cmpf ogt, %change, %tol : f64
  %few = arith.cmpi slt, %k, %most : i32
  %more = arith.andi %big, %few : i1
  %k1 = arith.addi %k, %i1 : i32
  cf.cond_br %more, ^loop(%k1 : i32), ^done(%zeroc, %onec, %c0, %zeroc : complex<f64>, complex<f64>, index, complex<f64>)
^done(%sum: complex<f64>, %prod: complex<f64>, %i: index, %res: complex<f64>):
  // Symmetric functions of the roots: their sum, product and sum of squares.
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %x = memref.load %z[%i] : memref<4xcomplex<f64>>
  %s = complex.add %sum, %x : complex<f64>
  %p = complex.mul %prod, %x : complex<f64>
  %sq = complex.mul %x, %x : complex<f64>
  %r = complex.add %res, %sq : complex<f64>
  %in = arith.addi %i, %c1 : index
  %again = arith.cmpi ult, %in, %c4 : index
  cf.cond_br %again, ^done(%s, %p, %in, %r : complex<f64>, complex<f64>, index, complex<f64>), ^end
^end:
  %w = call_indirect %h(%coef, %x) : (memref<4xcomplex<f64>>, complex<f64>) -> complex<f64>
  %wa = complex.abs %w : complex<f64>
  %zero = arith.constant 0.0 : f64
  %small = arith.constant 1.0e-10 : f64
  %ok = arith.cmpf olt, %wa, %small : f64
  %one = arith.constant 1.0 : f64
  %residual = arith.select %ok, %zero, %one : f64
  // Turned, so that no part is 0.
  %turn = complex.constant [0.6, 0.8] : complex<f64>
  %ts = complex.mul %s, %turn : complex<f64>
  %tp = complex.mul %p, %turn : complex<f64>
  %tr = complex.mul %r, %turn : complex<f64>
  return %ts, %tp, %tr, %residual : complex<f64>, complex<f64>, complex<f64>, f64
}
