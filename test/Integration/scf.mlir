// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

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

// EXPECT: lambda p, q, x, y: x + y if p else (y if q else -y)
// WITH: p = True, q = True
// WITH: p = False, q = True
// WITH: p = False, q = False
func.func @nested_if(%p: i1, %q: i1, %x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %z = scf.if %p -> complex<f32> {
    %s = complex.add %x, %y : complex<f32>
    scf.yield %s : complex<f32>
  } else {
    %w = scf.if %q -> complex<f32> {
      scf.yield %y : complex<f32>
    } else {
      %n = complex.neg %y : complex<f32>
      scf.yield %n : complex<f32>
    }
    scf.yield %w : complex<f32>
  }
  return %z : complex<f32>
}

// Three values that rotate: parts must not be mixed up.
// EXPECT: lambda n, x, y, z: (lambda v: (v[n % 3], v[(n + 1) % 3], v[(n + 2) % 3]))([x, y[0], z])
// WITH: n = 0
// WITH: n = 1
// WITH: n = 5
func.func @rotate(%n: index, %x: complex<f32>, %y: tensor<2xcomplex<f32>>, %z: complex<f32>) -> (complex<f32>, complex<f32>, complex<f32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %y0 = tensor.extract %y[%c0] : tensor<2xcomplex<f32>>
  %r:3 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x, %b = %y0, %c = %z) -> (complex<f32>, complex<f32>, complex<f32>) {
    scf.yield %b, %c, %a : complex<f32>, complex<f32>, complex<f32>
  }
  return %r#0, %r#1, %r#2 : complex<f32>, complex<f32>, complex<f32>
}

// Matrix iteration: nested loops, a mixed carry, an if in the loop.
// EXPECT: lambda n, x: (x * 2.0**(n * n), n * n)
// WITH: n = 0
// WITH: n = 3
func.func @nested_for(%n: index, %x: tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, i32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %k0 = arith.constant 0 : i32
  %k1 = arith.constant 1 : i32
  %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%k = %k0, %z = %x) -> (i32, tensor<?xcomplex<f32>>) {
    %s:2 = scf.for %j = %c0 to %n step %c1 iter_args(%w = %z, %l = %k) -> (tensor<?xcomplex<f32>>, i32) {
      %d = milcomplex.add %w, %w : tensor<?xcomplex<f32>>
      %m = arith.addi %l, %k1 : i32
      scf.yield %d, %m : tensor<?xcomplex<f32>>, i32
    }
    scf.yield %s#1, %s#0 : i32, tensor<?xcomplex<f32>>
  }
  return %r#1, %r#0 : tensor<?xcomplex<f32>>, i32
}

// The types before and after differ in number and kind: (complex, i32) -> (f32, complex, complex).
// EXPECT: lambda n, z: ((z * 2.0**n).real, z * 2.0**n, np.conj(z * 2.0**n))
// WITH: n = 0
// WITH: n = 3
func.func @while_types(%n: i32, %z: complex<f32>) -> (f32, complex<f32>, complex<f32>) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %r:4 = scf.while (%x = %z, %k = %n) : (complex<f32>, i32) -> (f32, complex<f32>, complex<f32>, i32) {
    %more = arith.cmpi ne, %k, %c0 : i32
    %re = complex.re %x : complex<f32>
    %c = complex.conj %x : complex<f32>
    scf.condition(%more) %re, %x, %c, %k : f32, complex<f32>, complex<f32>, i32
  } do {
  ^bb0(%re: f32, %x: complex<f32>, %c: complex<f32>, %k: i32):
    %y = complex.add %x, %x : complex<f32>
    %l = arith.subi %k, %c1 : i32
    scf.yield %y, %l : complex<f32>, i32
  }
  return %r#0, %r#1, %r#2 : f32, complex<f32>, complex<f32>
}

// The condition reads a complex value: z^2 + c until |z| > 2.
// EXPECT: lambda c: (lambda step: step(step, 0j, 0))(lambda step, z, n: (n, z) if abs(z) > 2 or n == 50 else step(step, z * z + c, n + 1))
// RTOL: 1e-12
// DRAWS: 10
func.func @escape(%c: complex<f64>) -> (i64, complex<f64>) {
  %zero = complex.constant [0.0, 0.0] : complex<f64>
  %k0 = arith.constant 0 : i64
  %k1 = arith.constant 1 : i64
  %k50 = arith.constant 50 : i64
  %four = arith.constant 4.0 : f64
  %r:2 = scf.while (%z = %zero, %n = %k0) : (complex<f64>, i64) -> (i64, complex<f64>) {
    %re = complex.re %z : complex<f64>
    %im = complex.im %z : complex<f64>
    %a = arith.mulf %re, %re : f64
    %b = arith.mulf %im, %im : f64
    %m = arith.addf %a, %b : f64
    %inside = arith.cmpf ole, %m, %four : f64
    %early = arith.cmpi slt, %n, %k50 : i64
    %more = arith.andi %inside, %early : i1
    scf.condition(%more) %n, %z : i64, complex<f64>
  } do {
  ^bb0(%n: i64, %z: complex<f64>):
    %s = complex.mul %z, %z : complex<f64>
    %w = complex.add %s, %c : complex<f64>
    %m = arith.addi %n, %k1 : i64
    scf.yield %w, %m : complex<f64>, i64
  }
  return %r#0, %r#1 : i64, complex<f64>
}

// Several blocks and several results; operands come from outside.
// EXPECT: lambda n, x, y: (lambda k: (x * 2.0**k, k))(int(n))
// WITH: n = 0
// WITH: n = 4
func.func @execute_region_blocks(%n: i32, %x: tensor<2xcomplex<f32>>, %y: complex<f32>) -> (tensor<2xcomplex<f32>>, i32) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %r:2 = scf.execute_region -> (tensor<2xcomplex<f32>>, i32) {
    cf.br ^head(%x, %c0 : tensor<2xcomplex<f32>>, i32)
  ^head(%z: tensor<2xcomplex<f32>>, %k: i32):
    %done = arith.cmpi eq, %k, %n : i32
    cf.cond_br %done, ^exit(%k, %z : i32, tensor<2xcomplex<f32>>), ^body
  ^body:
    %w = milcomplex.add %z, %z : tensor<2xcomplex<f32>>
    %l = arith.addi %k, %c1 : i32
    cf.br ^head(%w, %l : tensor<2xcomplex<f32>>, i32)
  ^exit(%m: i32, %v: tensor<2xcomplex<f32>>):
    scf.yield %v, %m : tensor<2xcomplex<f32>>, i32
  }
  return %r#0, %r#1 : tensor<2xcomplex<f32>>, i32
}

// Two shared outputs, one of them real; a two-dimensional one.
// EXPECT: lambda x, o, r: (x.T, np.concatenate([x[:, 0].real, r[2:]]))
func.func @forall_two(%x: tensor<2x3xcomplex<f32>>, %o: tensor<3x2xcomplex<f32>>, %r: tensor<3xf32>) -> (tensor<3x2xcomplex<f32>>, tensor<3xf32>) {
  %c0 = arith.constant 0 : index
  %z:2 = scf.forall (%i) in (2) shared_outs(%a = %o, %b = %r) -> (tensor<3x2xcomplex<f32>>, tensor<3xf32>) {
    %row = tensor.extract_slice %x[%i, 0] [1, 3] [1, 1] : tensor<2x3xcomplex<f32>> to tensor<3xcomplex<f32>>
    %e = tensor.extract %x[%i, %c0] : tensor<2x3xcomplex<f32>>
    %re = complex.re %e : complex<f32>
    %t = tensor.from_elements %re : tensor<1xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %row into %a[0, %i] [3, 1] [1, 1] : tensor<3xcomplex<f32>> into tensor<3x2xcomplex<f32>>
      tensor.parallel_insert_slice %t into %b[%i] [1] [1] : tensor<1xf32> into tensor<3xf32>
    }
  }
  return %z#0, %z#1 : tensor<3x2xcomplex<f32>>, tensor<3xf32>
}

// Tiles of dynamic size.
// EXPECT: lambda x, o: -x
// DIMS: 0 1 5
func.func @forall_dynamic(%x: tensor<?xcomplex<f64>>, %o: tensor<?xcomplex<f64>>) -> tensor<?xcomplex<f64>> {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %n = tensor.dim %x, %c0 : tensor<?xcomplex<f64>>
  %z = scf.forall (%i) = (%c0) to (%n) step (%c2) shared_outs(%a = %o) -> tensor<?xcomplex<f64>> {
    %left = arith.subi %n, %i : index
    %m = arith.minsi %left, %c2 : index
    %s = tensor.extract_slice %x[%i] [%m] [1] : tensor<?xcomplex<f64>> to tensor<?xcomplex<f64>>
    %t = milcomplex.neg %s : tensor<?xcomplex<f64>>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %t into %a[%i] [%m] [1] : tensor<?xcomplex<f64>> into tensor<?xcomplex<f64>>
    }
  }
  return %z : tensor<?xcomplex<f64>>
}

// A switch on a tensor, with two results.
// EXPECT: lambda n, x, y: {1: (x, y), 5: (y, x)}.get(int(n), (x, x))
// WITH: n = 0
// WITH: n = 1
// WITH: n = 5
func.func @index_switch_tensors(%n: index, %x: tensor<2xcomplex<f16>>, %y: tensor<2xcomplex<f16>>) -> (tensor<2xcomplex<f16>>, tensor<2xcomplex<f16>>) {
  %z:2 = scf.index_switch %n -> tensor<2xcomplex<f16>>, tensor<2xcomplex<f16>>
  case 1 {
    scf.yield %x, %y : tensor<2xcomplex<f16>>, tensor<2xcomplex<f16>>
  }
  case 5 {
    scf.yield %y, %x : tensor<2xcomplex<f16>>, tensor<2xcomplex<f16>>
  }
  default {
    scf.yield %x, %x : tensor<2xcomplex<f16>>, tensor<2xcomplex<f16>>
  }
  return %z#0, %z#1 : tensor<2xcomplex<f16>>, tensor<2xcomplex<f16>>
}

// EXPECT: lambda p, x, y: x if p else y
// WITH: p = True
// WITH: p = False
func.func @select_scalar(%p: i1, %x: complex<bf16>, %y: complex<bf16>) -> complex<bf16> {
  %z = arith.select %p, %x, %y : complex<bf16>
  return %z : complex<bf16>
}

// EXPECT: lambda x, o: np.conj(x)
func.func @forall_nested(%x: tensor<2x3xcomplex<f32>>, %o: tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>> {
  %z = scf.forall (%i) in (2) shared_outs(%a = %o) -> tensor<2x3xcomplex<f32>> {
    %row = tensor.extract_slice %x[%i, 0] [1, 3] [1, 1] : tensor<2x3xcomplex<f32>> to tensor<3xcomplex<f32>>
    %e = tensor.empty() : tensor<3xcomplex<f32>>
    %r = scf.forall (%j) in (3) shared_outs(%b = %e) -> tensor<3xcomplex<f32>> {
      %s = tensor.extract_slice %row[%j] [1] [1] : tensor<3xcomplex<f32>> to tensor<1xcomplex<f32>>
      %c = milcomplex.conj %s : tensor<1xcomplex<f32>>
      scf.forall.in_parallel {
        tensor.parallel_insert_slice %c into %b[%j] [1] [1] : tensor<1xcomplex<f32>> into tensor<3xcomplex<f32>>
      }
    }
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %r into %a[%i, 0] [1, 3] [1, 1] : tensor<3xcomplex<f32>> into tensor<2x3xcomplex<f32>>
    }
  }
  return %z : tensor<2x3xcomplex<f32>>
}

// A loop that carries what a function of two results computes, bufferized in
// place as one of arithmetic on real tensors is.
// EXPECT: lambda z: np.square(np.square(np.square(z)))
// ULP: 20
func.func @carried_square(%z: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %0 = scf.for %i = %c0 to %c3 step %c1 iter_args(%w = %z) -> tensor<3xcomplex<f32>> {
    %1 = milcomplex.square %w : tensor<3xcomplex<f32>>
    scf.yield %1 : tensor<3xcomplex<f32>>
  }
  return %0 : tensor<3xcomplex<f32>>
}

// Loop-carried values that are undefined at first: the parts are two buffers, also
// after CSE.
// EXPECT: lambda x: x * x
// RTOL: 4u
func.func @for_undefined_row(%x: tensor<4x3xcomplex<f32>>) -> tensor<4x3xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c4 = arith.constant 4 : index
  %whole = tensor.empty() : tensor<4x3xcomplex<f32>>
  %row = tensor.empty() : tensor<3xcomplex<f32>>
  %result:2 = scf.for %i = %c0 to %c4 step %c1 iter_args(%a = %whole, %scratch = %row) -> (tensor<4x3xcomplex<f32>>, tensor<3xcomplex<f32>>) {
    %squares = scf.for %j = %c0 to %c3 step %c1 iter_args(%s = %scratch) -> tensor<3xcomplex<f32>> {
      %v = tensor.extract %x[%i, %j] : tensor<4x3xcomplex<f32>>
      %w = complex.mul %v, %v : complex<f32>
      %t = tensor.insert %w into %s[%j] : tensor<3xcomplex<f32>>
      scf.yield %t : tensor<3xcomplex<f32>>
    }
    %rows = scf.for %j = %c0 to %c3 step %c1 iter_args(%b = %a) -> tensor<4x3xcomplex<f32>> {
      %v = tensor.extract %squares[%j] : tensor<3xcomplex<f32>>
      %c = tensor.insert %v into %b[%i, %j] : tensor<4x3xcomplex<f32>>
      scf.yield %c : tensor<4x3xcomplex<f32>>
    }
    scf.yield %rows, %squares : tensor<4x3xcomplex<f32>>, tensor<3xcomplex<f32>>
  }
  return %result#0 : tensor<4x3xcomplex<f32>>
}

// The size becomes known when the module is canonicalized.
// EXPECT: lambda x: x * x
// RTOL: 4u
func.func @for_undefined_size(%x: tensor<4x3xcomplex<f32>>) -> tensor<4x3xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c4 = arith.constant 4 : index
  %whole = tensor.empty() : tensor<4x3xcomplex<f32>>
  %n = tensor.dim %x, %c1 : tensor<4x3xcomplex<f32>>
  %dynamic = tensor.empty(%n) : tensor<?xcomplex<f32>>
  %row = tensor.cast %dynamic : tensor<?xcomplex<f32>> to tensor<3xcomplex<f32>>
  %result:2 = scf.for %i = %c0 to %c4 step %c1 iter_args(%a = %whole, %scratch = %row) -> (tensor<4x3xcomplex<f32>>, tensor<3xcomplex<f32>>) {
    %squares = scf.for %j = %c0 to %c3 step %c1 iter_args(%s = %scratch) -> tensor<3xcomplex<f32>> {
      %v = tensor.extract %x[%i, %j] : tensor<4x3xcomplex<f32>>
      %w = complex.mul %v, %v : complex<f32>
      %t = tensor.insert %w into %s[%j] : tensor<3xcomplex<f32>>
      scf.yield %t : tensor<3xcomplex<f32>>
    }
    %rows = scf.for %j = %c0 to %c3 step %c1 iter_args(%b = %a) -> tensor<4x3xcomplex<f32>> {
      %v = tensor.extract %squares[%j] : tensor<3xcomplex<f32>>
      %c = tensor.insert %v into %b[%i, %j] : tensor<4x3xcomplex<f32>>
      scf.yield %c : tensor<4x3xcomplex<f32>>
    }
    scf.yield %rows, %squares : tensor<4x3xcomplex<f32>>, tensor<3xcomplex<f32>>
  }
  return %result#0 : tensor<4x3xcomplex<f32>>
}

// EXPECT: lambda x, n: x * x
// RTOL: 4u
// WITH: n = 3
func.func @for_undefined_cast(%x: tensor<4x3xcomplex<f32>>, %n: index) -> tensor<4x3xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c4 = arith.constant 4 : index
  %whole = tensor.empty() : tensor<4x3xcomplex<f32>>
  %dynamic = tensor.empty(%n) : tensor<?xcomplex<f32>>
  %row = tensor.cast %dynamic : tensor<?xcomplex<f32>> to tensor<3xcomplex<f32>>
  %result:2 = scf.for %i = %c0 to %c4 step %c1 iter_args(%a = %whole, %scratch = %row) -> (tensor<4x3xcomplex<f32>>, tensor<3xcomplex<f32>>) {
    %squares = scf.for %j = %c0 to %c3 step %c1 iter_args(%s = %scratch) -> tensor<3xcomplex<f32>> {
      %v = tensor.extract %x[%i, %j] : tensor<4x3xcomplex<f32>>
      %w = complex.mul %v, %v : complex<f32>
      %t = tensor.insert %w into %s[%j] : tensor<3xcomplex<f32>>
      scf.yield %t : tensor<3xcomplex<f32>>
    }
    %rows = scf.for %j = %c0 to %c3 step %c1 iter_args(%b = %a) -> tensor<4x3xcomplex<f32>> {
      %v = tensor.extract %squares[%j] : tensor<3xcomplex<f32>>
      %c = tensor.insert %v into %b[%i, %j] : tensor<4x3xcomplex<f32>>
      scf.yield %c : tensor<4x3xcomplex<f32>>
    }
    scf.yield %rows, %squares : tensor<4x3xcomplex<f32>>, tensor<3xcomplex<f32>>
  }
  return %result#0 : tensor<4x3xcomplex<f32>>
}

// Computed in place by one op, beside a real tensor that is undefined too.
// EXPECT: lambda x: (x * x, np.abs(x.real))
// RTOL: 4u
func.func @for_undefined_in_place(%x: tensor<4x3xcomplex<f32>>) -> (tensor<4x3xcomplex<f32>>, tensor<4x3xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %whole = tensor.empty() : tensor<4x3xcomplex<f32>>
  %whole_real = tensor.empty() : tensor<4x3xf32>
  %row = tensor.empty() : tensor<3xcomplex<f32>>
  %row_real = tensor.empty() : tensor<3xf32>
  %result:4 = scf.for %i = %c0 to %c4 step %c1 iter_args(%a = %whole, %r = %whole_real, %scratch = %row, %scratch_real = %row_real) -> (tensor<4x3xcomplex<f32>>, tensor<4x3xf32>, tensor<3xcomplex<f32>>, tensor<3xf32>) {
    %v = tensor.extract_slice %x[%i, 0] [1, 3] [1, 1] : tensor<4x3xcomplex<f32>> to tensor<3xcomplex<f32>>
    %w = linalg.map {complex.mul} ins(%v, %v : tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>) outs(%scratch : tensor<3xcomplex<f32>>)
    %m = linalg.map ins(%v : tensor<3xcomplex<f32>>) outs(%scratch_real : tensor<3xf32>) (%in: complex<f32>, %out: f32) {
      %re = complex.re %in : complex<f32>
      %abs = math.absf %re : f32
      linalg.yield %abs : f32
    }
    %b = tensor.insert_slice %w into %a[%i, 0] [1, 3] [1, 1] : tensor<3xcomplex<f32>> into tensor<4x3xcomplex<f32>>
    %s = tensor.insert_slice %m into %r[%i, 0] [1, 3] [1, 1] : tensor<3xf32> into tensor<4x3xf32>
    scf.yield %b, %s, %w, %m : tensor<4x3xcomplex<f32>>, tensor<4x3xf32>, tensor<3xcomplex<f32>>, tensor<3xf32>
  }
  return %result#0, %result#1 : tensor<4x3xcomplex<f32>>, tensor<4x3xf32>
}
