// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=fft-form=matmul
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=matmul abi=interleaved" --element=f64
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=fft-form=matmul --user-passes
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=fft-form=matmul --native

// Lengths of two stages and more, and of each way to transform real elements. Along the first
// dimension several transforms are interleaved.

// EXPECT: lambda x, y, z: (np.fft.fft(x, axis=1), np.fft.ifft(x, axis=1), np.fft.rfft(y, axis=1), np.fft.irfft(z, 576, axis=1))
// DIMS: 1 3
// DRAWS: 1
// RTOL: 24u
func.func @stages(%x: tensor<?x576xcomplex<f32>>, %y: tensor<?x576xf32>, %z: tensor<?x289xcomplex<f32>>) -> (tensor<?x576xcomplex<f32>>, tensor<?x576xcomplex<f32>>, tensor<?x289xcomplex<f32>>, tensor<?x576xf32>) {
  %0 = milcomplex.fft %x axes [1] : tensor<?x576xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [1] : tensor<?x576xcomplex<f32>>
  %2 = milcomplex.rfft %y axes [1] : tensor<?x576xf32>
  %3 = milcomplex.irfft %z axes [1] lengths [576] : tensor<?x289xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<?x576xcomplex<f32>>, tensor<?x576xcomplex<f32>>, tensor<?x289xcomplex<f32>>, tensor<?x576xf32>
}

// EXPECT: lambda x, y, z: (np.fft.fft(x, axis=0), np.fft.ifft(x, axis=0), np.fft.rfft(y, axis=0), np.fft.irfft(z, 576, axis=0))
// DIMS: 1 3
// DRAWS: 1
// RTOL: 24u
func.func @stages_strided(%x: tensor<576x?xcomplex<f32>>, %y: tensor<576x?xf32>, %z: tensor<289x?xcomplex<f32>>) -> (tensor<576x?xcomplex<f32>>, tensor<576x?xcomplex<f32>>, tensor<289x?xcomplex<f32>>, tensor<576x?xf32>) {
  %0 = milcomplex.fft %x axes [0] : tensor<576x?xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [0] : tensor<576x?xcomplex<f32>>
  %2 = milcomplex.rfft %y axes [0] : tensor<576x?xf32>
  %3 = milcomplex.irfft %z axes [0] lengths [576] : tensor<289x?xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<576x?xcomplex<f32>>, tensor<576x?xcomplex<f32>>, tensor<289x?xcomplex<f32>>, tensor<576x?xf32>
}

// EXPECT: lambda x, y, z: (np.fft.fft(x, axis=1), np.fft.ifft(x, axis=1), np.fft.rfft(y, axis=1), np.fft.irfft(z, 510, axis=1))
// DRAWS: 1
// RTOL: 48u
func.func @one_matrix(%x: tensor<2x510xcomplex<f32>>, %y: tensor<2x510xf32>, %z: tensor<2x256xcomplex<f32>>) -> (tensor<2x510xcomplex<f32>>, tensor<2x510xcomplex<f32>>, tensor<2x256xcomplex<f32>>, tensor<2x510xf32>) {
  %0 = milcomplex.fft %x axes [1] : tensor<2x510xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [1] : tensor<2x510xcomplex<f32>>
  %2 = milcomplex.rfft %y axes [1] : tensor<2x510xf32>
  %3 = milcomplex.irfft %z axes [1] lengths [510] : tensor<2x256xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<2x510xcomplex<f32>>, tensor<2x510xcomplex<f32>>, tensor<2x256xcomplex<f32>>, tensor<2x510xf32>
}

// EXPECT: lambda x, y, z: (np.fft.fft(x, axis=1), np.fft.ifft(x, axis=1), np.fft.rfft(y, axis=1), np.fft.irfft(z, 2048, axis=1))
// DIMS: 1 3
// DRAWS: 1
// RTOL: 24u
func.func @folded_even(%x: tensor<?x2048xcomplex<f32>>, %y: tensor<?x2048xf32>, %z: tensor<?x1025xcomplex<f32>>) -> (tensor<?x2048xcomplex<f32>>, tensor<?x2048xcomplex<f32>>, tensor<?x1025xcomplex<f32>>, tensor<?x2048xf32>) {
  %0 = milcomplex.fft %x axes [1] : tensor<?x2048xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [1] : tensor<?x2048xcomplex<f32>>
  %2 = milcomplex.rfft %y axes [1] : tensor<?x2048xf32>
  %3 = milcomplex.irfft %z axes [1] lengths [2048] : tensor<?x1025xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<?x2048xcomplex<f32>>, tensor<?x2048xcomplex<f32>>, tensor<?x1025xcomplex<f32>>, tensor<?x2048xf32>
}

// EXPECT: lambda x, y, z: (np.fft.fft(x, axis=0), np.fft.ifft(x, axis=0), np.fft.rfft(y, axis=0), np.fft.irfft(z, 2048, axis=0))
// DRAWS: 1
// RTOL: 24u
func.func @folded_even_strided(%x: tensor<2048x2xcomplex<f32>>, %y: tensor<2048x2xf32>, %z: tensor<1025x2xcomplex<f32>>) -> (tensor<2048x2xcomplex<f32>>, tensor<2048x2xcomplex<f32>>, tensor<1025x2xcomplex<f32>>, tensor<2048x2xf32>) {
  %0 = milcomplex.fft %x axes [0] : tensor<2048x2xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [0] : tensor<2048x2xcomplex<f32>>
  %2 = milcomplex.rfft %y axes [0] : tensor<2048x2xf32>
  %3 = milcomplex.irfft %z axes [0] lengths [2048] : tensor<1025x2xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<2048x2xcomplex<f32>>, tensor<2048x2xcomplex<f32>>, tensor<1025x2xcomplex<f32>>, tensor<2048x2xf32>
}

// EXPECT: lambda x, y, z: (np.fft.fft(x, axis=1), np.fft.ifft(x, axis=1), np.fft.rfft(y, axis=1), np.fft.irfft(z, 3375, axis=1))
// DRAWS: 1
// RTOL: 24u
func.func @folded_odd(%x: tensor<2x3375xcomplex<f32>>, %y: tensor<2x3375xf32>, %z: tensor<2x1688xcomplex<f32>>) -> (tensor<2x3375xcomplex<f32>>, tensor<2x3375xcomplex<f32>>, tensor<2x1688xcomplex<f32>>, tensor<2x3375xf32>) {
  %0 = milcomplex.fft %x axes [1] : tensor<2x3375xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [1] : tensor<2x3375xcomplex<f32>>
  %2 = milcomplex.rfft %y axes [1] : tensor<2x3375xf32>
  %3 = milcomplex.irfft %z axes [1] lengths [3375] : tensor<2x1688xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<2x3375xcomplex<f32>>, tensor<2x3375xcomplex<f32>>, tensor<2x1688xcomplex<f32>>, tensor<2x3375xf32>
}

// EXPECT: lambda x, y, z: (np.fft.fft(x, axis=1), np.fft.ifft(x, axis=1), np.fft.rfft(y, axis=1), np.fft.irfft(z, 2062, axis=1))
// DRAWS: 1
// RTOL: 48u
func.func @packed(%x: tensor<2x2062xcomplex<f32>>, %y: tensor<2x2062xf32>, %z: tensor<2x1032xcomplex<f32>>) -> (tensor<2x2062xcomplex<f32>>, tensor<2x2062xcomplex<f32>>, tensor<2x1032xcomplex<f32>>, tensor<2x2062xf32>) {
  %0 = milcomplex.fft %x axes [1] : tensor<2x2062xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [1] : tensor<2x2062xcomplex<f32>>
  %2 = milcomplex.rfft %y axes [1] : tensor<2x2062xf32>
  %3 = milcomplex.irfft %z axes [1] lengths [2062] : tensor<2x1032xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<2x2062xcomplex<f32>>, tensor<2x2062xcomplex<f32>>, tensor<2x1032xcomplex<f32>>, tensor<2x2062xf32>
}

// EXPECT: lambda x, y, z: (np.fft.fft(x, axis=0), np.fft.ifft(x, axis=0), np.fft.rfft(y, axis=0), np.fft.irfft(z, 2063, axis=0))
// DRAWS: 1
// RTOL: 48u
func.func @convolution(%x: tensor<2063x1xcomplex<f32>>, %y: tensor<2063x1xf32>, %z: tensor<1032x1xcomplex<f32>>) -> (tensor<2063x1xcomplex<f32>>, tensor<2063x1xcomplex<f32>>, tensor<1032x1xcomplex<f32>>, tensor<2063x1xf32>) {
  %0 = milcomplex.fft %x axes [0] : tensor<2063x1xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [0] : tensor<2063x1xcomplex<f32>>
  %2 = milcomplex.rfft %y axes [0] : tensor<2063x1xf32>
  %3 = milcomplex.irfft %z axes [0] lengths [2063] : tensor<1032x1xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<2063x1xcomplex<f32>>, tensor<2063x1xcomplex<f32>>, tensor<1032x1xcomplex<f32>>, tensor<2063x1xf32>
}

// EXPECT: lambda x, y, z: (np.fft.fft(x, axis=1), np.fft.ifft(x, axis=1), np.fft.rfft(y, axis=1), np.fft.irfft(z, 131072, axis=1))
// DRAWS: 1
// RTOL: 32u
func.func @three_stages(%x: tensor<1x131072xcomplex<f32>>, %y: tensor<1x131072xf32>, %z: tensor<1x65537xcomplex<f32>>) -> (tensor<1x131072xcomplex<f32>>, tensor<1x131072xcomplex<f32>>, tensor<1x65537xcomplex<f32>>, tensor<1x131072xf32>) {
  %0 = milcomplex.fft %x axes [1] : tensor<1x131072xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [1] : tensor<1x131072xcomplex<f32>>
  %2 = milcomplex.rfft %y axes [1] : tensor<1x131072xf32>
  %3 = milcomplex.irfft %z axes [1] lengths [131072] : tensor<1x65537xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<1x131072xcomplex<f32>>, tensor<1x131072xcomplex<f32>>, tensor<1x65537xcomplex<f32>>, tensor<1x131072xf32>
}
