// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// A complex constant of which only the real and the imaginary part are read: the
// case that the project began with, in every form that a constant has.

// EXPECT: lambda: (np.array([1, 3]), np.array([2, -4.5]))
func.func @dense() -> (tensor<2xf32>, tensor<2xf32>) {
  %c = arith.constant dense<[(1.0, 2.0), (3.0, -4.5)]> : tensor<2xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2xcomplex<f32>>
  return %re, %im : tensor<2xf32>, tensor<2xf32>
}

// EXPECT: lambda: (np.full((2, 3), 1), np.full((2, 3), -0.0))
func.func @splat() -> (tensor<2x3xf64>, tensor<2x3xf64>) {
  %c = milcomplex.const dense<(1.0, -0.0)> : tensor<2x3xcomplex<f64>>
  %re = milcomplex.real %c : tensor<2x3xcomplex<f64>>
  %im = milcomplex.imag %c : tensor<2x3xcomplex<f64>>
  return %re, %im : tensor<2x3xf64>, tensor<2x3xf64>
}

// EXPECT: lambda: (np.array([1, np.inf]), np.array([2, np.nan]))
func.func @hexadecimal() -> (tensor<2xf32>, tensor<2xf32>) {
  %c = arith.constant dense<"0x0000803F000000400000807F0000C07F"> : tensor<2xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2xcomplex<f32>>
  return %re, %im : tensor<2xf32>, tensor<2xf32>
}

// EXPECT: lambda: (np.array([1, 2]), np.array([-1, 0.5]))
func.func @resource() -> (tensor<2xf32>, tensor<2xf32>) {
  %c = arith.constant dense_resource<weights> : tensor<2xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2xcomplex<f32>>
  return %re, %im : tensor<2xf32>, tensor<2xf32>
}

// EXPECT: lambda: (np.array([1, 2]), np.array([-1, 0.5]))
func.func @const_resource() -> (tensor<2xf32>, tensor<2xf32>) {
  %c = milcomplex.const dense_resource<weights> : tensor<2xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2xcomplex<f32>>
  return %re, %im : tensor<2xf32>, tensor<2xf32>
}

// EXPECT: lambda: (np.array(1), np.array(2))
func.func @rank_0() -> (tensor<f16>, tensor<f16>) {
  %c = arith.constant dense<(1.0, 2.0)> : tensor<complex<f16>>
  %re = milcomplex.real %c : tensor<complex<f16>>
  %im = milcomplex.imag %c : tensor<complex<f16>>
  return %re, %im : tensor<f16>, tensor<f16>
}

// EXPECT: lambda: (np.zeros((0, 3)), np.zeros((0, 3)))
func.func @empty() -> (tensor<0x3xf32>, tensor<0x3xf32>) {
  %c = arith.constant dense<> : tensor<0x3xcomplex<f32>>
  %re = milcomplex.real %c : tensor<0x3xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<0x3xcomplex<f32>>
  return %re, %im : tensor<0x3xf32>, tensor<0x3xf32>
}

// EXPECT: lambda: (0.5, -np.inf, 1.5, -2.5)
func.func @numbers() -> (bf16, bf16, f64, f64) {
  %c = complex.constant [0.5 : bf16, 0xFF80 : bf16] : complex<bf16>
  %re = complex.re %c : complex<bf16>
  %im = complex.im %c : complex<bf16>
  %d = milcomplex.const [1.5, -2.5] : complex<f64>
  %dre = milcomplex.real %d : complex<f64>
  %dim = milcomplex.imag %d : complex<f64>
  return %re, %im, %dre, %dim : bf16, bf16, f64, f64
}

// EXPECT: lambda: (np.array([[0, 1, 0], [0, 0, -3]]), np.array([[0, 2, 0], [0, 0, 4.5]]))
func.func @sparse() -> (tensor<2x3xf32>, tensor<2x3xf32>) {
  %c = arith.constant sparse<[[0, 1], [1, 2]], [(1.0, 2.0), (-3.0, 4.5)]> : tensor<2x3xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2x3xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2x3xcomplex<f32>>
  return %re, %im : tensor<2x3xf32>, tensor<2x3xf32>
}

// One value for several places.
// EXPECT: lambda: np.array([0, 1 - 2j, 0, 1 - 2j])
func.func @sparse_splat() -> tensor<4xcomplex<f64>> {
  %c = milcomplex.const sparse<[[1], [3]], (1.0, -2.0)> : tensor<4xcomplex<f64>>
  return %c : tensor<4xcomplex<f64>>
}

// EXPECT: lambda: np.zeros(2, complex)
func.func @sparse_empty() -> tensor<2xcomplex<f16>> {
  %c = milcomplex.const sparse<> : tensor<2xcomplex<f16>>
  return %c : tensor<2xcomplex<f16>>
}

// A splat of bits.
// EXPECT: lambda: (np.full(3, 1.5), np.full(3, -np.inf))
func.func @hexadecimal_splat() -> (tensor<3xf16>, tensor<3xf16>) {
  %c = arith.constant dense<"0x003E00FC"> : tensor<3xcomplex<f16>>
  %re = milcomplex.real %c : tensor<3xcomplex<f16>>
  %im = milcomplex.imag %c : tensor<3xcomplex<f16>>
  return %re, %im : tensor<3xf16>, tensor<3xf16>
}

// Elements of all widths, from resources.
// EXPECT: lambda: (np.array([1.5 - 2j]), np.array([[1 + 0.5j], [-3 + 0j]]), np.array([2 + 0.25j]))
func.func @resources() -> (tensor<1xcomplex<f16>>, tensor<2x1xcomplex<bf16>>, tensor<1xcomplex<f64>>) {
  %a = arith.constant dense_resource<half> : tensor<1xcomplex<f16>>
  %b = milcomplex.const dense_resource<brain> : tensor<2x1xcomplex<bf16>>
  %c = arith.constant dense_resource<double> : tensor<1xcomplex<f64>>
  return %a, %b, %c : tensor<1xcomplex<f16>>, tensor<2x1xcomplex<bf16>>, tensor<1xcomplex<f64>>
}

// Used twice, once as a whole.
// EXPECT: lambda: (np.array([1, 3]), np.array([1 - 2j, 3 + 4.5j]))
func.func @used_twice() -> (tensor<2xf32>, tensor<2xcomplex<f32>>) {
  %c = arith.constant dense<[(1.0, 2.0), (3.0, -4.5)]> : tensor<2xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2xcomplex<f32>>
  %j = milcomplex.conj %c : tensor<2xcomplex<f32>>
  return %re, %j : tensor<2xf32>, tensor<2xcomplex<f32>>
}

// In the body of another op.
// EXPECT: lambda x: x + (0.5 + 1j)
func.func @in_a_body(%x: tensor<3xcomplex<f64>>) -> tensor<3xcomplex<f64>> {
  %0 = linalg.map ins(%x : tensor<3xcomplex<f64>>) outs(%x : tensor<3xcomplex<f64>>) (%a: complex<f64>, %o: complex<f64>) {
    %i = complex.constant [0.5, 1.0] : complex<f64>
    %s = complex.add %a, %i : complex<f64>
    linalg.yield %s : complex<f64>
  }
  return %0 : tensor<3xcomplex<f64>>
}

// Passed on: whole, sliced, through a call, a loop and branches.

// EXPECT: lambda x: (x + np.array([1 + 2j, 3 - 4.5j]), np.array([3 - 4.5j]))
func.func @whole_and_sliced(%x: tensor<2xcomplex<f32>>) -> (tensor<2xcomplex<f32>>, tensor<1xcomplex<f32>>) {
  %c = arith.constant dense<[(1.0, 2.0), (3.0, -4.5)]> : tensor<2xcomplex<f32>>
  %s = tensor.extract_slice %c[1] [1] [1] : tensor<2xcomplex<f32>> to tensor<1xcomplex<f32>>
  %y = milcomplex.add %x, %c : tensor<2xcomplex<f32>>
  return %y, %s : tensor<2xcomplex<f32>>, tensor<1xcomplex<f32>>
}

func.func private @identity(%x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  return %x : tensor<2xcomplex<f32>>
}

// EXPECT: lambda: np.array([1 - 1j, 2 + 0.5j])
func.func @through_a_call() -> tensor<2xcomplex<f32>> {
  %c = arith.constant dense_resource<weights> : tensor<2xcomplex<f32>>
  %y = call @identity(%c) : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  return %y : tensor<2xcomplex<f32>>
}

// EXPECT: lambda: np.array([4 - 4j, 8 + 2j])
func.func @through_a_loop() -> tensor<2xcomplex<f32>> {
  %c = arith.constant dense_resource<weights> : tensor<2xcomplex<f32>>
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %y = scf.for %i = %c0 to %c3 step %c1 iter_args(%s = %c) -> (tensor<2xcomplex<f32>>) {
    %t = milcomplex.add %s, %c : tensor<2xcomplex<f32>>
    scf.yield %t : tensor<2xcomplex<f32>>
  }
  return %y : tensor<2xcomplex<f32>>
}

// EXPECT: lambda p: 1 + 2j if p else 3 + 4j
// WITH: p = True
// WITH: p = False
func.func @through_branches(%p: i1) -> complex<f32> {
  %a = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
  %b = milcomplex.const [3.0 : f32, 4.0 : f32] : complex<f32>
  cf.cond_br %p, ^bb1(%a : complex<f32>), ^bb1(%b : complex<f32>)
^bb1(%z: complex<f32>):
  return %z : complex<f32>
}

{-#
  dialect_resources: {
    builtin: {
      weights: "0x080000000000803F000080BF000000400000003F",
      half: "0x04000000003E00C0",
      brain: "0x04000000803F003F40C00000",
      double: "0x080000000000000000000040000000000000D03F"
    }
  }
#-}
