// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f64
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=bf16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=512"
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=64"
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=128 abi=interleaved" --element=f64
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=512" --user-passes

// Along every dimension, whole, trimmed and with zeros behind.

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

// Numbers to trim or to add zeros to that only a run counts, as many as others beside
// them, or none.

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

// No numbers at all.
// EXPECT: lambda x, y: (np.fft.fft(x), np.fft.irfft(y))
func.func @empty(%x: tensor<0x4xcomplex<f32>>, %y: tensor<0x4xcomplex<f32>>) -> (tensor<0x4xcomplex<f32>>, tensor<0x6xf32>) {
  %0 = milcomplex.fft %x axes [1] : tensor<0x4xcomplex<f32>>
  %1 = milcomplex.irfft %y axes [1] : tensor<0x4xcomplex<f32>>
  return %0, %1 : tensor<0x4xcomplex<f32>>, tensor<0x6xf32>
}

// The imaginary parts of what is real for being its own conjugate are not read.
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

// Several dynamic dimensions behind the one that is transformed.
// EXPECT: lambda x, y: (np.fft.fft(x, axis=0), np.fft.rfftn(y, (17, 8), (0, 2)))
// RTOL: 12u
// DIMS: 1 5
// Fused with its neighbours, a reshape has two unknown sizes in one group, on
// which upstream's expand-strided-metadata crashes.
// WITHOUT: linalg-fuse-elementwise-ops
func.func @dynamic_behind(%x: tensor<8x?x?xcomplex<f32>>, %y: tensor<17x?x4x?xf32>) -> (tensor<8x?x?xcomplex<f32>>, tensor<17x?x5x?xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [0] : tensor<8x?x?xcomplex<f32>>
  %1 = milcomplex.rfft %y axes [0, 2] lengths [17, 8] : tensor<17x?x4x?xf32>
  return %0, %1 : tensor<8x?x?xcomplex<f32>>, tensor<17x?x5x?xcomplex<f32>>
}

// All numbers are zeros that fill up.
// EXPECT: lambda x, y, z: (np.zeros((8, 4), complex), np.zeros((z.shape[1], 8, 3), complex), np.zeros((8, 6)), np.zeros((8, 4), complex))
// DIMS: 0 3
func.func @filled_up(%x: tensor<8x0xcomplex<f32>>, %y: tensor<?x8x0xf32>, %z: tensor<0x?xcomplex<f32>>) -> (tensor<8x4xcomplex<f32>>, tensor<?x8x3xcomplex<f32>>, tensor<8x6xf32>, tensor<8x4xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [0, 1] lengths [8, 4] : tensor<8x0xcomplex<f32>>
  %1 = milcomplex.rfft %y axes [1, 2] lengths [8, 4] : tensor<?x8x0xf32>
  %2 = milcomplex.irfft %x axes [0, 1] lengths [8, 6] : tensor<8x0xcomplex<f32>>
  %3 = milcomplex.ifft %z axes [1, 0] lengths [4, 8] : tensor<0x?xcomplex<f32>>
  return %0, %1, %2, %3 : tensor<8x4xcomplex<f32>>, tensor<?x8x3xcomplex<f32>>, tensor<8x6xf32>, tensor<8x4xcomplex<f32>>
}
