// Convolutions and pooling sums: ops of the same name on the parts.

// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=matmul=3m
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// EXPECT: lambda x, k, y: y + convolve(x, k, "w,w->w")
// RTOL: 2e-6
func.func @conv_1d(%x: tensor<6xcomplex<f32>>, %k: tensor<2xcomplex<f32>>, %y: tensor<5xcomplex<f32>>) -> tensor<5xcomplex<f32>> {
  %0 = linalg.conv_1d
      ins(%x, %k : tensor<6xcomplex<f32>>, tensor<2xcomplex<f32>>)
      outs(%y : tensor<5xcomplex<f32>>) -> tensor<5xcomplex<f32>>
  return %0 : tensor<5xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "ncw,fcw->nfw", (1,), (2,))
// RTOL: 1e-14
func.func @conv_1d_ncw_fcw(%x: tensor<2x3x6xcomplex<f64>>, %k: tensor<2x3x2xcomplex<f64>>, %y: tensor<2x2x4xcomplex<f64>>) -> tensor<2x2x4xcomplex<f64>> {
  %0 = linalg.conv_1d_ncw_fcw {dilations = dense<[2]> : tensor<1xi64>, strides = dense<[1]> : tensor<1xi64>}
      ins(%x, %k : tensor<2x3x6xcomplex<f64>>, tensor<2x3x2xcomplex<f64>>)
      outs(%y : tensor<2x2x4xcomplex<f64>>) -> tensor<2x2x4xcomplex<f64>>
  return %0 : tensor<2x2x4xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "nwc,wcf->nwf", (1,), (2,))
// RTOL: 2e-6
func.func @conv_1d_nwc_wcf(%x: tensor<2x6x3xcomplex<f32>>, %k: tensor<2x3x2xcomplex<f32>>, %y: tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>> {
  %0 = linalg.conv_1d_nwc_wcf {dilations = dense<[2]> : tensor<1xi64>, strides = dense<[1]> : tensor<1xi64>}
      ins(%x, %k : tensor<2x6x3xcomplex<f32>>, tensor<2x3x2xcomplex<f32>>)
      outs(%y : tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
  return %0 : tensor<2x4x2xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "hw,hw->hw")
// RTOL: 1e-14
func.func @conv_2d(%x: tensor<7x6xcomplex<f64>>, %k: tensor<3x2xcomplex<f64>>, %y: tensor<5x5xcomplex<f64>>) -> tensor<5x5xcomplex<f64>> {
  %0 = linalg.conv_2d
      ins(%x, %k : tensor<7x6xcomplex<f64>>, tensor<3x2xcomplex<f64>>)
      outs(%y : tensor<5x5xcomplex<f64>>) -> tensor<5x5xcomplex<f64>>
  return %0 : tensor<5x5xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "nchw,fchw->nfhw", (2, 1), (1, 2))
// RTOL: 2e-6
func.func @conv_2d_nchw_fchw(%x: tensor<2x3x7x6xcomplex<f32>>, %k: tensor<2x3x3x2xcomplex<f32>>, %y: tensor<2x2x3x4xcomplex<f32>>) -> tensor<2x2x3x4xcomplex<f32>> {
  %0 = linalg.conv_2d_nchw_fchw {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x3x7x6xcomplex<f32>>, tensor<2x3x3x2xcomplex<f32>>)
      outs(%y : tensor<2x2x3x4xcomplex<f32>>) -> tensor<2x2x3x4xcomplex<f32>>
  return %0 : tensor<2x2x3x4xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "ngchw,fgchw->ngfhw", (2, 1), (1, 2))
// RTOL: 1e-14
func.func @conv_2d_ngchw_fgchw(%x: tensor<2x2x3x7x6xcomplex<f64>>, %k: tensor<2x2x3x3x2xcomplex<f64>>, %y: tensor<2x2x2x3x4xcomplex<f64>>) -> tensor<2x2x2x3x4xcomplex<f64>> {
  %0 = linalg.conv_2d_ngchw_fgchw {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x2x3x7x6xcomplex<f64>>, tensor<2x2x3x3x2xcomplex<f64>>)
      outs(%y : tensor<2x2x2x3x4xcomplex<f64>>) -> tensor<2x2x2x3x4xcomplex<f64>>
  return %0 : tensor<2x2x2x3x4xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "ngchw,gfchw->ngfhw", (2, 1), (1, 2))
// RTOL: 2e-6
func.func @conv_2d_ngchw_gfchw(%x: tensor<2x2x3x7x6xcomplex<f32>>, %k: tensor<2x2x3x3x2xcomplex<f32>>, %y: tensor<2x2x2x3x4xcomplex<f32>>) -> tensor<2x2x2x3x4xcomplex<f32>> {
  %0 = linalg.conv_2d_ngchw_gfchw {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x2x3x7x6xcomplex<f32>>, tensor<2x2x3x3x2xcomplex<f32>>)
      outs(%y : tensor<2x2x2x3x4xcomplex<f32>>) -> tensor<2x2x2x3x4xcomplex<f32>>
  return %0 : tensor<2x2x2x3x4xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "nhwc,fhwc->nhwf", (2, 1), (1, 2))
// RTOL: 1e-14
func.func @conv_2d_nhwc_fhwc(%x: tensor<2x7x6x3xcomplex<f64>>, %k: tensor<2x3x2x3xcomplex<f64>>, %y: tensor<2x3x4x2xcomplex<f64>>) -> tensor<2x3x4x2xcomplex<f64>> {
  %0 = linalg.conv_2d_nhwc_fhwc {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x7x6x3xcomplex<f64>>, tensor<2x3x2x3xcomplex<f64>>)
      outs(%y : tensor<2x3x4x2xcomplex<f64>>) -> tensor<2x3x4x2xcomplex<f64>>
  return %0 : tensor<2x3x4x2xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "nhwc,hwcf->nhwf", (2, 1), (1, 2))
// RTOL: 2e-6
func.func @conv_2d_nhwc_hwcf(%x: tensor<2x7x6x3xcomplex<f32>>, %k: tensor<3x2x3x2xcomplex<f32>>, %y: tensor<2x3x4x2xcomplex<f32>>) -> tensor<2x3x4x2xcomplex<f32>> {
  %0 = linalg.conv_2d_nhwc_hwcf {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x7x6x3xcomplex<f32>>, tensor<3x2x3x2xcomplex<f32>>)
      outs(%y : tensor<2x3x4x2xcomplex<f32>>) -> tensor<2x3x4x2xcomplex<f32>>
  return %0 : tensor<2x3x4x2xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "nhwgc,gfhwc->nhwgf", (2, 1), (1, 2))
// RTOL: 1e-14
func.func @conv_2d_nhwgc_gfhwc(%x: tensor<2x7x6x2x3xcomplex<f64>>, %k: tensor<2x2x3x2x3xcomplex<f64>>, %y: tensor<2x3x4x2x2xcomplex<f64>>) -> tensor<2x3x4x2x2xcomplex<f64>> {
  %0 = linalg.conv_2d_nhwgc_gfhwc {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x7x6x2x3xcomplex<f64>>, tensor<2x2x3x2x3xcomplex<f64>>)
      outs(%y : tensor<2x3x4x2x2xcomplex<f64>>) -> tensor<2x3x4x2x2xcomplex<f64>>
  return %0 : tensor<2x3x4x2x2xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "dhw,dhw->dhw")
// RTOL: 2e-6
func.func @conv_3d(%x: tensor<5x7x6xcomplex<f32>>, %k: tensor<2x3x2xcomplex<f32>>, %y: tensor<4x5x5xcomplex<f32>>) -> tensor<4x5x5xcomplex<f32>> {
  %0 = linalg.conv_3d
      ins(%x, %k : tensor<5x7x6xcomplex<f32>>, tensor<2x3x2xcomplex<f32>>)
      outs(%y : tensor<4x5x5xcomplex<f32>>) -> tensor<4x5x5xcomplex<f32>>
  return %0 : tensor<4x5x5xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "ncdhw,fcdhw->nfdhw", (1, 2, 1), (2, 1, 2))
// RTOL: 1e-14
func.func @conv_3d_ncdhw_fcdhw(%x: tensor<2x3x5x7x6xcomplex<f64>>, %k: tensor<2x3x2x3x2xcomplex<f64>>, %y: tensor<2x2x3x3x4xcomplex<f64>>) -> tensor<2x2x3x3x4xcomplex<f64>> {
  %0 = linalg.conv_3d_ncdhw_fcdhw {dilations = dense<[2, 1, 2]> : tensor<3xi64>, strides = dense<[1, 2, 1]> : tensor<3xi64>}
      ins(%x, %k : tensor<2x3x5x7x6xcomplex<f64>>, tensor<2x3x2x3x2xcomplex<f64>>)
      outs(%y : tensor<2x2x3x3x4xcomplex<f64>>) -> tensor<2x2x3x3x4xcomplex<f64>>
  return %0 : tensor<2x2x3x3x4xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "ndhwc,dhwcf->ndhwf", (1, 2, 1), (2, 1, 2))
// RTOL: 2e-6
func.func @conv_3d_ndhwc_dhwcf(%x: tensor<2x5x7x6x3xcomplex<f32>>, %k: tensor<2x3x2x3x2xcomplex<f32>>, %y: tensor<2x3x3x4x2xcomplex<f32>>) -> tensor<2x3x3x4x2xcomplex<f32>> {
  %0 = linalg.conv_3d_ndhwc_dhwcf {dilations = dense<[2, 1, 2]> : tensor<3xi64>, strides = dense<[1, 2, 1]> : tensor<3xi64>}
      ins(%x, %k : tensor<2x5x7x6x3xcomplex<f32>>, tensor<2x3x2x3x2xcomplex<f32>>)
      outs(%y : tensor<2x3x3x4x2xcomplex<f32>>) -> tensor<2x3x3x4x2xcomplex<f32>>
  return %0 : tensor<2x3x3x4x2xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "ncw,cw->ncw", (1,), (2,))
// RTOL: 1e-14
func.func @depthwise_conv_1d_ncw_cw(%x: tensor<2x3x6xcomplex<f64>>, %k: tensor<3x2xcomplex<f64>>, %y: tensor<2x3x4xcomplex<f64>>) -> tensor<2x3x4xcomplex<f64>> {
  %0 = linalg.depthwise_conv_1d_ncw_cw {dilations = dense<[2]> : tensor<1xi64>, strides = dense<[1]> : tensor<1xi64>}
      ins(%x, %k : tensor<2x3x6xcomplex<f64>>, tensor<3x2xcomplex<f64>>)
      outs(%y : tensor<2x3x4xcomplex<f64>>) -> tensor<2x3x4xcomplex<f64>>
  return %0 : tensor<2x3x4xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "nwc,wc->nwc", (1,), (2,))
// RTOL: 2e-6
func.func @depthwise_conv_1d_nwc_wc(%x: tensor<2x6x3xcomplex<f32>>, %k: tensor<2x3xcomplex<f32>>, %y: tensor<2x4x3xcomplex<f32>>) -> tensor<2x4x3xcomplex<f32>> {
  %0 = linalg.depthwise_conv_1d_nwc_wc {dilations = dense<[2]> : tensor<1xi64>, strides = dense<[1]> : tensor<1xi64>}
      ins(%x, %k : tensor<2x6x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>)
      outs(%y : tensor<2x4x3xcomplex<f32>>) -> tensor<2x4x3xcomplex<f32>>
  return %0 : tensor<2x4x3xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "nwc,wcm->nwcm", (1,), (2,))
// RTOL: 1e-14
func.func @depthwise_conv_1d_nwc_wcm(%x: tensor<2x6x3xcomplex<f64>>, %k: tensor<2x3x2xcomplex<f64>>, %y: tensor<2x4x3x2xcomplex<f64>>) -> tensor<2x4x3x2xcomplex<f64>> {
  %0 = linalg.depthwise_conv_1d_nwc_wcm {dilations = dense<[2]> : tensor<1xi64>, strides = dense<[1]> : tensor<1xi64>}
      ins(%x, %k : tensor<2x6x3xcomplex<f64>>, tensor<2x3x2xcomplex<f64>>)
      outs(%y : tensor<2x4x3x2xcomplex<f64>>) -> tensor<2x4x3x2xcomplex<f64>>
  return %0 : tensor<2x4x3x2xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "nchw,chw->nchw", (2, 1), (1, 2))
// RTOL: 2e-6
func.func @depthwise_conv_2d_nchw_chw(%x: tensor<2x3x7x6xcomplex<f32>>, %k: tensor<3x3x2xcomplex<f32>>, %y: tensor<2x3x3x4xcomplex<f32>>) -> tensor<2x3x3x4xcomplex<f32>> {
  %0 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x3x7x6xcomplex<f32>>, tensor<3x3x2xcomplex<f32>>)
      outs(%y : tensor<2x3x3x4xcomplex<f32>>) -> tensor<2x3x3x4xcomplex<f32>>
  return %0 : tensor<2x3x3x4xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "nhwc,hwc->nhwc", (2, 1), (1, 2))
// RTOL: 1e-14
func.func @depthwise_conv_2d_nhwc_hwc(%x: tensor<2x7x6x3xcomplex<f64>>, %k: tensor<3x2x3xcomplex<f64>>, %y: tensor<2x3x4x3xcomplex<f64>>) -> tensor<2x3x4x3xcomplex<f64>> {
  %0 = linalg.depthwise_conv_2d_nhwc_hwc {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x7x6x3xcomplex<f64>>, tensor<3x2x3xcomplex<f64>>)
      outs(%y : tensor<2x3x4x3xcomplex<f64>>) -> tensor<2x3x4x3xcomplex<f64>>
  return %0 : tensor<2x3x4x3xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "nhwc,hwcm->nhwcm", (2, 1), (1, 2))
// RTOL: 2e-6
func.func @depthwise_conv_2d_nhwc_hwcm(%x: tensor<2x7x6x3xcomplex<f32>>, %k: tensor<3x2x3x2xcomplex<f32>>, %y: tensor<2x3x4x3x2xcomplex<f32>>) -> tensor<2x3x4x3x2xcomplex<f32>> {
  %0 = linalg.depthwise_conv_2d_nhwc_hwcm {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x7x6x3xcomplex<f32>>, tensor<3x2x3x2xcomplex<f32>>)
      outs(%y : tensor<2x3x4x3x2xcomplex<f32>>) -> tensor<2x3x4x3x2xcomplex<f32>>
  return %0 : tensor<2x3x4x3x2xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "ncdhw,cdhw->ncdhw", (1, 2, 1), (2, 1, 2))
// RTOL: 1e-14
func.func @depthwise_conv_3d_ncdhw_cdhw(%x: tensor<2x3x5x7x6xcomplex<f64>>, %k: tensor<3x2x3x2xcomplex<f64>>, %y: tensor<2x3x3x3x4xcomplex<f64>>) -> tensor<2x3x3x3x4xcomplex<f64>> {
  %0 = linalg.depthwise_conv_3d_ncdhw_cdhw {dilations = dense<[2, 1, 2]> : tensor<3xi64>, strides = dense<[1, 2, 1]> : tensor<3xi64>}
      ins(%x, %k : tensor<2x3x5x7x6xcomplex<f64>>, tensor<3x2x3x2xcomplex<f64>>)
      outs(%y : tensor<2x3x3x3x4xcomplex<f64>>) -> tensor<2x3x3x3x4xcomplex<f64>>
  return %0 : tensor<2x3x3x3x4xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "ndhwc,dhwc->ndhwc", (1, 2, 1), (2, 1, 2))
// RTOL: 2e-6
func.func @depthwise_conv_3d_ndhwc_dhwc(%x: tensor<2x5x7x6x3xcomplex<f32>>, %k: tensor<2x3x2x3xcomplex<f32>>, %y: tensor<2x3x3x4x3xcomplex<f32>>) -> tensor<2x3x3x4x3xcomplex<f32>> {
  %0 = linalg.depthwise_conv_3d_ndhwc_dhwc {dilations = dense<[2, 1, 2]> : tensor<3xi64>, strides = dense<[1, 2, 1]> : tensor<3xi64>}
      ins(%x, %k : tensor<2x5x7x6x3xcomplex<f32>>, tensor<2x3x2x3xcomplex<f32>>)
      outs(%y : tensor<2x3x3x4x3xcomplex<f32>>) -> tensor<2x3x3x4x3xcomplex<f32>>
  return %0 : tensor<2x3x3x4x3xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, k, "ndhwc,dhwcm->ndhwcm", (1, 2, 1), (2, 1, 2))
// RTOL: 1e-14
func.func @depthwise_conv_3d_ndhwc_dhwcm(%x: tensor<2x5x7x6x3xcomplex<f64>>, %k: tensor<2x3x2x3x2xcomplex<f64>>, %y: tensor<2x3x3x4x3x2xcomplex<f64>>) -> tensor<2x3x3x4x3x2xcomplex<f64>> {
  %0 = linalg.depthwise_conv_3d_ndhwc_dhwcm {dilations = dense<[2, 1, 2]> : tensor<3xi64>, strides = dense<[1, 2, 1]> : tensor<3xi64>}
      ins(%x, %k : tensor<2x5x7x6x3xcomplex<f64>>, tensor<2x3x2x3x2xcomplex<f64>>)
      outs(%y : tensor<2x3x3x4x3x2xcomplex<f64>>) -> tensor<2x3x3x4x3x2xcomplex<f64>>
  return %0 : tensor<2x3x3x4x3x2xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, np.ones(k.shape), "nchw,hw->nchw", (2, 1), (1, 2))
// RTOL: 2e-6
func.func @pooling_nchw_sum(%x: tensor<2x3x7x6xcomplex<f32>>, %k: tensor<3x2xf32>, %y: tensor<2x3x3x4xcomplex<f32>>) -> tensor<2x3x3x4xcomplex<f32>> {
  %0 = linalg.pooling_nchw_sum {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x3x7x6xcomplex<f32>>, tensor<3x2xf32>)
      outs(%y : tensor<2x3x3x4xcomplex<f32>>) -> tensor<2x3x3x4xcomplex<f32>>
  return %0 : tensor<2x3x3x4xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, np.ones(k.shape), "ncw,w->ncw", (1,), (2,))
// RTOL: 1e-14
func.func @pooling_ncw_sum(%x: tensor<2x3x6xcomplex<f64>>, %k: tensor<2xf32>, %y: tensor<2x3x4xcomplex<f64>>) -> tensor<2x3x4xcomplex<f64>> {
  %0 = linalg.pooling_ncw_sum {dilations = dense<[2]> : tensor<1xi64>, strides = dense<[1]> : tensor<1xi64>}
      ins(%x, %k : tensor<2x3x6xcomplex<f64>>, tensor<2xf32>)
      outs(%y : tensor<2x3x4xcomplex<f64>>) -> tensor<2x3x4xcomplex<f64>>
  return %0 : tensor<2x3x4xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, np.ones(k.shape), "ndhwc,dhw->ndhwc", (1, 2, 1), (2, 1, 2))
// RTOL: 2e-6
func.func @pooling_ndhwc_sum(%x: tensor<2x5x7x6x3xcomplex<f32>>, %k: tensor<2x3x2xf32>, %y: tensor<2x3x3x4x3xcomplex<f32>>) -> tensor<2x3x3x4x3xcomplex<f32>> {
  %0 = linalg.pooling_ndhwc_sum {dilations = dense<[2, 1, 2]> : tensor<3xi64>, strides = dense<[1, 2, 1]> : tensor<3xi64>}
      ins(%x, %k : tensor<2x5x7x6x3xcomplex<f32>>, tensor<2x3x2xf32>)
      outs(%y : tensor<2x3x3x4x3xcomplex<f32>>) -> tensor<2x3x3x4x3xcomplex<f32>>
  return %0 : tensor<2x3x3x4x3xcomplex<f32>>
}

// EXPECT: lambda x, k, y: y + convolve(x, np.ones(k.shape), "nhwc,hw->nhwc", (2, 1), (1, 2))
// RTOL: 1e-14
func.func @pooling_nhwc_sum(%x: tensor<2x7x6x3xcomplex<f64>>, %k: tensor<3x2xf32>, %y: tensor<2x3x4x3xcomplex<f64>>) -> tensor<2x3x4x3xcomplex<f64>> {
  %0 = linalg.pooling_nhwc_sum {dilations = dense<[1, 2]> : tensor<2xi64>, strides = dense<[2, 1]> : tensor<2xi64>}
      ins(%x, %k : tensor<2x7x6x3xcomplex<f64>>, tensor<3x2xf32>)
      outs(%y : tensor<2x3x4x3xcomplex<f64>>) -> tensor<2x3x4x3xcomplex<f64>>
  return %0 : tensor<2x3x4x3xcomplex<f64>>
}

// EXPECT: lambda x, k, y: y + convolve(x, np.ones(k.shape), "nwc,w->nwc", (1,), (2,))
// RTOL: 2e-6
func.func @pooling_nwc_sum(%x: tensor<2x6x3xcomplex<f32>>, %k: tensor<2xf32>, %y: tensor<2x4x3xcomplex<f32>>) -> tensor<2x4x3xcomplex<f32>> {
  %0 = linalg.pooling_nwc_sum {dilations = dense<[2]> : tensor<1xi64>, strides = dense<[1]> : tensor<1xi64>}
      ins(%x, %k : tensor<2x6x3xcomplex<f32>>, tensor<2xf32>)
      outs(%y : tensor<2x4x3xcomplex<f32>>) -> tensor<2x4x3xcomplex<f32>>
  return %0 : tensor<2x4x3xcomplex<f32>>
}

