// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

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

// A poison that is never chosen, as a tensor and as a block argument.
// EXPECT: lambda x: x
func.func @poison_tensor(%x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %p = ub.poison : tensor<2xcomplex<f32>>
  cf.br ^bb1(%p, %x : tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>)
^bb1(%a: tensor<2xcomplex<f32>>, %b: tensor<2xcomplex<f32>>):
  return %b : tensor<2xcomplex<f32>>
}

// A switch without operands on some ways, and one that falls onto its own block.
// EXPECT: lambda n, x, y, k: {0: (x, k), 1: (y, k), -3: (x + y, 2 * k)}.get(int(n), (-x, -k))
// WITH: n = 0
// WITH: n = 1
// WITH: n = -3
// WITH: n = 9
func.func @switch_mixed(%n: i32, %x: complex<f32>, %y: complex<f32>, %k: f32) -> (complex<f32>, f32) {
  cf.switch %n : i32, [
    default: ^default,
    0: ^exit(%k, %x : f32, complex<f32>),
    1: ^exit(%k, %y : f32, complex<f32>),
    -3: ^sum(%y : complex<f32>)
  ]
^default:
  %nx = complex.neg %x : complex<f32>
  %nk = arith.negf %k : f32
  cf.br ^exit(%nk, %nx : f32, complex<f32>)
^sum(%w: complex<f32>):
  %s = complex.add %x, %w : complex<f32>
  %kk = arith.addf %k, %k : f32
  cf.br ^exit(%kk, %s : f32, complex<f32>)
^exit(%l: f32, %z: complex<f32>):
  return %z, %l : complex<f32>, f32
}

// Blocks that only an unreachable one uses, and a swap of block arguments.
// EXPECT: lambda n, x, y: (x, y) if n % 2 == 0 else (y, x)
// WITH: n = 0
// WITH: n = 5
func.func @swap_in_blocks(%n: i32, %x: complex<f32>, %y: complex<f32>) -> (complex<f32>, complex<f32>) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  cf.br ^head(%n, %x, %y : i32, complex<f32>, complex<f32>)
^head(%k: i32, %a: complex<f32>, %b: complex<f32>):
  %done = arith.cmpi eq, %k, %c0 : i32
  %l = arith.subi %k, %c1 : i32
  cf.cond_br %done, ^exit, ^head(%l, %b, %a : i32, complex<f32>, complex<f32>)
^exit:
  return %a, %b : complex<f32>, complex<f32>
^dead1(%d: tensor<?xcomplex<f32>>):
  %t = tensor.empty(%i) : tensor<?xcomplex<f32>>
  cf.br ^dead2(%t : tensor<?xcomplex<f32>>)
^dead2(%e: tensor<?xcomplex<f32>>):
  %i = tensor.dim %e, %j : tensor<?xcomplex<f32>>
  %j = arith.constant 0 : index
  cf.br ^dead1(%e : tensor<?xcomplex<f32>>)
}
