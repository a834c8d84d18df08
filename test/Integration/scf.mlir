// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir

// EXPECT: lambda p, x, y: (x, 1) if p else (y, 2)
// WITH: p = True
// WITH: p = False
func.func @if(%p: i1, %x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, i32) {
  %c1 = arith.constant 1 : i32
  %c2 = arith.constant 2 : i32
  %z:2 = scf.if %p -> (tensor<?xcomplex<f32>>, i32) {
    scf.yield %x, %c1 : tensor<?xcomplex<f32>>, i32
  } else {
    scf.yield %y, %c2 : tensor<?xcomplex<f32>>, i32
  }
  return %z#0, %z#1 : tensor<?xcomplex<f32>>, i32
}

// EXPECT: lambda n, x, y: (x + n * y, n * (n - 1) // 2)
// ULP: 4
// WITH: n = 0
// WITH: n = 3
func.func @for(%n: index, %x: complex<f64>, %y: complex<f64>) -> (complex<f64>, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%z = %x, %s = %c0) -> (complex<f64>, index) {
    %w = complex.add %z, %y : complex<f64>
    %t = arith.addi %s, %i : index
    scf.yield %w, %t : complex<f64>, index
  }
  return %r#0, %r#1 : complex<f64>, index
}

// Doubles z until n is 0; the types before and after differ in order.
// EXPECT: lambda n, z: (n * 0, z * 2.0**n)
// WITH: n = 0
// WITH: n = 6
func.func @while(%n: i32, %z: complex<f32>) -> (i32, complex<f32>) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %r:2 = scf.while (%x = %z, %k = %n) : (complex<f32>, i32) -> (i32, complex<f32>) {
    %more = arith.cmpi ne, %k, %c0 : i32
    scf.condition(%more) %k, %x : i32, complex<f32>
  } do {
  ^bb0(%k: i32, %x: complex<f32>):
    %y = complex.add %x, %x : complex<f32>
    %l = arith.subi %k, %c1 : i32
    scf.yield %y, %l : complex<f32>, i32
  }
  return %r#0, %r#1 : i32, complex<f32>
}

// EXPECT: lambda n, x, y: {0: x, 2: y}.get(int(n), -x)
// WITH: n = 0
// WITH: n = 1
// WITH: n = 2
func.func @index_switch(%n: index, %x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %z = scf.index_switch %n -> complex<f32>
  case 0 {
    scf.yield %x : complex<f32>
  }
  case 2 {
    scf.yield %y : complex<f32>
  }
  default {
    %w = complex.neg %x : complex<f32>
    scf.yield %w : complex<f32>
  }
  return %z : complex<f32>
}

// EXPECT: lambda p, x, y: x if p else y
// WITH: p = True
// WITH: p = False
func.func @execute_region(%p: i1, %x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %z = scf.execute_region -> complex<f32> {
    cf.cond_br %p, ^bb1(%x : complex<f32>), ^bb1(%y : complex<f32>)
  ^bb1(%w: complex<f32>):
    scf.yield %w : complex<f32>
  }
  return %z : complex<f32>
}

// EXPECT: lambda x, y: np.concatenate([np.conj(x[:2]), y[2:]])
func.func @forall(%x: tensor<4xcomplex<f32>>, %y: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %z = scf.forall (%i) in (2) shared_outs(%o = %y) -> tensor<4xcomplex<f32>> {
    %s = tensor.extract_slice %x[%i] [1] [1] : tensor<4xcomplex<f32>> to tensor<1xcomplex<f32>>
    %t = milcomplex.conj %s : tensor<1xcomplex<f32>>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %t into %o[%i] [1] [1] : tensor<1xcomplex<f32>> into tensor<4xcomplex<f32>>
    }
  }
  return %z : tensor<4xcomplex<f32>>
}

// EXPECT: lambda p, x, y: x if p else y
// WITH: p = True
// WITH: p = False
func.func @select(%p: i1, %x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %z = arith.select %p, %x, %y : tensor<?xcomplex<f32>>
  return %z : tensor<?xcomplex<f32>>
}

// EXPECT: lambda p, x, y: np.where(p, x, y)
func.func @select_elements(%p: tensor<8xi1>, %x: tensor<8xcomplex<f32>>, %y: tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  %z = arith.select %p, %x, %y : tensor<8xi1>, tensor<8xcomplex<f32>>
  return %z : tensor<8xcomplex<f32>>
}

// The poison is not used where it would matter.
// EXPECT: lambda x: x
func.func @poison(%x: complex<f32>) -> complex<f32> {
  %true = arith.constant true
  %p = ub.poison : complex<f32>
  %z = arith.select %true, %x, %p : complex<f32>
  return %z : complex<f32>
}
