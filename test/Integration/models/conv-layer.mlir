// Complex convolution layers and pooling.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=matmul=3m
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#nhwc = affine_map<(n, h, w, c) -> (n, h, w, c)>
#c = affine_map<(n, h, w, c) -> (c)>

// Padded 3x3 convolution with bias, split ReLU, average pooling.
// EXPECT: conv_layer
// DIMS: 0 1 2
// RTOL: 1e-5
func.func @layer(%x: tensor<?x6x6x2xcomplex<f32>>, %k: tensor<3x3x2x3xcomplex<f32>>) -> (tensor<?x6x6x3xcomplex<f32>>, tensor<?x3x3x3xcomplex<f32>>) {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x6x6x2xcomplex<f32>>
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %bias = arith.constant dense<[(0.5, 0.0), (0.0, -0.5), (0.25, 0.125)]> : tensor<3xcomplex<f32>>
  %quarter = complex.constant [0.25 : f32, 0.0 : f32] : complex<f32>
  %p = tensor.pad %x low[0, 1, 1, 0] high[0, 1, 1, 0] {
  ^bb0(%i: index, %j: index, %l: index, %m: index):
    tensor.yield %zero : complex<f32>
  } : tensor<?x6x6x2xcomplex<f32>> to tensor<?x8x8x2xcomplex<f32>>
  %e = tensor.empty(%n) : tensor<?x6x6x3xcomplex<f32>>
  %b = linalg.broadcast ins(%bias : tensor<3xcomplex<f32>>) outs(%e : tensor<?x6x6x3xcomplex<f32>>) dimensions = [0, 1, 2]
  %y = linalg.conv_2d_nhwc_hwcf {strides = dense<1> : vector<2xi64>, dilations = dense<1> : vector<2xi64>} ins(%p, %k : tensor<?x8x8x2xcomplex<f32>>, tensor<3x3x2x3xcomplex<f32>>) outs(%b : tensor<?x6x6x3xcomplex<f32>>) -> tensor<?x6x6x3xcomplex<f32>>
  %a = linalg.generic {indexing_maps = [#nhwc, #nhwc], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%y : tensor<?x6x6x3xcomplex<f32>>) outs(%e : tensor<?x6x6x3xcomplex<f32>>) {
  ^bb0(%z: complex<f32>, %o: complex<f32>):
    %f0 = arith.constant 0.0 : f32
    %re = complex.re %z : complex<f32>
    %im = complex.im %z : complex<f32>
    %rr = arith.maximumf %re, %f0 : f32
    %ri = arith.maximumf %im, %f0 : f32
    %r = complex.create %rr, %ri : complex<f32>
    linalg.yield %r : complex<f32>
  } -> tensor<?x6x6x3xcomplex<f32>>
  %pe = tensor.empty(%n) : tensor<?x3x3x3xcomplex<f32>>
  %p0 = linalg.fill ins(%zero : complex<f32>) outs(%pe : tensor<?x3x3x3xcomplex<f32>>) -> tensor<?x3x3x3xcomplex<f32>>
  %win = tensor.empty() : tensor<2x2xcomplex<f32>>
  %sum = linalg.pooling_nhwc_sum {strides = dense<2> : vector<2xi64>, dilations = dense<1> : vector<2xi64>} ins(%a, %win : tensor<?x6x6x3xcomplex<f32>>, tensor<2x2xcomplex<f32>>) outs(%p0 : tensor<?x3x3x3xcomplex<f32>>) -> tensor<?x3x3x3xcomplex<f32>>
  %avg = linalg.map ins(%sum : tensor<?x3x3x3xcomplex<f32>>) outs(%pe : tensor<?x3x3x3xcomplex<f32>>) (%z: complex<f32>, %o: complex<f32>) {
    %q = complex.mul %z, %quarter : complex<f32>
    linalg.yield %q : complex<f32>
  }
  return %a, %avg : tensor<?x6x6x3xcomplex<f32>>, tensor<?x3x3x3xcomplex<f32>>
}

// Depthwise, strided and dilated, in bf16; the window of the pooling is real.
// EXPECT: depthwise
// RTOL: 3e-2
func.func @depthwise(%x: tensor<1x7x7x2xcomplex<bf16>>, %k: tensor<2x2x2xcomplex<bf16>>) -> (tensor<1x3x3x2xcomplex<bf16>>, tensor<1x2x2x2xf32>) {
  %z = arith.constant dense<(0.0, 0.0)> : tensor<1x3x3x2xcomplex<bf16>>
  %y = linalg.depthwise_conv_2d_nhwc_hwc {strides = dense<2> : vector<2xi64>, dilations = dense<2> : vector<2xi64>} ins(%x, %k : tensor<1x7x7x2xcomplex<bf16>>, tensor<2x2x2xcomplex<bf16>>) outs(%z : tensor<1x3x3x2xcomplex<bf16>>) -> tensor<1x3x3x2xcomplex<bf16>>
  %m16 = milcomplex.abs %y : tensor<1x3x3x2xcomplex<bf16>>
  %m = arith.extf %m16 : tensor<1x3x3x2xbf16> to tensor<1x3x3x2xf32>
  %low = arith.constant dense<0.0> : tensor<1x2x2x2xf32>
  %win = tensor.empty() : tensor<2x2xf32>
  %p = linalg.pooling_nhwc_max {strides = dense<1> : vector<2xi64>, dilations = dense<1> : vector<2xi64>} ins(%m, %win : tensor<1x3x3x2xf32>, tensor<2x2xf32>) outs(%low : tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  return %y, %p : tensor<1x3x3x2xcomplex<bf16>>, tensor<1x2x2x2xf32>
}
