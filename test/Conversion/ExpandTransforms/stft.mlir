// RUN: milc-opt --milc-expand-transforms %s | FileCheck %s

// One linalg.generic reads and windows frames by index; they are columns, so that
// nothing is transposed.
// CHECK-DAG: #[[FRAMES:.*]] = affine_map<(d0, d1, d2) -> (d0, d2 * 4 + d1)>
// CHECK-DAG: #[[WINDOW:.*]] = affine_map<(d0, d1, d2) -> (d1)>
// CHECK-LABEL: func.func @stft(
// CHECK-SAME: %[[X:[^:]*]]: tensor<3x32xf32>, %[[W:[^:]*]]: tensor<16xf32>
// CHECK: %[[LONG:.*]] = tensor.pad %[[X]] low[0, 8] high[0, 8]
// CHECK: %[[CUT:.*]] = linalg.generic {indexing_maps = [#[[FRAMES]], #[[WINDOW]], {{.*}}]
// CHECK-SAME: ins(%[[LONG]], %[[W]] : tensor<3x48xf32>, tensor<16xf32>) outs({{.*}} : tensor<3x16x9xf32>)
// CHECK: tensor.collapse_shape %[[CUT]]
// CHECK-NOT: linalg.transpose
// CHECK: milcomplex.complex
func.func @stft(%x: tensor<3x32xf32>, %w: tensor<16xf32>) -> tensor<3x9x9xcomplex<f32>> {
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 4 pad_mode constant : tensor<3x32xf32>, tensor<16xf32>
  return %0 : tensor<3x9x9xcomplex<f32>>
}

// A short window has zeros on both sides, no window is one of ones, and a signal
// that is not centered is not padded.
// CHECK-LABEL: func.func @window(
// CHECK: %[[ONES:.*]] = arith.constant dense<1.000000e+00> : tensor<9xf32>
// CHECK: tensor.pad %[[ONES]] low[3] high[4]
// CHECK-NOT: tensor.pad
// CHECK: return
func.func @window(%x: tensor<32xf32>) -> tensor<9x5xcomplex<f32>> {
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 win_length 9 center false : tensor<32xf32>
  return %0 : tensor<9x5xcomplex<f32>>
}

// Each element of a signal is a sum over the frames that contain it, divided by
// the sum of the squares of their windows.
// CHECK-LABEL: func.func @istft(
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "reduction"]
// CHECK: arith.select
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "parallel", "reduction"]
// CHECK: tensor.extract
// CHECK: arith.divf
func.func @istft(%y: tensor<3x9x9xcomplex<f32>>, %w: tensor<16xf32>) -> tensor<3x32xf32> {
  %0 = milcomplex.istft %y window %w n_fft 16 hop_length 4 : tensor<3x9x9xcomplex<f32>>, tensor<16xf32>
  return %0 : tensor<3x32xf32>
}
