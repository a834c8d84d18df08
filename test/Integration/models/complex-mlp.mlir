// A complex perceptron with modReLU and cardioid activations.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#v = affine_map<(b, f) -> (f)>
#m = affine_map<(b, f) -> (b, f)>

// relu(|z| + b) z / |z|
func.func private @modrelu(%z: tensor<?x4xcomplex<f32>>, %b: tensor<4xf32>) -> tensor<?x4xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %z, %c0 : tensor<?x4xcomplex<f32>>
  %f0 = arith.constant 0.0 : f32
  %e = tensor.empty(%n) : tensor<?x4xcomplex<f32>>
  %r = linalg.generic {indexing_maps = [#m, #v, #m], iterator_types = ["parallel", "parallel"]}
      ins(%z, %b : tensor<?x4xcomplex<f32>>, tensor<4xf32>) outs(%e : tensor<?x4xcomplex<f32>>) {
  ^bb0(%x: complex<f32>, %bias: f32, %o: complex<f32>):
    %a = complex.abs %x : complex<f32>
    %s = arith.addf %a, %bias : f32
    %rl = arith.maximumf %s, %f0 : f32
    %u = complex.sign %x : complex<f32>
    %rc = complex.create %rl, %f0 : complex<f32>
    %y = complex.mul %u, %rc : complex<f32>
    linalg.yield %y : complex<f32>
  } -> tensor<?x4xcomplex<f32>>
  return %r : tensor<?x4xcomplex<f32>>
}

// (1 + cos(angle(z))) z / 2
func.func private @cardioid(%z: tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>> {
  %half = arith.constant 0.5 : f32
  %one = arith.constant 1.0 : f32
  %f0 = arith.constant 0.0 : f32
  %r = linalg.generic {indexing_maps = [#m], iterator_types = ["parallel", "parallel"]} outs(%z : tensor<?x3xcomplex<f32>>) {
  ^bb0(%x: complex<f32>):
    %t = complex.angle %x : complex<f32>
    %c = math.cos %t : f32
    %s = arith.addf %c, %one : f32
    %h = arith.mulf %s, %half : f32
    %hc = complex.create %h, %f0 : complex<f32>
    %y = complex.mul %x, %hc : complex<f32>
    linalg.yield %y : complex<f32>
  } -> tensor<?x3xcomplex<f32>>
  return %r : tensor<?x3xcomplex<f32>>
}

// EXPECT: mlp
// DIMS: 0 1 5
// RTOL: 1e-5
func.func @mlp(%x: tensor<?x2xcomplex<f32>>, %w2: tensor<4x3xcomplex<f32>>) -> (tensor<?x3xcomplex<f32>>, tensor<?x3xf32>) {
  %c0 = arith.constant 0 : index
  %w1 = arith.constant dense_resource<w1> : tensor<2x4xcomplex<f32>>
  %b1 = arith.constant dense<[-0.5, 0.25, -0.125, 0.0]> : tensor<4xf32>
  %b2 = milcomplex.const dense<[(0.5, -0.5), (1.0, 0.0), (0.0, -2.0)]> : tensor<3xcomplex<f32>>
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %n = tensor.dim %x, %c0 : tensor<?x2xcomplex<f32>>
  %e1 = tensor.empty(%n) : tensor<?x4xcomplex<f32>>
  %z1 = linalg.fill ins(%zero : complex<f32>) outs(%e1 : tensor<?x4xcomplex<f32>>) -> tensor<?x4xcomplex<f32>>
  %h1 = linalg.matmul ins(%x, %w1 : tensor<?x2xcomplex<f32>>, tensor<2x4xcomplex<f32>>) outs(%z1 : tensor<?x4xcomplex<f32>>) -> tensor<?x4xcomplex<f32>>
  %a1 = call @modrelu(%h1, %b1) : (tensor<?x4xcomplex<f32>>, tensor<4xf32>) -> tensor<?x4xcomplex<f32>>
  %e2 = tensor.empty(%n) : tensor<?x3xcomplex<f32>>
  %z2 = linalg.broadcast ins(%b2 : tensor<3xcomplex<f32>>) outs(%e2 : tensor<?x3xcomplex<f32>>) dimensions = [0]
  %h2 = linalg.matmul ins(%a1, %w2 : tensor<?x4xcomplex<f32>>, tensor<4x3xcomplex<f32>>) outs(%z2 : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  %a2 = call @cardioid(%h2) : (tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  %p = milcomplex.abs %a2 : tensor<?x3xcomplex<f32>>
  return %a2, %p : tensor<?x3xcomplex<f32>>, tensor<?x3xf32>
}

// One layer in half precision, and one in bfloat16.
// EXPECT: lambda x, y, w: (np.tanh(x @ w), y @ w)
// RTOL: 2e-2
func.func @halves(%x: tensor<2x3xcomplex<f16>>, %y: tensor<2x3xcomplex<bf16>>, %w: tensor<3x3xcomplex<f16>>) -> (tensor<2x3xcomplex<f16>>, tensor<2x3xcomplex<bf16>>) {
  %z = arith.constant dense<(0.0, 0.0)> : tensor<2x3xcomplex<f16>>
  %zb = arith.constant dense<(0.0, 0.0)> : tensor<2x3xcomplex<bf16>>
  %h = linalg.matmul ins(%x, %w : tensor<2x3xcomplex<f16>>, tensor<3x3xcomplex<f16>>) outs(%z : tensor<2x3xcomplex<f16>>) -> tensor<2x3xcomplex<f16>>
  %t = milcomplex.tanh %h : tensor<2x3xcomplex<f16>>
  %wb = tensor.generate {
  ^bb0(%i: index, %j: index):
    %e = tensor.extract %w[%i, %j] : tensor<3x3xcomplex<f16>>
    %re = complex.re %e : complex<f16>
    %im = complex.im %e : complex<f16>
    %r32 = arith.extf %re : f16 to f32
    %i32 = arith.extf %im : f16 to f32
    %rb = arith.truncf %r32 : f32 to bf16
    %ib = arith.truncf %i32 : f32 to bf16
    %c = complex.create %rb, %ib : complex<bf16>
    tensor.yield %c : complex<bf16>
  } : tensor<3x3xcomplex<bf16>>
  %g = linalg.matmul ins(%y, %wb : tensor<2x3xcomplex<bf16>>, tensor<3x3xcomplex<bf16>>) outs(%zb : tensor<2x3xcomplex<bf16>>) -> tensor<2x3xcomplex<bf16>>
  return %t, %g : tensor<2x3xcomplex<f16>>, tensor<2x3xcomplex<bf16>>
}

{-#
  dialect_resources: {
    builtin: {
      w1: "0x040000000000803F000000BF0000003F00000040000040C00000803E0000803F0000803F000000BF0000803F0000004000000000000000000000803F0000803E0000003F"
    }
  }
#-}
