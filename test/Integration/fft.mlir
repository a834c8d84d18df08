// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f64
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=bf16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=512"
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=64"
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=128 abi=interleaved" --element=f64
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=fft-form=matmul
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=fft-form=matmul --element=f16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=fft-form=matmul --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=fft-form=matmul --user-passes
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=512" --user-passes

// Along every dimension, whole, trimmed and padded with zeros.

// EXPECT: lambda x: (np.fft.fft(x, None, 0), np.fft.fft(x, 1, 0), np.fft.fft(x, 5, 0))
// RTOL: 8u
func.func @fft_axis_0(%x: tensor<2x3x4xcomplex<f32>>) -> (tensor<2x3x4xcomplex<f32>>, tensor<1x3x4xcomplex<f32>>, tensor<5x3x4xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [0] : tensor<2x3x4xcomplex<f32>>
  %1 = milcomplex.fft %x axes [0] lengths [1] : tensor<2x3x4xcomplex<f32>>
  %2 = milcomplex.fft %x axes [0] lengths [5] : tensor<2x3x4xcomplex<f32>>
  return %0, %1, %2 : tensor<2x3x4xcomplex<f32>>, tensor<1x3x4xcomplex<f32>>, tensor<5x3x4xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.fft(x, None, 1), np.fft.fft(x, 1, 1), np.fft.fft(x, 5, 1))
// RTOL: 8u
func.func @fft_axis_1(%x: tensor<2x3x4xcomplex<f32>>) -> (tensor<2x3x4xcomplex<f32>>, tensor<2x1x4xcomplex<f32>>, tensor<2x5x4xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [1] : tensor<2x3x4xcomplex<f32>>
  %1 = milcomplex.fft %x axes [1] lengths [1] : tensor<2x3x4xcomplex<f32>>
  %2 = milcomplex.fft %x axes [1] lengths [5] : tensor<2x3x4xcomplex<f32>>
  return %0, %1, %2 : tensor<2x3x4xcomplex<f32>>, tensor<2x1x4xcomplex<f32>>, tensor<2x5x4xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.fft(x, None, 2), np.fft.fft(x, 1, 2), np.fft.fft(x, 5, 2))
// RTOL: 8u
func.func @fft_axis_2(%x: tensor<2x3x4xcomplex<f32>>) -> (tensor<2x3x4xcomplex<f32>>, tensor<2x3x1xcomplex<f32>>, tensor<2x3x5xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [2] : tensor<2x3x4xcomplex<f32>>
  %1 = milcomplex.fft %x axes [2] lengths [1] : tensor<2x3x4xcomplex<f32>>
  %2 = milcomplex.fft %x axes [2] lengths [5] : tensor<2x3x4xcomplex<f32>>
  return %0, %1, %2 : tensor<2x3x4xcomplex<f32>>, tensor<2x3x1xcomplex<f32>>, tensor<2x3x5xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.ifft(x, None, 0), np.fft.ifft(x, 1, 0), np.fft.ifft(x, 5, 0))
// RTOL: 8u
func.func @ifft_axis_0(%x: tensor<2x3x4xcomplex<f32>>) -> (tensor<2x3x4xcomplex<f32>>, tensor<1x3x4xcomplex<f32>>, tensor<5x3x4xcomplex<f32>>) {
  %0 = milcomplex.ifft %x axes [0] : tensor<2x3x4xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [0] lengths [1] : tensor<2x3x4xcomplex<f32>>
  %2 = milcomplex.ifft %x axes [0] lengths [5] : tensor<2x3x4xcomplex<f32>>
  return %0, %1, %2 : tensor<2x3x4xcomplex<f32>>, tensor<1x3x4xcomplex<f32>>, tensor<5x3x4xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.ifft(x, None, 1), np.fft.ifft(x, 1, 1), np.fft.ifft(x, 5, 1))
// RTOL: 8u
func.func @ifft_axis_1(%x: tensor<2x3x4xcomplex<f32>>) -> (tensor<2x3x4xcomplex<f32>>, tensor<2x1x4xcomplex<f32>>, tensor<2x5x4xcomplex<f32>>) {
  %0 = milcomplex.ifft %x axes [1] : tensor<2x3x4xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [1] lengths [1] : tensor<2x3x4xcomplex<f32>>
  %2 = milcomplex.ifft %x axes [1] lengths [5] : tensor<2x3x4xcomplex<f32>>
  return %0, %1, %2 : tensor<2x3x4xcomplex<f32>>, tensor<2x1x4xcomplex<f32>>, tensor<2x5x4xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.ifft(x, None, 2), np.fft.ifft(x, 1, 2), np.fft.ifft(x, 5, 2))
// RTOL: 8u
func.func @ifft_axis_2(%x: tensor<2x3x4xcomplex<f32>>) -> (tensor<2x3x4xcomplex<f32>>, tensor<2x3x1xcomplex<f32>>, tensor<2x3x5xcomplex<f32>>) {
  %0 = milcomplex.ifft %x axes [2] : tensor<2x3x4xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [2] lengths [1] : tensor<2x3x4xcomplex<f32>>
  %2 = milcomplex.ifft %x axes [2] lengths [5] : tensor<2x3x4xcomplex<f32>>
  return %0, %1, %2 : tensor<2x3x4xcomplex<f32>>, tensor<2x3x1xcomplex<f32>>, tensor<2x3x5xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.rfft(x, None, 0), np.fft.rfft(x, 1, 0), np.fft.rfft(x, 5, 0))
// RTOL: 8u
func.func @rfft_axis_0(%x: tensor<2x3x4xf32>) -> (tensor<2x3x4xcomplex<f32>>, tensor<1x3x4xcomplex<f32>>, tensor<3x3x4xcomplex<f32>>) {
  %0 = milcomplex.rfft %x axes [0] : tensor<2x3x4xf32>
  %1 = milcomplex.rfft %x axes [0] lengths [1] : tensor<2x3x4xf32>
  %2 = milcomplex.rfft %x axes [0] lengths [5] : tensor<2x3x4xf32>
  return %0, %1, %2 : tensor<2x3x4xcomplex<f32>>, tensor<1x3x4xcomplex<f32>>, tensor<3x3x4xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.rfft(x, None, 1), np.fft.rfft(x, 1, 1), np.fft.rfft(x, 5, 1))
// RTOL: 8u
func.func @rfft_axis_1(%x: tensor<2x3x4xf32>) -> (tensor<2x2x4xcomplex<f32>>, tensor<2x1x4xcomplex<f32>>, tensor<2x3x4xcomplex<f32>>) {
  %0 = milcomplex.rfft %x axes [1] : tensor<2x3x4xf32>
  %1 = milcomplex.rfft %x axes [1] lengths [1] : tensor<2x3x4xf32>
  %2 = milcomplex.rfft %x axes [1] lengths [5] : tensor<2x3x4xf32>
  return %0, %1, %2 : tensor<2x2x4xcomplex<f32>>, tensor<2x1x4xcomplex<f32>>, tensor<2x3x4xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.rfft(x, None, 2), np.fft.rfft(x, 1, 2), np.fft.rfft(x, 5, 2))
// RTOL: 8u
func.func @rfft_axis_2(%x: tensor<2x3x4xf32>) -> (tensor<2x3x3xcomplex<f32>>, tensor<2x3x1xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>) {
  %0 = milcomplex.rfft %x axes [2] : tensor<2x3x4xf32>
  %1 = milcomplex.rfft %x axes [2] lengths [1] : tensor<2x3x4xf32>
  %2 = milcomplex.rfft %x axes [2] lengths [5] : tensor<2x3x4xf32>
  return %0, %1, %2 : tensor<2x3x3xcomplex<f32>>, tensor<2x3x1xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.irfft(x, 1, 0), np.fft.irfft(x, 5, 0), np.fft.irfft(x, 6, 0))
// RTOL: 8u
func.func @irfft_axis_0(%x: tensor<2x3x4xcomplex<f32>>) -> (tensor<1x3x4xf32>, tensor<5x3x4xf32>, tensor<6x3x4xf32>) {
  %0 = milcomplex.irfft %x axes [0] lengths [1] : tensor<2x3x4xcomplex<f32>>
  %1 = milcomplex.irfft %x axes [0] lengths [5] : tensor<2x3x4xcomplex<f32>>
  %2 = milcomplex.irfft %x axes [0] lengths [6] : tensor<2x3x4xcomplex<f32>>
  return %0, %1, %2 : tensor<1x3x4xf32>, tensor<5x3x4xf32>, tensor<6x3x4xf32>
}

// EXPECT: lambda x: (np.fft.irfft(x, None, 1), np.fft.irfft(x, 1, 1), np.fft.irfft(x, 5, 1), np.fft.irfft(x, 6, 1))
// RTOL: 8u
func.func @irfft_axis_1(%x: tensor<2x3x4xcomplex<f32>>) -> (tensor<2x4x4xf32>, tensor<2x1x4xf32>, tensor<2x5x4xf32>, tensor<2x6x4xf32>) {
  %0 = milcomplex.irfft %x axes [1] : tensor<2x3x4xcomplex<f32>>
  %1 = milcomplex.irfft %x axes [1] lengths [1] : tensor<2x3x4xcomplex<f32>>
  %2 = milcomplex.irfft %x axes [1] lengths [5] : tensor<2x3x4xcomplex<f32>>
  %3 = milcomplex.irfft %x axes [1] lengths [6] : tensor<2x3x4xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<2x4x4xf32>, tensor<2x1x4xf32>, tensor<2x5x4xf32>, tensor<2x6x4xf32>
}

// EXPECT: lambda x: (np.fft.irfft(x, None, 2), np.fft.irfft(x, 1, 2), np.fft.irfft(x, 5, 2), np.fft.irfft(x, 6, 2))
// RTOL: 8u
func.func @irfft_axis_2(%x: tensor<2x3x4xcomplex<f32>>) -> (tensor<2x3x6xf32>, tensor<2x3x1xf32>, tensor<2x3x5xf32>, tensor<2x3x6xf32>) {
  %0 = milcomplex.irfft %x axes [2] : tensor<2x3x4xcomplex<f32>>
  %1 = milcomplex.irfft %x axes [2] lengths [1] : tensor<2x3x4xcomplex<f32>>
  %2 = milcomplex.irfft %x axes [2] lengths [5] : tensor<2x3x4xcomplex<f32>>
  %3 = milcomplex.irfft %x axes [2] lengths [6] : tensor<2x3x4xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<2x3x6xf32>, tensor<2x3x1xf32>, tensor<2x3x5xf32>, tensor<2x3x6xf32>
}

// Scaled in every way.

// EXPECT: lambda x: (np.fft.fft(x, norm="backward"), np.fft.fft(x, norm="ortho"), np.fft.fft(x, norm="forward"))
// RTOL: 8u
func.func @fft_norms(%x: tensor<3x10xcomplex<f32>>) -> (tensor<3x10xcomplex<f32>>, tensor<3x10xcomplex<f32>>, tensor<3x10xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [1] norm backward : tensor<3x10xcomplex<f32>>
  %1 = milcomplex.fft %x axes [1] norm ortho : tensor<3x10xcomplex<f32>>
  %2 = milcomplex.fft %x axes [1] norm forward : tensor<3x10xcomplex<f32>>
  return %0, %1, %2 : tensor<3x10xcomplex<f32>>, tensor<3x10xcomplex<f32>>, tensor<3x10xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.ifft(x, norm="backward"), np.fft.ifft(x, norm="ortho"), np.fft.ifft(x, norm="forward"))
// RTOL: 8u
func.func @ifft_norms(%x: tensor<3x10xcomplex<f32>>) -> (tensor<3x10xcomplex<f32>>, tensor<3x10xcomplex<f32>>, tensor<3x10xcomplex<f32>>) {
  %0 = milcomplex.ifft %x axes [1] norm backward : tensor<3x10xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [1] norm ortho : tensor<3x10xcomplex<f32>>
  %2 = milcomplex.ifft %x axes [1] norm forward : tensor<3x10xcomplex<f32>>
  return %0, %1, %2 : tensor<3x10xcomplex<f32>>, tensor<3x10xcomplex<f32>>, tensor<3x10xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.rfft(x, norm="backward"), np.fft.rfft(x, norm="ortho"), np.fft.rfft(x, norm="forward"))
// RTOL: 8u
func.func @rfft_norms(%x: tensor<3x10xf32>) -> (tensor<3x6xcomplex<f32>>, tensor<3x6xcomplex<f32>>, tensor<3x6xcomplex<f32>>) {
  %0 = milcomplex.rfft %x axes [1] norm backward : tensor<3x10xf32>
  %1 = milcomplex.rfft %x axes [1] norm ortho : tensor<3x10xf32>
  %2 = milcomplex.rfft %x axes [1] norm forward : tensor<3x10xf32>
  return %0, %1, %2 : tensor<3x6xcomplex<f32>>, tensor<3x6xcomplex<f32>>, tensor<3x6xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.irfft(x, norm="backward"), np.fft.irfft(x, norm="ortho"), np.fft.irfft(x, norm="forward"))
// RTOL: 8u
func.func @irfft_norms(%x: tensor<3x6xcomplex<f32>>) -> (tensor<3x10xf32>, tensor<3x10xf32>, tensor<3x10xf32>) {
  %0 = milcomplex.irfft %x axes [1] norm backward : tensor<3x6xcomplex<f32>>
  %1 = milcomplex.irfft %x axes [1] norm ortho : tensor<3x6xcomplex<f32>>
  %2 = milcomplex.irfft %x axes [1] norm forward : tensor<3x6xcomplex<f32>>
  return %0, %1, %2 : tensor<3x10xf32>, tensor<3x10xf32>, tensor<3x10xf32>
}

// Along several dimensions, in any order.

// EXPECT: lambda x: (np.fft.fftn(x, None, (0, 1, 2)), np.fft.fftn(x, None, (2, 0), norm="ortho"), np.fft.fftn(x, None, (1,), norm="forward"), np.fft.fftn(x, (5, 2), (1, 0)))
// RTOL: 8u
func.func @fft_of_several(%x: tensor<4x3x6xcomplex<f32>>) -> (tensor<4x3x6xcomplex<f32>>, tensor<4x3x6xcomplex<f32>>, tensor<4x3x6xcomplex<f32>>, tensor<2x5x6xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [0, 1, 2] : tensor<4x3x6xcomplex<f32>>
  %1 = milcomplex.fft %x axes [2, 0] norm ortho : tensor<4x3x6xcomplex<f32>>
  %2 = milcomplex.fft %x axes [1] norm forward : tensor<4x3x6xcomplex<f32>>
  %3 = milcomplex.fft %x axes [1, 0] lengths [5, 2] : tensor<4x3x6xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<4x3x6xcomplex<f32>>, tensor<4x3x6xcomplex<f32>>, tensor<4x3x6xcomplex<f32>>, tensor<2x5x6xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.ifftn(x, None, (0, 1, 2)), np.fft.ifftn(x, None, (2, 0), norm="ortho"), np.fft.ifftn(x, None, (1,), norm="forward"), np.fft.ifftn(x, (5, 2), (1, 0)))
// RTOL: 8u
func.func @ifft_of_several(%x: tensor<4x3x6xcomplex<f32>>) -> (tensor<4x3x6xcomplex<f32>>, tensor<4x3x6xcomplex<f32>>, tensor<4x3x6xcomplex<f32>>, tensor<2x5x6xcomplex<f32>>) {
  %0 = milcomplex.ifft %x axes [0, 1, 2] : tensor<4x3x6xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [2, 0] norm ortho : tensor<4x3x6xcomplex<f32>>
  %2 = milcomplex.ifft %x axes [1] norm forward : tensor<4x3x6xcomplex<f32>>
  %3 = milcomplex.ifft %x axes [1, 0] lengths [5, 2] : tensor<4x3x6xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<4x3x6xcomplex<f32>>, tensor<4x3x6xcomplex<f32>>, tensor<4x3x6xcomplex<f32>>, tensor<2x5x6xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.rfftn(x, None, (0, 1, 2)), np.fft.rfftn(x, None, (2, 0), norm="ortho"), np.fft.rfftn(x, (2, 9), (0, 2), norm="forward"))
// RTOL: 8u
func.func @rfft_of_several(%x: tensor<4x3x6xf32>) -> (tensor<4x3x4xcomplex<f32>>, tensor<3x3x6xcomplex<f32>>, tensor<2x3x5xcomplex<f32>>) {
  %0 = milcomplex.rfft %x axes [0, 1, 2] : tensor<4x3x6xf32>
  %1 = milcomplex.rfft %x axes [2, 0] norm ortho : tensor<4x3x6xf32>
  %2 = milcomplex.rfft %x axes [0, 2] lengths [2, 9] norm forward : tensor<4x3x6xf32>
  return %0, %1, %2 : tensor<4x3x4xcomplex<f32>>, tensor<3x3x6xcomplex<f32>>, tensor<2x3x5xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.irfftn(x, None, (0, 1, 2)), np.fft.irfftn(x, None, (2, 0), norm="ortho"), np.fft.irfftn(x, (2, 9), (0, 2), norm="forward"))
// RTOL: 8u
func.func @irfft_of_several(%x: tensor<4x3x6xcomplex<f32>>) -> (tensor<4x3x10xf32>, tensor<6x3x6xf32>, tensor<2x3x9xf32>) {
  %0 = milcomplex.irfft %x axes [0, 1, 2] : tensor<4x3x6xcomplex<f32>>
  %1 = milcomplex.irfft %x axes [2, 0] norm ortho : tensor<4x3x6xcomplex<f32>>
  %2 = milcomplex.irfft %x axes [0, 2] lengths [2, 9] norm forward : tensor<4x3x6xcomplex<f32>>
  return %0, %1, %2 : tensor<4x3x10xf32>, tensor<6x3x6xf32>, tensor<2x3x9xf32>
}

// Dynamic sizes to trim or to pad, also beside others of the same size, or of
// none.

// EXPECT: lambda x: np.fft.ifft(x, axis=0)
// DIMS: 0 1 3
// RTOL: 8u
func.func @ifft_of_any_number(%x: tensor<12x?xcomplex<f32>>) -> tensor<12x?xcomplex<f32>> {
  %0 = milcomplex.ifft %x axes [0] : tensor<12x?xcomplex<f32>>
  return %0 : tensor<12x?xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.fft(x, axis=1),)
// DIMS: 0 1 3
// RTOL: 8u
func.func @fft_of_any_number(%x: tensor<?x12x?xcomplex<f32>>) -> (tensor<?x12x?xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [1] : tensor<?x12x?xcomplex<f32>>
  return %0 : tensor<?x12x?xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.rfft(x, axis=1),)
// DIMS: 0 1 3
// RTOL: 8u
func.func @rfft_of_any_number(%x: tensor<?x12x?xf32>) -> (tensor<?x7x?xcomplex<f32>>) {
  %0 = milcomplex.rfft %x axes [1] : tensor<?x12x?xf32>
  return %0 : tensor<?x7x?xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.irfft(x, axis=1),)
// DIMS: 0 1 3
// RTOL: 8u
func.func @irfft_of_any_number(%x: tensor<?x8x?xcomplex<f32>>) -> (tensor<?x14x?xf32>) {
  %0 = milcomplex.irfft %x axes [1] : tensor<?x8x?xcomplex<f32>>
  return %0 : tensor<?x14x?xf32>
}

// EXPECT: lambda x: (np.fft.rfft(x, axis=1),)
// DIMS: 0 1 3
// RTOL: 8u
func.func @odd_rfft_of_any_number(%x: tensor<?x15x?xf32>) -> (tensor<?x8x?xcomplex<f32>>) {
  %0 = milcomplex.rfft %x axes [1] : tensor<?x15x?xf32>
  return %0 : tensor<?x8x?xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.irfft(x, 15, axis=1),)
// DIMS: 0 1 3
// RTOL: 8u
func.func @odd_irfft_of_any_number(%x: tensor<?x8x?xcomplex<f32>>) -> (tensor<?x15x?xf32>) {
  %0 = milcomplex.irfft %x axes [1] lengths [15] : tensor<?x8x?xcomplex<f32>>
  return %0 : tensor<?x15x?xf32>
}

// EXPECT: lambda x: (np.fft.fft(x, axis=1),)
// DIMS: 1 3
// RTOL: 12u
func.func @prime_of_any_number(%x: tensor<?x23x?xcomplex<f32>>) -> (tensor<?x23x?xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [1] : tensor<?x23x?xcomplex<f32>>
  return %0 : tensor<?x23x?xcomplex<f32>>
}

// EXPECT: lambda x: (np.fft.fft(x, 6), np.fft.irfft(x, 9))
// DIMS: 1 4 6 12
// RTOL: 8u
func.func @of_any_length(%x: tensor<2x?xcomplex<f32>>) -> (tensor<2x6xcomplex<f32>>, tensor<2x9xf32>) {
  %0 = milcomplex.fft %x axes [1] lengths [6] : tensor<2x?xcomplex<f32>>
  %1 = milcomplex.irfft %x axes [1] lengths [9] : tensor<2x?xcomplex<f32>>
  return %0, %1 : tensor<2x6xcomplex<f32>>, tensor<2x9xf32>
}

// A single dimension.
// EXPECT: lambda x: np.fft.fft(x)
// RTOL: 8u
func.func @rank_1(%x: tensor<60xcomplex<f32>>) -> tensor<60xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [0] : tensor<60xcomplex<f32>>
  return %0 : tensor<60xcomplex<f32>>
}

// No elements at all.
// EXPECT: lambda x, y: (np.fft.fft(x), np.fft.irfft(y))
func.func @empty(%x: tensor<0x4xcomplex<f32>>, %y: tensor<0x4xcomplex<f32>>) -> (tensor<0x4xcomplex<f32>>, tensor<0x6xf32>) {
  %0 = milcomplex.fft %x axes [1] : tensor<0x4xcomplex<f32>>
  %1 = milcomplex.irfft %y axes [1] : tensor<0x4xcomplex<f32>>
  return %0, %1 : tensor<0x4xcomplex<f32>>, tensor<0x6xf32>
}

// The imaginary parts of elements that are their own conjugates are not read.
// EXPECT: lambda x: (np.fft.irfft(np.where(np.arange(5) % 4 == 0, x.real, x), 8), np.fft.irfft(np.where(np.arange(5) == 0, x.real, x), 9))
// RTOL: 8u
func.func @unread_parts(%x: tensor<5xcomplex<f32>>) -> (tensor<8xf32>, tensor<9xf32>) {
  %0 = milcomplex.irfft %x axes [0] : tensor<5xcomplex<f32>>
  %1 = milcomplex.irfft %x axes [0] lengths [9] : tensor<5xcomplex<f32>>
  return %0, %1 : tensor<8xf32>, tensor<9xf32>
}

// Of more than one stage along each dimension, and by convolution: the vector
// form transforms all but the first in place.

// EXPECT: lambda x: (np.fft.fftn(x), np.fft.ifftn(x, axes=(2, 1, 0)), np.fft.fftn(x, (27, 20, 24), (0, 2, 1)))
// RTOL: 12u
// DRAWS: 1
func.func @fft_large_dimensions(%x: tensor<18x34x20xcomplex<f32>>) -> (tensor<18x34x20xcomplex<f32>>, tensor<18x34x20xcomplex<f32>>, tensor<27x24x20xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [0, 1, 2] : tensor<18x34x20xcomplex<f32>>
  %1 = milcomplex.ifft %x axes [2, 1, 0] : tensor<18x34x20xcomplex<f32>>
  %2 = milcomplex.fft %x axes [0, 2, 1] lengths [27, 20, 24] : tensor<18x34x20xcomplex<f32>>
  return %0, %1, %2 : tensor<18x34x20xcomplex<f32>>, tensor<18x34x20xcomplex<f32>>, tensor<27x24x20xcomplex<f32>>
}

// EXPECT: lambda x, y: (np.fft.rfftn(x), np.fft.irfftn(y, (36, 40)))
// RTOL: 12u
// DRAWS: 1
func.func @rfft_large_dimensions(%x: tensor<36x40xf32>, %y: tensor<36x21xcomplex<f32>>) -> (tensor<36x21xcomplex<f32>>, tensor<36x40xf32>) {
  %0 = milcomplex.rfft %x axes [0, 1] : tensor<36x40xf32>
  %1 = milcomplex.irfft %y axes [0, 1] : tensor<36x21xcomplex<f32>>
  return %0, %1 : tensor<36x21xcomplex<f32>>, tensor<36x40xf32>
}

// Nothing that a caller still reads is overwritten.
// EXPECT: lambda x: (np.fft.fft(x, axis=0), np.fft.fft2(x), x)
// RTOL: 12u
// DRAWS: 1
func.func @fft_read_again(%x: tensor<16x36xcomplex<f32>>) -> (tensor<16x36xcomplex<f32>>, tensor<16x36xcomplex<f32>>, tensor<16x36xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [0] : tensor<16x36xcomplex<f32>>
  %1 = milcomplex.fft %0 axes [1] : tensor<16x36xcomplex<f32>>
  return %0, %1, %x : tensor<16x36xcomplex<f32>>, tensor<16x36xcomplex<f32>>, tensor<16x36xcomplex<f32>>
}

// Dimensions of one beside dynamic ones, where a slice that drops one could drop
// another.
// EXPECT: lambda x, y, z: (np.fft.rfft(x, axis=1), np.fft.fft(y, axis=2), np.fft.fft(z, axis=2), np.fft.irfft(z, 34, axis=2))
// RTOL: 12u
// DIMS: 2 7
func.func @unit_dimensions(%x: tensor<1x32x?xf32>, %y: tensor<1x2x33x?xcomplex<f32>>, %z: tensor<1x?x18x1xcomplex<f32>>) -> (tensor<1x17x?xcomplex<f32>>, tensor<1x2x33x?xcomplex<f32>>, tensor<1x?x18x1xcomplex<f32>>, tensor<1x?x34x1xf32>) {
  %0 = milcomplex.rfft %x axes [1] : tensor<1x32x?xf32>
  %1 = milcomplex.fft %y axes [2] : tensor<1x2x33x?xcomplex<f32>>
  %2 = milcomplex.fft %z axes [2] : tensor<1x?x18x1xcomplex<f32>>
  %3 = milcomplex.irfft %z axes [2] lengths [34] : tensor<1x?x18x1xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<1x17x?xcomplex<f32>>, tensor<1x2x33x?xcomplex<f32>>, tensor<1x?x18x1xcomplex<f32>>, tensor<1x?x34x1xf32>
}

// EXPECT: lambda x, y: (np.fft.rfft(x, axis=3), np.fft.irfft(y, 33, axis=3))
// RTOL: 12u
func.func @unit_batch(%x: tensor<1x2x1x33x3xf32>, %y: tensor<1x1x1x17xcomplex<f32>>) -> (tensor<1x2x1x17x3xcomplex<f32>>, tensor<1x1x1x33xf32>) {
  %0 = milcomplex.rfft %x axes [3] : tensor<1x2x1x33x3xf32>
  %1 = milcomplex.irfft %y axes [3] lengths [33] : tensor<1x1x1x17xcomplex<f32>>
  return %0, %1 : tensor<1x2x1x17x3xcomplex<f32>>, tensor<1x1x1x33xf32>
}

// Several dynamic dimensions after the one that is transformed.
// EXPECT: lambda x, y: (np.fft.fft(x, axis=0), np.fft.rfftn(y, (17, 8), (0, 2)))
// RTOL: 12u
// DIMS: 1 5
// Fused with its neighbours, a reshape has two unknown sizes in one group, on
// which upstream's expand-strided-metadata (22.1) crashes.
// WITHOUT: linalg-fuse-elementwise-ops
func.func @dynamic_behind(%x: tensor<8x?x?xcomplex<f32>>, %y: tensor<17x?x4x?xf32>) -> (tensor<8x?x?xcomplex<f32>>, tensor<17x?x5x?xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [0] : tensor<8x?x?xcomplex<f32>>
  %1 = milcomplex.rfft %y axes [0, 2] lengths [17, 8] : tensor<17x?x4x?xf32>
  return %0, %1 : tensor<8x?x?xcomplex<f32>>, tensor<17x?x5x?xcomplex<f32>>
}

// All elements are padding.
// EXPECT: lambda x, y, z: (np.zeros((8, 4), complex), np.zeros((z.shape[1], 8, 3), complex), np.zeros((8, 6)), np.zeros((8, 4), complex))
// DIMS: 0 3
func.func @filled_up(%x: tensor<8x0xcomplex<f32>>, %y: tensor<?x8x0xf32>, %z: tensor<0x?xcomplex<f32>>) -> (tensor<8x4xcomplex<f32>>, tensor<?x8x3xcomplex<f32>>, tensor<8x6xf32>, tensor<8x4xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [0, 1] lengths [8, 4] : tensor<8x0xcomplex<f32>>
  %1 = milcomplex.rfft %y axes [1, 2] lengths [8, 4] : tensor<?x8x0xf32>
  %2 = milcomplex.irfft %x axes [0, 1] lengths [8, 6] : tensor<8x0xcomplex<f32>>
  %3 = milcomplex.ifft %z axes [1, 0] lengths [4, 8] : tensor<0x?xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<8x4xcomplex<f32>>, tensor<?x8x3xcomplex<f32>>, tensor<8x6xf32>, tensor<8x4xcomplex<f32>>
}

// The imaginary part of what is real is +0, of negative sums too, and in
// lengths with large primes: an angle there is 0 or pi, and never -pi.
// EXPECT: lambda x1, x2, x3, x8, x9, x15, x17, x34, x45, x51: (np.zeros(3),) * 13
func.func @rfft_real_ends(%x1: tensor<3x1xf32>, %x2: tensor<3x2xf32>, %x3: tensor<3x3xf32>, %x8: tensor<3x8xf32>, %x9: tensor<3x9xf32>, %x15: tensor<3x15xf32>, %x17: tensor<3x17xf32>, %x34: tensor<3x34xf32>, %x45: tensor<3x45xf32>, %x51: tensor<3x51xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %y1 = milcomplex.rfft %x1 axes [1] : tensor<3x1xf32>
  %im1 = milcomplex.imag %y1 : tensor<3x1xcomplex<f32>>
  %e1_0 = tensor.extract_slice %im1[0, 0] [3, 1] [1, 1] : tensor<3x1xf32> to tensor<3xf32>
  %y2 = milcomplex.rfft %x2 axes [1] : tensor<3x2xf32>
  %im2 = milcomplex.imag %y2 : tensor<3x2xcomplex<f32>>
  %e2_0 = tensor.extract_slice %im2[0, 0] [3, 1] [1, 1] : tensor<3x2xf32> to tensor<3xf32>
  %e2_1 = tensor.extract_slice %im2[0, 1] [3, 1] [1, 1] : tensor<3x2xf32> to tensor<3xf32>
  %y3 = milcomplex.rfft %x3 axes [1] : tensor<3x3xf32>
  %im3 = milcomplex.imag %y3 : tensor<3x2xcomplex<f32>>
  %e3_0 = tensor.extract_slice %im3[0, 0] [3, 1] [1, 1] : tensor<3x2xf32> to tensor<3xf32>
  %y8 = milcomplex.rfft %x8 axes [1] : tensor<3x8xf32>
  %im8 = milcomplex.imag %y8 : tensor<3x5xcomplex<f32>>
  %e8_0 = tensor.extract_slice %im8[0, 0] [3, 1] [1, 1] : tensor<3x5xf32> to tensor<3xf32>
  %e8_4 = tensor.extract_slice %im8[0, 4] [3, 1] [1, 1] : tensor<3x5xf32> to tensor<3xf32>
  %y9 = milcomplex.rfft %x9 axes [1] : tensor<3x9xf32>
  %im9 = milcomplex.imag %y9 : tensor<3x5xcomplex<f32>>
  %e9_0 = tensor.extract_slice %im9[0, 0] [3, 1] [1, 1] : tensor<3x5xf32> to tensor<3xf32>
  %y15 = milcomplex.rfft %x15 axes [1] : tensor<3x15xf32>
  %im15 = milcomplex.imag %y15 : tensor<3x8xcomplex<f32>>
  %e15_0 = tensor.extract_slice %im15[0, 0] [3, 1] [1, 1] : tensor<3x8xf32> to tensor<3xf32>
  %y17 = milcomplex.rfft %x17 axes [1] : tensor<3x17xf32>
  %im17 = milcomplex.imag %y17 : tensor<3x9xcomplex<f32>>
  %e17_0 = tensor.extract_slice %im17[0, 0] [3, 1] [1, 1] : tensor<3x9xf32> to tensor<3xf32>
  %y34 = milcomplex.rfft %x34 axes [1] : tensor<3x34xf32>
  %im34 = milcomplex.imag %y34 : tensor<3x18xcomplex<f32>>
  %e34_0 = tensor.extract_slice %im34[0, 0] [3, 1] [1, 1] : tensor<3x18xf32> to tensor<3xf32>
  %e34_17 = tensor.extract_slice %im34[0, 17] [3, 1] [1, 1] : tensor<3x18xf32> to tensor<3xf32>
  %y45 = milcomplex.rfft %x45 axes [1] : tensor<3x45xf32>
  %im45 = milcomplex.imag %y45 : tensor<3x23xcomplex<f32>>
  %e45_0 = tensor.extract_slice %im45[0, 0] [3, 1] [1, 1] : tensor<3x23xf32> to tensor<3xf32>
  %y51 = milcomplex.rfft %x51 axes [1] : tensor<3x51xf32>
  %im51 = milcomplex.imag %y51 : tensor<3x26xcomplex<f32>>
  %e51_0 = tensor.extract_slice %im51[0, 0] [3, 1] [1, 1] : tensor<3x26xf32> to tensor<3xf32>
  return %e1_0, %e2_0, %e2_1, %e3_0, %e8_0, %e8_4, %e9_0, %e15_0, %e17_0, %e34_0, %e34_17, %e45_0, %e51_0 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

// EXPECT: lambda x1, x2, x3, x8, x9, x15, x17, x34, x45, x51: (np.zeros(20),) * 13
func.func @rfft_real_ends_of_columns(%x1: tensor<1x20xf32>, %x2: tensor<2x20xf32>, %x3: tensor<3x20xf32>, %x8: tensor<8x20xf32>, %x9: tensor<9x20xf32>, %x15: tensor<15x20xf32>, %x17: tensor<17x20xf32>, %x34: tensor<34x20xf32>, %x45: tensor<45x20xf32>, %x51: tensor<51x20xf32>) -> (tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>) {
  %y1 = milcomplex.rfft %x1 axes [0] : tensor<1x20xf32>
  %im1 = milcomplex.imag %y1 : tensor<1x20xcomplex<f32>>
  %e1_0 = tensor.extract_slice %im1[0, 0] [1, 20] [1, 1] : tensor<1x20xf32> to tensor<20xf32>
  %y2 = milcomplex.rfft %x2 axes [0] : tensor<2x20xf32>
  %im2 = milcomplex.imag %y2 : tensor<2x20xcomplex<f32>>
  %e2_0 = tensor.extract_slice %im2[0, 0] [1, 20] [1, 1] : tensor<2x20xf32> to tensor<20xf32>
  %e2_1 = tensor.extract_slice %im2[1, 0] [1, 20] [1, 1] : tensor<2x20xf32> to tensor<20xf32>
  %y3 = milcomplex.rfft %x3 axes [0] : tensor<3x20xf32>
  %im3 = milcomplex.imag %y3 : tensor<2x20xcomplex<f32>>
  %e3_0 = tensor.extract_slice %im3[0, 0] [1, 20] [1, 1] : tensor<2x20xf32> to tensor<20xf32>
  %y8 = milcomplex.rfft %x8 axes [0] : tensor<8x20xf32>
  %im8 = milcomplex.imag %y8 : tensor<5x20xcomplex<f32>>
  %e8_0 = tensor.extract_slice %im8[0, 0] [1, 20] [1, 1] : tensor<5x20xf32> to tensor<20xf32>
  %e8_4 = tensor.extract_slice %im8[4, 0] [1, 20] [1, 1] : tensor<5x20xf32> to tensor<20xf32>
  %y9 = milcomplex.rfft %x9 axes [0] : tensor<9x20xf32>
  %im9 = milcomplex.imag %y9 : tensor<5x20xcomplex<f32>>
  %e9_0 = tensor.extract_slice %im9[0, 0] [1, 20] [1, 1] : tensor<5x20xf32> to tensor<20xf32>
  %y15 = milcomplex.rfft %x15 axes [0] : tensor<15x20xf32>
  %im15 = milcomplex.imag %y15 : tensor<8x20xcomplex<f32>>
  %e15_0 = tensor.extract_slice %im15[0, 0] [1, 20] [1, 1] : tensor<8x20xf32> to tensor<20xf32>
  %y17 = milcomplex.rfft %x17 axes [0] : tensor<17x20xf32>
  %im17 = milcomplex.imag %y17 : tensor<9x20xcomplex<f32>>
  %e17_0 = tensor.extract_slice %im17[0, 0] [1, 20] [1, 1] : tensor<9x20xf32> to tensor<20xf32>
  %y34 = milcomplex.rfft %x34 axes [0] : tensor<34x20xf32>
  %im34 = milcomplex.imag %y34 : tensor<18x20xcomplex<f32>>
  %e34_0 = tensor.extract_slice %im34[0, 0] [1, 20] [1, 1] : tensor<18x20xf32> to tensor<20xf32>
  %e34_17 = tensor.extract_slice %im34[17, 0] [1, 20] [1, 1] : tensor<18x20xf32> to tensor<20xf32>
  %y45 = milcomplex.rfft %x45 axes [0] : tensor<45x20xf32>
  %im45 = milcomplex.imag %y45 : tensor<23x20xcomplex<f32>>
  %e45_0 = tensor.extract_slice %im45[0, 0] [1, 20] [1, 1] : tensor<23x20xf32> to tensor<20xf32>
  %y51 = milcomplex.rfft %x51 axes [0] : tensor<51x20xf32>
  %im51 = milcomplex.imag %y51 : tensor<26x20xcomplex<f32>>
  %e51_0 = tensor.extract_slice %im51[0, 0] [1, 20] [1, 1] : tensor<26x20xf32> to tensor<20xf32>
  return %e1_0, %e2_0, %e2_1, %e3_0, %e8_0, %e8_4, %e9_0, %e15_0, %e17_0, %e34_0, %e34_17, %e45_0, %e51_0 : tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>, tensor<20xf32>
}

// The same along several dimensions, where an element is its own mirror image.
// EXPECT: lambda a, b, c: (np.zeros(1),) * 8
func.func @rfft_real_corners(%x0: tensor<17x34xf32>, %x1: tensor<34x17xf32>, %x2: tensor<6x10xf32>) -> (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) {
  %y0 = milcomplex.rfft %x0 axes [0, 1] : tensor<17x34xf32>
  %im0 = milcomplex.imag %y0 : tensor<17x18xcomplex<f32>>
  %e0_0_0 = tensor.extract_slice %im0[0, 0] [1, 1] [1, 1] : tensor<17x18xf32> to tensor<1xf32>
  %e0_0_17 = tensor.extract_slice %im0[0, 17] [1, 1] [1, 1] : tensor<17x18xf32> to tensor<1xf32>
  %y1 = milcomplex.rfft %x1 axes [0, 1] : tensor<34x17xf32>
  %im1 = milcomplex.imag %y1 : tensor<34x9xcomplex<f32>>
  %e1_0_0 = tensor.extract_slice %im1[0, 0] [1, 1] [1, 1] : tensor<34x9xf32> to tensor<1xf32>
  %e1_17_0 = tensor.extract_slice %im1[17, 0] [1, 1] [1, 1] : tensor<34x9xf32> to tensor<1xf32>
  %y2 = milcomplex.rfft %x2 axes [1, 0] : tensor<6x10xf32>
  %im2 = milcomplex.imag %y2 : tensor<4x10xcomplex<f32>>
  %e2_0_0 = tensor.extract_slice %im2[0, 0] [1, 1] [1, 1] : tensor<4x10xf32> to tensor<1xf32>
  %e2_0_5 = tensor.extract_slice %im2[0, 5] [1, 1] [1, 1] : tensor<4x10xf32> to tensor<1xf32>
  %e2_3_0 = tensor.extract_slice %im2[3, 0] [1, 1] [1, 1] : tensor<4x10xf32> to tensor<1xf32>
  %e2_3_5 = tensor.extract_slice %im2[3, 5] [1, 1] [1, 1] : tensor<4x10xf32> to tensor<1xf32>
  return %e0_0_0, %e0_0_17, %e1_0_0, %e1_17_0, %e2_0_0, %e2_0_5, %e2_3_0, %e2_3_5 : tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>
}
