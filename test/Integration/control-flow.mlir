// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir

// EXPECT: lambda p, x, k, y: (x, k) if p else (y, k)
// WITH: p = True
// WITH: p = False
func.func @cond_br(%p: i1, %x: complex<f32>, %k: f32, %y: complex<f32>) -> (complex<f32>, f32) {
  cf.cond_br %p, ^bb1(%x, %k : complex<f32>, f32), ^bb2(%k, %y : f32, complex<f32>)
^bb1(%z: complex<f32>, %l: f32):
  return %z, %l : complex<f32>, f32
^bb2(%m: f32, %w: complex<f32>):
  cf.br ^bb1(%w, %m : complex<f32>, f32)
}

// EXPECT: lambda n, x, y: {0: x, 1: y}.get(int(n), x + y)
// WITH: n = 0
// WITH: n = 1
// WITH: n = 7
func.func @switch(%n: i32, %x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %s = complex.add %x, %y : complex<f32>
  cf.switch %n : i32, [
    default: ^bb1(%s : complex<f32>),
    0: ^bb2(%x, %y : complex<f32>, complex<f32>),
    1: ^bb2(%y, %x : complex<f32>, complex<f32>)
  ]
^bb1(%z: complex<f32>):
  return %z : complex<f32>
^bb2(%u: complex<f32>, %v: complex<f32>):
  cf.br ^bb1(%u : complex<f32>)
}

// x 2^n by a loop of blocks, with an unreachable block beside.
// EXPECT: lambda n, x: x * 2.0**n
// WITH: n = 0
// WITH: n = 4
func.func @loop(%n: index, %x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  cf.br ^head(%c0, %x : index, tensor<2xcomplex<f32>>)
^head(%i: index, %z: tensor<2xcomplex<f32>>):
  %more = arith.cmpi slt, %i, %n : index
  cf.cond_br %more, ^body, ^exit
^body:
  %w = milcomplex.add %z, %z : tensor<2xcomplex<f32>>
  %j = arith.addi %i, %c1 : index
  cf.br ^head(%j, %w : index, tensor<2xcomplex<f32>>)
^dead(%d: complex<f32>):
  %e = complex.exp %d : complex<f32>
  cf.br ^dead(%e : complex<f32>)
^exit:
  return %z : tensor<2xcomplex<f32>>
}

// The only complex values are block arguments.
// EXPECT: lambda f, g: f
func.func @inside_only(%f: f32, %g: f32) -> f32 {
  %z = complex.create %f, %g : complex<f32>
  cf.br ^bb1(%z : complex<f32>)
^bb1(%w: complex<f32>):
  %re = complex.re %w : complex<f32>
  return %re : f32
}
