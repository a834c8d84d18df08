// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f64
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=bf16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=fft-form=matmul
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=512"
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=64"
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=128 abi=interleaved" --element=f64
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=512" --user-passes
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=512 abi=interleaved" --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir "--options=fft-form=vector vector-width=512 abi=interleaved" --threads=3

// EXPECT: lambda x, w: (stft(x, w, 16, 4, True, "reflect", False, True), stft(x, w, 16, 4, True, "constant", True, False), stft(x, w, 16, 4, True, "replicate", False, False), stft(x, w, 16, 4, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_1x32_hop_4_window_16(%x: tensor<1x32xf32>, %w: tensor<16xf32>) -> (tensor<1x9x9xcomplex<f32>>, tensor<1x16x9xcomplex<f32>>, tensor<1x16x9xcomplex<f32>>, tensor<1x9x5xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 4 : tensor<1x32xf32>, tensor<16xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 4 pad_mode constant normalized true onesided false : tensor<1x32xf32>, tensor<16xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 4 pad_mode replicate onesided false : tensor<1x32xf32>, tensor<16xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 4 center false normalized true : tensor<1x32xf32>, tensor<16xf32>
  return %0, %1, %2, %3 : tensor<1x9x9xcomplex<f32>>, tensor<1x16x9xcomplex<f32>>, tensor<1x16x9xcomplex<f32>>, tensor<1x9x5xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 4, True, "reflect", False, True), stft(x, w, 16, 4, True, "constant", True, False), stft(x, w, 16, 4, True, "replicate", False, False), stft(x, w, 16, 4, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_1x32_hop_4_window_9(%x: tensor<1x32xf32>, %w: tensor<9xf32>) -> (tensor<1x9x9xcomplex<f32>>, tensor<1x16x9xcomplex<f32>>, tensor<1x16x9xcomplex<f32>>, tensor<1x9x5xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 : tensor<1x32xf32>, tensor<9xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 pad_mode constant normalized true onesided false : tensor<1x32xf32>, tensor<9xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 pad_mode replicate onesided false : tensor<1x32xf32>, tensor<9xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 center false normalized true : tensor<1x32xf32>, tensor<9xf32>
  return %0, %1, %2, %3 : tensor<1x9x9xcomplex<f32>>, tensor<1x16x9xcomplex<f32>>, tensor<1x16x9xcomplex<f32>>, tensor<1x9x5xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 5, True, "reflect", False, True), stft(x, w, 16, 5, True, "constant", True, False), stft(x, w, 16, 5, True, "replicate", False, False), stft(x, w, 16, 5, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_1x32_hop_5_window_16(%x: tensor<1x32xf32>, %w: tensor<16xf32>) -> (tensor<1x9x7xcomplex<f32>>, tensor<1x16x7xcomplex<f32>>, tensor<1x16x7xcomplex<f32>>, tensor<1x9x4xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 5 : tensor<1x32xf32>, tensor<16xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 5 pad_mode constant normalized true onesided false : tensor<1x32xf32>, tensor<16xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 5 pad_mode replicate onesided false : tensor<1x32xf32>, tensor<16xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 5 center false normalized true : tensor<1x32xf32>, tensor<16xf32>
  return %0, %1, %2, %3 : tensor<1x9x7xcomplex<f32>>, tensor<1x16x7xcomplex<f32>>, tensor<1x16x7xcomplex<f32>>, tensor<1x9x4xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 5, True, "reflect", False, True), stft(x, w, 16, 5, True, "constant", True, False), stft(x, w, 16, 5, True, "replicate", False, False), stft(x, w, 16, 5, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_1x32_hop_5_window_9(%x: tensor<1x32xf32>, %w: tensor<9xf32>) -> (tensor<1x9x7xcomplex<f32>>, tensor<1x16x7xcomplex<f32>>, tensor<1x16x7xcomplex<f32>>, tensor<1x9x4xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 : tensor<1x32xf32>, tensor<9xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 pad_mode constant normalized true onesided false : tensor<1x32xf32>, tensor<9xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 pad_mode replicate onesided false : tensor<1x32xf32>, tensor<9xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 center false normalized true : tensor<1x32xf32>, tensor<9xf32>
  return %0, %1, %2, %3 : tensor<1x9x7xcomplex<f32>>, tensor<1x16x7xcomplex<f32>>, tensor<1x16x7xcomplex<f32>>, tensor<1x9x4xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 4, True, "reflect", False, True), stft(x, w, 16, 4, True, "constant", True, False), stft(x, w, 16, 4, True, "replicate", False, False), stft(x, w, 16, 4, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_32_hop_4_window_16(%x: tensor<32xf32>, %w: tensor<16xf32>) -> (tensor<9x9xcomplex<f32>>, tensor<16x9xcomplex<f32>>, tensor<16x9xcomplex<f32>>, tensor<9x5xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 4 : tensor<32xf32>, tensor<16xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 4 pad_mode constant normalized true onesided false : tensor<32xf32>, tensor<16xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 4 pad_mode replicate onesided false : tensor<32xf32>, tensor<16xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 4 center false normalized true : tensor<32xf32>, tensor<16xf32>
  return %0, %1, %2, %3 : tensor<9x9xcomplex<f32>>, tensor<16x9xcomplex<f32>>, tensor<16x9xcomplex<f32>>, tensor<9x5xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 4, True, "reflect", False, True), stft(x, w, 16, 4, True, "constant", True, False), stft(x, w, 16, 4, True, "replicate", False, False), stft(x, w, 16, 4, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_32_hop_4_window_9(%x: tensor<32xf32>, %w: tensor<9xf32>) -> (tensor<9x9xcomplex<f32>>, tensor<16x9xcomplex<f32>>, tensor<16x9xcomplex<f32>>, tensor<9x5xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 : tensor<32xf32>, tensor<9xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 pad_mode constant normalized true onesided false : tensor<32xf32>, tensor<9xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 pad_mode replicate onesided false : tensor<32xf32>, tensor<9xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 center false normalized true : tensor<32xf32>, tensor<9xf32>
  return %0, %1, %2, %3 : tensor<9x9xcomplex<f32>>, tensor<16x9xcomplex<f32>>, tensor<16x9xcomplex<f32>>, tensor<9x5xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 5, True, "reflect", False, True), stft(x, w, 16, 5, True, "constant", True, False), stft(x, w, 16, 5, True, "replicate", False, False), stft(x, w, 16, 5, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_32_hop_5_window_16(%x: tensor<32xf32>, %w: tensor<16xf32>) -> (tensor<9x7xcomplex<f32>>, tensor<16x7xcomplex<f32>>, tensor<16x7xcomplex<f32>>, tensor<9x4xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 5 : tensor<32xf32>, tensor<16xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 5 pad_mode constant normalized true onesided false : tensor<32xf32>, tensor<16xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 5 pad_mode replicate onesided false : tensor<32xf32>, tensor<16xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 5 center false normalized true : tensor<32xf32>, tensor<16xf32>
  return %0, %1, %2, %3 : tensor<9x7xcomplex<f32>>, tensor<16x7xcomplex<f32>>, tensor<16x7xcomplex<f32>>, tensor<9x4xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 5, True, "reflect", False, True), stft(x, w, 16, 5, True, "constant", True, False), stft(x, w, 16, 5, True, "replicate", False, False), stft(x, w, 16, 5, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_32_hop_5_window_9(%x: tensor<32xf32>, %w: tensor<9xf32>) -> (tensor<9x7xcomplex<f32>>, tensor<16x7xcomplex<f32>>, tensor<16x7xcomplex<f32>>, tensor<9x4xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 : tensor<32xf32>, tensor<9xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 pad_mode constant normalized true onesided false : tensor<32xf32>, tensor<9xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 pad_mode replicate onesided false : tensor<32xf32>, tensor<9xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 center false normalized true : tensor<32xf32>, tensor<9xf32>
  return %0, %1, %2, %3 : tensor<9x7xcomplex<f32>>, tensor<16x7xcomplex<f32>>, tensor<16x7xcomplex<f32>>, tensor<9x4xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 4, True, "reflect", False, True), stft(x, w, 16, 4, True, "constant", True, False), stft(x, w, 16, 4, True, "replicate", False, False), stft(x, w, 16, 4, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_3x32_hop_4_window_16(%x: tensor<3x32xf32>, %w: tensor<16xf32>) -> (tensor<3x9x9xcomplex<f32>>, tensor<3x16x9xcomplex<f32>>, tensor<3x16x9xcomplex<f32>>, tensor<3x9x5xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 4 : tensor<3x32xf32>, tensor<16xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 4 pad_mode constant normalized true onesided false : tensor<3x32xf32>, tensor<16xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 4 pad_mode replicate onesided false : tensor<3x32xf32>, tensor<16xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 4 center false normalized true : tensor<3x32xf32>, tensor<16xf32>
  return %0, %1, %2, %3 : tensor<3x9x9xcomplex<f32>>, tensor<3x16x9xcomplex<f32>>, tensor<3x16x9xcomplex<f32>>, tensor<3x9x5xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 4, True, "reflect", False, True), stft(x, w, 16, 4, True, "constant", True, False), stft(x, w, 16, 4, True, "replicate", False, False), stft(x, w, 16, 4, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_3x32_hop_4_window_9(%x: tensor<3x32xf32>, %w: tensor<9xf32>) -> (tensor<3x9x9xcomplex<f32>>, tensor<3x16x9xcomplex<f32>>, tensor<3x16x9xcomplex<f32>>, tensor<3x9x5xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 : tensor<3x32xf32>, tensor<9xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 pad_mode constant normalized true onesided false : tensor<3x32xf32>, tensor<9xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 pad_mode replicate onesided false : tensor<3x32xf32>, tensor<9xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 center false normalized true : tensor<3x32xf32>, tensor<9xf32>
  return %0, %1, %2, %3 : tensor<3x9x9xcomplex<f32>>, tensor<3x16x9xcomplex<f32>>, tensor<3x16x9xcomplex<f32>>, tensor<3x9x5xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 5, True, "reflect", False, True), stft(x, w, 16, 5, True, "constant", True, False), stft(x, w, 16, 5, True, "replicate", False, False), stft(x, w, 16, 5, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_3x32_hop_5_window_16(%x: tensor<3x32xf32>, %w: tensor<16xf32>) -> (tensor<3x9x7xcomplex<f32>>, tensor<3x16x7xcomplex<f32>>, tensor<3x16x7xcomplex<f32>>, tensor<3x9x4xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 5 : tensor<3x32xf32>, tensor<16xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 5 pad_mode constant normalized true onesided false : tensor<3x32xf32>, tensor<16xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 5 pad_mode replicate onesided false : tensor<3x32xf32>, tensor<16xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 5 center false normalized true : tensor<3x32xf32>, tensor<16xf32>
  return %0, %1, %2, %3 : tensor<3x9x7xcomplex<f32>>, tensor<3x16x7xcomplex<f32>>, tensor<3x16x7xcomplex<f32>>, tensor<3x9x4xcomplex<f32>>
}

// EXPECT: lambda x, w: (stft(x, w, 16, 5, True, "reflect", False, True), stft(x, w, 16, 5, True, "constant", True, False), stft(x, w, 16, 5, True, "replicate", False, False), stft(x, w, 16, 5, False, "reflect", True, True))
// RTOL: 8u
func.func @stft_3x32_hop_5_window_9(%x: tensor<3x32xf32>, %w: tensor<9xf32>) -> (tensor<3x9x7xcomplex<f32>>, tensor<3x16x7xcomplex<f32>>, tensor<3x16x7xcomplex<f32>>, tensor<3x9x4xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 : tensor<3x32xf32>, tensor<9xf32>
  %1 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 pad_mode constant normalized true onesided false : tensor<3x32xf32>, tensor<9xf32>
  %2 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 pad_mode replicate onesided false : tensor<3x32xf32>, tensor<9xf32>
  %3 = milcomplex.stft %x window %w n_fft 16 hop_length 5 win_length 9 center false normalized true : tensor<3x32xf32>, tensor<9xf32>
  return %0, %1, %2, %3 : tensor<3x9x7xcomplex<f32>>, tensor<3x16x7xcomplex<f32>>, tensor<3x16x7xcomplex<f32>>, tensor<3x9x4xcomplex<f32>>
}

// Without a window, of complex numbers, of an odd number, of frames with gaps.
// EXPECT: lambda x, y: (stft(x, np.ones(16), 16, 4, True, "reflect", False, True), stft(x, np.ones(10), 15, 20, True, "constant", False, True), stft(y, np.ones(6), 6, 3, False, "reflect", False, False))
// RTOL: 8u
func.func @stft_without_window(%x: tensor<32xf32>, %y: tensor<2x2x20xcomplex<f32>>) -> (tensor<9x9xcomplex<f32>>, tensor<8x2xcomplex<f32>>, tensor<2x2x6x5xcomplex<f32>>) {
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 : tensor<32xf32>
  %1 = milcomplex.stft %x n_fft 15 hop_length 20 win_length 10 pad_mode constant : tensor<32xf32>
  %2 = milcomplex.stft %y n_fft 6 hop_length 3 center false onesided false : tensor<2x2x20xcomplex<f32>>
  return %0, %1, %2 : tensor<9x9xcomplex<f32>>, tensor<8x2xcomplex<f32>>, tensor<2x2x6x5xcomplex<f32>>
}

// A signal of dynamic length.
// EXPECT: lambda x, w: (stft(x, w, 8, 3, True, "reflect", False, True), stft(x, w, 8, 3, True, "replicate", False, True))
// DIMS: 5 8 20
// RTOL: 8u
func.func @stft_of_any_length(%x: tensor<2x?xf32>, %w: tensor<8xf32>) -> (tensor<2x5x?xcomplex<f32>>, tensor<2x5x?xcomplex<f32>>) {
  %0 = milcomplex.stft %x window %w n_fft 8 hop_length 3 : tensor<2x?xf32>, tensor<8xf32>
  %1 = milcomplex.stft %x window %w n_fft 8 hop_length 3 pad_mode replicate : tensor<2x?xf32>, tensor<8xf32>
  return %0, %1 : tensor<2x5x?xcomplex<f32>>, tensor<2x5x?xcomplex<f32>>
}

// EXPECT: lambda y, w: (istft(y, w, 16, 4, True, False, True, None), istft(y, w, 16, 4, False, True, True, None), istft(y, w, 16, 5, True, False, True, 20), istft(y, w, 16, 5, True, False, True, 60))
// WITH: w = np.hanning(18)[1:17]
// RTOL: 100u
func.func @istft(%y: tensor<3x9x7xcomplex<f32>>, %w: tensor<16xf32>) -> (tensor<3x24xf32>, tensor<3x40xf32>, tensor<3x20xf32>, tensor<3x60xf32>) {
  %0 = milcomplex.istft %y window %w n_fft 16 hop_length 4 : tensor<3x9x7xcomplex<f32>>, tensor<16xf32>
  %1 = milcomplex.istft %y window %w n_fft 16 hop_length 4 center false normalized true : tensor<3x9x7xcomplex<f32>>, tensor<16xf32>
  %2 = milcomplex.istft %y window %w n_fft 16 hop_length 5 length 20 : tensor<3x9x7xcomplex<f32>>, tensor<16xf32>
  %3 = milcomplex.istft %y window %w n_fft 16 hop_length 5 length 60 : tensor<3x9x7xcomplex<f32>>, tensor<16xf32>
  return %0, %1, %2, %3 : tensor<3x24xf32>, tensor<3x40xf32>, tensor<3x20xf32>, tensor<3x60xf32>
}

// A window that is shorter than a frame, none at all, of complex signals.
// EXPECT: lambda y, z, w: (istft(y, w, 16, 3, True, False, True, None), istft(z, np.ones(6), 6, 5, True, False, False, None), istft(z, np.ones(6), 6, 6, False, False, False, 31))
// WITH: w = np.hanning(12)[1:11]
// RTOL: 100u
func.func @istft_of_others(%y: tensor<9x7xcomplex<f32>>, %z: tensor<2x6x4xcomplex<f32>>, %w: tensor<10xf32>) -> (tensor<18xf32>, tensor<2x15xcomplex<f32>>, tensor<2x31xcomplex<f32>>) {
  %0 = milcomplex.istft %y window %w n_fft 16 hop_length 3 win_length 10 : tensor<9x7xcomplex<f32>>, tensor<10xf32>
  %1 = milcomplex.istft %z n_fft 6 hop_length 5 onesided false : tensor<2x6x4xcomplex<f32>>
  %2 = milcomplex.istft %z n_fft 6 hop_length 6 center false onesided false length 31 : tensor<2x6x4xcomplex<f32>>
  return %0, %1, %2 : tensor<18xf32>, tensor<2x15xcomplex<f32>>, tensor<2x31xcomplex<f32>>
}

// A dynamic number of frames.
// EXPECT: lambda y: (istft(y, np.ones(8), 8, 3, True, False, True, None), istft(y, np.ones(8), 8, 3, True, False, True, 12))
// DIMS: 2 4 9
// RTOL: 20u
func.func @istft_of_any_length(%y: tensor<2x5x?xcomplex<f32>>) -> (tensor<2x?xf32>, tensor<2x12xf32>) {
  %0 = milcomplex.istft %y n_fft 8 hop_length 3 : tensor<2x5x?xcomplex<f32>>
  %1 = milcomplex.istft %y n_fft 8 hop_length 3 length 12 : tensor<2x5x?xcomplex<f32>>
  return %0, %1 : tensor<2x?xf32>, tensor<2x12xf32>
}

// There and back.
// EXPECT: lambda x, w: x
// WITH: w = np.hanning(18)[1:17]
// RTOL: 16u
func.func @round_trip(%x: tensor<2x60xf32>, %w: tensor<16xf32>) -> tensor<2x60xf32> {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 4 : tensor<2x60xf32>, tensor<16xf32>
  %1 = milcomplex.istft %0 window %w n_fft 16 hop_length 4 : tensor<2x9x16xcomplex<f32>>, tensor<16xf32>
  return %1 : tensor<2x60xf32>
}

// No signals.
// EXPECT: lambda x, y: (np.zeros((0, 9, 9), complex), np.zeros((0, 24)))
func.func @no_signal(%x: tensor<0x32xf32>, %y: tensor<0x9x7xcomplex<f32>>) -> (tensor<0x9x9xcomplex<f32>>, tensor<0x24xf32>) {
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 : tensor<0x32xf32>
  %1 = milcomplex.istft %y n_fft 16 hop_length 4 : tensor<0x9x7xcomplex<f32>>
  return %0, %1 : tensor<0x9x9xcomplex<f32>>, tensor<0x24xf32>
}

// One signal of any length.
// EXPECT: lambda x, y: (stft(x, np.ones(16), 16, 4, True, "reflect", False, True), istft(y, np.ones(8), 8, 3, True, False, True, None))
// DIMS: 9 33
// RTOL: 20u
func.func @one_signal(%x: tensor<1x?xf32>, %y: tensor<1x5x?xcomplex<f32>>) -> (tensor<1x9x?xcomplex<f32>>, tensor<1x?xf32>) {
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 : tensor<1x?xf32>
  %1 = milcomplex.istft %y n_fft 8 hop_length 3 : tensor<1x5x?xcomplex<f32>>
  return %0, %1 : tensor<1x9x?xcomplex<f32>>, tensor<1x?xf32>
}

// EXPECT: lambda x, y: (stft(x, np.ones(16), 16, 4, True, "constant", False, True), stft(y, np.ones(8), 8, 3, False, "reflect", False, False))
// DIMS: 9 33
// RTOL: 20u
func.func @signals_of_unit_batches(%x: tensor<1x2x?xf32>, %y: tensor<1x?x?xcomplex<f32>>) -> (tensor<1x2x9x?xcomplex<f32>>, tensor<1x?x8x?xcomplex<f32>>) {
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 pad_mode constant : tensor<1x2x?xf32>
  %1 = milcomplex.stft %y n_fft 8 hop_length 3 center false onesided false : tensor<1x?x?xcomplex<f32>>
  return %0, %1 : tensor<1x2x9x?xcomplex<f32>>, tensor<1x?x8x?xcomplex<f32>>
}

// Frames that no stage transforms.
// EXPECT: lambda x, y: (stft(x, np.ones(2), 2, 1, False, "reflect", True, True), stft(x, np.ones(1), 1, 1, False, "reflect", True, True), stft(y, np.ones(2), 2, 5, False, "reflect", False, True))
// DIMS: 4 31
// RTOL: 4u
func.func @short_frames(%x: tensor<8xf32>, %y: tensor<?xf32>) -> (tensor<2x7xcomplex<f32>>, tensor<1x8xcomplex<f32>>, tensor<2x?xcomplex<f32>>) {
  %0 = milcomplex.stft %x n_fft 2 hop_length 1 center false normalized true : tensor<8xf32>
  %1 = milcomplex.stft %x n_fft 1 hop_length 1 center false normalized true : tensor<8xf32>
  %2 = milcomplex.stft %y n_fft 2 hop_length 5 center false : tensor<?xf32>
  return %0, %1, %2 : tensor<2x7xcomplex<f32>>, tensor<1x8xcomplex<f32>>, tensor<2x?xcomplex<f32>>
}

// A signal that is shorter than a frame has none; without frames there is none.
// EXPECT: lambda x, y: (np.zeros((9, 0), complex), np.zeros((2, 0)))
// DIMS: 0 1
func.func @too_short(%x: tensor<?xf32>, %y: tensor<2x9x?xcomplex<f32>>) -> (tensor<9x?xcomplex<f32>>, tensor<2x?xf32>) {
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 center false : tensor<?xf32>
  %1 = milcomplex.istft %y n_fft 16 hop_length 4 : tensor<2x9x?xcomplex<f32>>
  return %0, %1 : tensor<9x?xcomplex<f32>>, tensor<2x?xf32>
}

// The imaginary part of what is real of a real signal is +0, in both halves.
// EXPECT: lambda x: (np.zeros((2, 5)),) * 6
func.func @stft_real_ends(%x: tensor<2x32xf32>) -> (tensor<2x5xf32>, tensor<2x5xf32>, tensor<2x5xf32>, tensor<2x5xf32>, tensor<2x5xf32>, tensor<2x5xf32>) {
  %y16_true = milcomplex.stft %x n_fft 16 hop_length 4 center false onesided true : tensor<2x32xf32>
  %im16_true = milcomplex.imag %y16_true : tensor<2x9x5xcomplex<f32>>
  %e16_true_0 = tensor.extract_slice %im16_true[0, 0, 0] [2, 1, 5] [1, 1, 1] : tensor<2x9x5xf32> to tensor<2x5xf32>
  %e16_true_8 = tensor.extract_slice %im16_true[0, 8, 0] [2, 1, 5] [1, 1, 1] : tensor<2x9x5xf32> to tensor<2x5xf32>
  %y16_false = milcomplex.stft %x n_fft 16 hop_length 4 center false onesided false : tensor<2x32xf32>
  %im16_false = milcomplex.imag %y16_false : tensor<2x16x5xcomplex<f32>>
  %e16_false_0 = tensor.extract_slice %im16_false[0, 0, 0] [2, 1, 5] [1, 1, 1] : tensor<2x16x5xf32> to tensor<2x5xf32>
  %e16_false_8 = tensor.extract_slice %im16_false[0, 8, 0] [2, 1, 5] [1, 1, 1] : tensor<2x16x5xf32> to tensor<2x5xf32>
  %y11_true = milcomplex.stft %x n_fft 11 hop_length 5 center false onesided true : tensor<2x32xf32>
  %im11_true = milcomplex.imag %y11_true : tensor<2x6x5xcomplex<f32>>
  %e11_true_0 = tensor.extract_slice %im11_true[0, 0, 0] [2, 1, 5] [1, 1, 1] : tensor<2x6x5xf32> to tensor<2x5xf32>
  %y11_false = milcomplex.stft %x n_fft 11 hop_length 5 center false onesided false : tensor<2x32xf32>
  %im11_false = milcomplex.imag %y11_false : tensor<2x11x5xcomplex<f32>>
  %e11_false_0 = tensor.extract_slice %im11_false[0, 0, 0] [2, 1, 5] [1, 1, 1] : tensor<2x11x5xf32> to tensor<2x5xf32>
  return %e16_true_0, %e16_true_8, %e16_false_0, %e16_false_8, %e11_true_0, %e11_false_0 : tensor<2x5xf32>, tensor<2x5xf32>, tensor<2x5xf32>, tensor<2x5xf32>, tensor<2x5xf32>, tensor<2x5xf32>
}
