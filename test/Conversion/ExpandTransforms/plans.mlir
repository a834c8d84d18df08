// RUN: milc-opt --milc-print-fft-plans --verify-diagnostics %s | milc-opt --verify-diagnostics | FileCheck %s

// Nothing changes.
// CHECK-LABEL: func.func @complex
// CHECK: milcomplex.fft %{{.*}} axes [1, 0]
func.func @complex(%x: tensor<17x1024xcomplex<f32>>) -> tensor<17x1024xcomplex<f32>> {
  // expected-remark @+2 {{along axis 1: 1024 = 16 * 8 * 8}}
  // expected-remark @below {{along axis 0: 17 by a convolution of 36 = 9 * 4}}
  %0 = milcomplex.fft %x axes [1, 0] : tensor<17x1024xcomplex<f32>>
  return %0 : tensor<17x1024xcomplex<f32>>
}

// Even, and odd with and without a factor to fold.
func.func @real(%x: tensor<1000xf32>, %y: tensor<45xf32>, %z: tensor<12xcomplex<f32>>) {
  // expected-remark @below {{along axis 0: 1000 real: pairs, 500 = 10 * 5 * 10}}
  %0 = milcomplex.rfft %x axes [0] : tensor<1000xf32>
  // expected-remark @below {{along axis 0: 45 real: 9 folded, 5 = 5}}
  %1 = milcomplex.rfft %y axes [0] : tensor<45xf32>
  // expected-remark @below {{along axis 0: 23 real: 23 by a convolution of 45 = 9 * 5}}
  %2 = milcomplex.irfft %z axes [0] lengths [23] : tensor<12xcomplex<f32>>
  return
}

func.func @short_time(%x: tensor<100xf32>) -> tensor<16x22xcomplex<f32>> {
  // expected-remark @below {{of each frame: 16 real: pairs, 8 = 8}}
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 center false : tensor<100xf32>
  // expected-remark @below {{of each frame: 16 = 16}}
  %1 = milcomplex.stft %x n_fft 16 hop_length 4 center false onesided false : tensor<100xf32>
  return %1 : tensor<16x22xcomplex<f32>>
}
