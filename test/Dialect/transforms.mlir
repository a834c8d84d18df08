// RUN: milc-opt %s | milc-opt | FileCheck %s
// RUN: milc-opt --mlir-print-op-generic %s | milc-opt | FileCheck %s

// CHECK-LABEL: func.func @fourier(
// CHECK: milcomplex.fft %{{.*}} axes [1] {kept} : tensor<?x8xcomplex<f32>>
// CHECK: milcomplex.fft %{{.*}} axes [1] norm ortho : tensor<?x8xcomplex<f32>>
// CHECK: milcomplex.ifft %{{.*}} axes [1, 0] lengths [7, 9] norm forward : tensor<?x8xcomplex<f32>>
// CHECK: milcomplex.fft %{{.*}} axes [0, 1] : tensor<9x7xcomplex<f32>>
func.func @fourier(%x: tensor<?x8xcomplex<f32>>) -> (tensor<?x8xcomplex<f32>>, tensor<?x8xcomplex<f32>>, tensor<9x7xcomplex<f32>>) {
  %0 = milcomplex.fft %x axes [1] {kept} : tensor<?x8xcomplex<f32>>
  %1 = milcomplex.fft %x axes [1] norm ortho : tensor<?x8xcomplex<f32>>
  %2 = milcomplex.ifft %x axes [1, 0] lengths [7, 9] norm forward : tensor<?x8xcomplex<f32>>
  %3 = milcomplex.fft %2 axes [0, 1] norm backward : tensor<9x7xcomplex<f32>>
  return %0, %1, %3 : tensor<?x8xcomplex<f32>>, tensor<?x8xcomplex<f32>>, tensor<9x7xcomplex<f32>>
}

// The length of half a spectrum, of an even and of an odd number.
// CHECK-LABEL: func.func @real(
// CHECK: %[[EVEN:.*]] = milcomplex.rfft %{{.*}} axes [0, 1] : tensor<3x8xf64>
// CHECK: %[[ODD:.*]] = milcomplex.rfft %{{.*}} axes [0] : tensor<3x8xf64>
// CHECK: milcomplex.irfft %[[EVEN]] axes [0, 1] : tensor<3x5xcomplex<f64>>
// CHECK: milcomplex.irfft %[[ODD]] axes [0] lengths [3] : tensor<2x8xcomplex<f64>>
func.func @real(%x: tensor<3x8xf64>) -> (tensor<3x8xf64>, tensor<3x8xf64>) {
  %0 = milcomplex.rfft %x axes [0, 1] : tensor<3x8xf64>
  %1 = milcomplex.rfft %x axes [0] : tensor<3x8xf64>
  %2 = milcomplex.irfft %0 axes [0, 1] : tensor<3x5xcomplex<f64>>
  %3 = milcomplex.irfft %1 axes [0] lengths [3] : tensor<2x8xcomplex<f64>>
  return %2, %3 : tensor<3x8xf64>, tensor<3x8xf64>
}

// As frameworks write it.
// CHECK-LABEL: func.func @generic(
// CHECK: milcomplex.irfft %{{.*}} axes [2, 3] lengths [12, 10] : tensor<1x4x12x6xcomplex<f32>>
func.func @generic(%x: tensor<1x4x12x6xcomplex<f32>>) -> tensor<1x4x12x10xf32> {
  %0 = "milcomplex.irfft"(%x) <{axes = array<i64: 2, 3>, lengths = array<i64: 12, 10>}> : (tensor<1x4x12x6xcomplex<f32>>) -> tensor<1x4x12x10xf32>
  return %0 : tensor<1x4x12x10xf32>
}

// CHECK-LABEL: func.func @short_time(
// CHECK: %[[Y:.*]] = milcomplex.stft %{{.*}} window %{{.*}} n_fft 16 hop_length 4 : tensor<3x32xf32>, tensor<16xf32>
// CHECK: milcomplex.stft %{{.*}} n_fft 15 hop_length 20 win_length 10 center false pad_mode constant normalized true onesided false {kept} : tensor<3x32xf32>
// CHECK: milcomplex.stft %{{.*}} n_fft 8 hop_length 2 onesided false : tensor<?xcomplex<f64>>
// CHECK: milcomplex.istft %[[Y]] window %{{.*}} n_fft 16 hop_length 4 : tensor<3x9x9xcomplex<f32>>, tensor<16xf32>
// CHECK: milcomplex.istft %[[Y]] n_fft 16 hop_length 4 length 20 : tensor<3x9x9xcomplex<f32>>
func.func @short_time(%x: tensor<3x32xf32>, %z: tensor<?xcomplex<f64>>, %w: tensor<16xf32>) -> (tensor<3x15x1xcomplex<f32>>, tensor<8x?xcomplex<f64>>, tensor<3x32xf32>, tensor<3x20xf32>) {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 4 : tensor<3x32xf32>, tensor<16xf32>
  %1 = milcomplex.stft %x n_fft 15 hop_length 20 win_length 10 center false pad_mode constant normalized true onesided false {kept} : tensor<3x32xf32>
  %2 = milcomplex.stft %z n_fft 8 hop_length 2 onesided false : tensor<?xcomplex<f64>>
  %3 = milcomplex.istft %0 window %w n_fft 16 hop_length 4 : tensor<3x9x9xcomplex<f32>>, tensor<16xf32>
  %4 = milcomplex.istft %0 n_fft 16 hop_length 4 length 20 : tensor<3x9x9xcomplex<f32>>
  return %1, %2, %3, %4 : tensor<3x15x1xcomplex<f32>>, tensor<8x?xcomplex<f64>>, tensor<3x32xf32>, tensor<3x20xf32>
}

// An inverse transform of a transform is not the operand to the last bit.
// RUN: milc-opt --canonicalize %s | FileCheck %s --check-prefix=CANONICAL
// CANONICAL-LABEL: func.func @round_trip(
// CANONICAL: milcomplex.fft
// CANONICAL: milcomplex.ifft
func.func @round_trip(%x: tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [0] : tensor<8xcomplex<f32>>
  %1 = milcomplex.ifft %0 axes [0] : tensor<8xcomplex<f32>>
  return %1 : tensor<8xcomplex<f32>>
}
