// RUN: milc-opt --lower-complex="fft-form=vector vector-width=256" %s | FileCheck %s
// RUN: milc-opt --milc-expand-transforms="fft-form=vector vector-width=256" %s | milc-opt --milc-to-real | FileCheck %s
// RUN: milc-opt --milc-print-fft-plans=fft-form=vector %s -o /dev/null 2>&1 | FileCheck %s --check-prefix=PLAN

// One row after another, through all stages: 8 elements of type f32 at once.
// PLAN: along axis 1: 64 = 8 * 8
// CHECK-LABEL: func.func @rows
// CHECK-NOT: linalg
// CHECK-COUNT-2: bufferization.alloc_tensor() : tensor<5x64xf32>
// CHECK-COUNT-2: bufferization.alloc_tensor() : tensor<64xf32>
// CHECK-NOT: bufferization.alloc_tensor
// CHECK: scf.for {{.*}} -> (tensor<5x64xf32>, tensor<5x64xf32>, tensor<64xf32>, tensor<64xf32>)
// The first stage is one vector wide.
// CHECK-COUNT-16: vector.transfer_read {{.*}} {in_bounds = [true]} : tensor<5x64xf32>, vector<8xf32>
// Its results are interleaved.
// CHECK: vector.shuffle
// CHECK-COUNT-16: vector.transfer_write {{.*}} {in_bounds = [true]} : vector<8xf32>, tensor<64xf32>
// CHECK-COUNT-16: vector.transfer_read {{.*}} {in_bounds = [true]} : tensor<64xf32>, vector<8xf32>
// CHECK-NOT: vector.shuffle
// CHECK-COUNT-16: vector.transfer_write {{.*}} {in_bounds = [true]} : vector<8xf32>, tensor<5x64xf32>
func.func @rows(%x: tensor<5x64xcomplex<f32>>) -> tensor<5x64xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [1] : tensor<5x64xcomplex<f32>>
  return %0 : tensor<5x64xcomplex<f32>>
}

// Along a dimension that is not the last, blocks of columns, of which the last
// overlaps the one before it. Nothing is transposed.
// PLAN: along axis 0: 16 = 4 * 4
// CHECK-LABEL: func.func @columns
// CHECK-NOT: linalg
// CHECK: scf.for
// CHECK: %[[LAST:.*]] = arith.constant 68 : index
// CHECK: arith.minui %{{.*}}, %[[LAST]]
// CHECK-NOT: vector.shuffle
// CHECK-NOT: linalg
// CHECK: return
func.func @columns(%x: tensor<16x100xcomplex<f32>>) -> tensor<16x100xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [0] : tensor<16x100xcomplex<f32>>
  return %0 : tensor<16x100xcomplex<f32>>
}

// With an unknown number of columns, the last block is masked.
// CHECK-LABEL: func.func @any_columns
// CHECK: arith.ceildivui
// CHECK: vector.transfer_read {{.*}} : tensor<4x?xf32>, vector<8xf32>
func.func @any_columns(%x: tensor<4x?xcomplex<f32>>) -> tensor<4x?xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [0] : tensor<4x?xcomplex<f32>>
  return %0 : tensor<4x?xcomplex<f32>>
}

// The second dimension is transformed in place, in the first one's result.
// CHECK-LABEL: func.func @both_dimensions
// CHECK-COUNT-2: bufferization.alloc_tensor() : tensor<64x64xf32>
// CHECK-NOT: bufferization.alloc_tensor() : tensor<64x64xf32>
// CHECK: return
func.func @both_dimensions(%x: tensor<64x64xcomplex<f32>>) -> tensor<64x64xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [0, 1] : tensor<64x64xcomplex<f32>>
  return %0 : tensor<64x64xcomplex<f32>>
}

// Pairs are split in registers, and two results of a half spectrum computed at
// once, one of them from elements in reverse.
// PLAN: along axis 0: 64 real: pairs, 32 = 2 * 4 * 4
// CHECK-LABEL: func.func @real
// CHECK-NOT: linalg
// CHECK: vector.shuffle {{.*}} [0, 2, 4, 6, 8, 10, 12, 14]
// CHECK: vector.shuffle {{.*}} [1, 3, 5, 7, 9, 11, 13, 15]
// CHECK: vector.shuffle {{.*}} [15, 14, 13, 12, 11, 10, 9, 8]
// CHECK: return
func.func @real(%x: tensor<64xf32>) -> tensor<33xcomplex<f32>> {
  %0 = milcomplex.rfft %x axes [0] : tensor<64xf32>
  return %0 : tensor<33xcomplex<f32>>
}

// CHECK-LABEL: func.func @inverse_real
// CHECK-NOT: linalg
// CHECK: vector.shuffle {{.*}} [0, 8, 1, 9, 2, 10, 3, 11]
// CHECK: return
func.func @inverse_real(%x: tensor<33xcomplex<f32>>) -> tensor<64xf32> {
  %0 = milcomplex.irfft %x axes [0] : tensor<33xcomplex<f32>>
  return %0 : tensor<64xf32>
}

// A short length has more stages, so that vectors are full.
// PLAN: along axis 0: 8 = 2 * 4
// CHECK-LABEL: func.func @wide_numbers
// CHECK: vector<4xf64>
func.func @wide_numbers(%x: tensor<8xcomplex<f64>>) -> tensor<8xcomplex<f64>> {
  %0 = milcomplex.fft %x axes [0] : tensor<8xcomplex<f64>>
  return %0 : tensor<8xcomplex<f64>>
}

// By convolution, in two buffers.
// PLAN: along axis 1: 17 by a convolution of
// CHECK-LABEL: func.func @prime
// CHECK-NOT: linalg
// CHECK-COUNT-4: bufferization.alloc_tensor() : tensor<{{[0-9]+}}xf32>
// CHECK-NOT: bufferization.alloc_tensor
// CHECK-NOT: linalg
// CHECK: return
func.func @prime(%x: tensor<?x17xcomplex<f32>>) -> tensor<?x17xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [1] : tensor<?x17xcomplex<f32>>
  return %0 : tensor<?x17xcomplex<f32>>
}

// Frames are read from the signal into columns: 8 elements of 8 frames at once.
// PLAN: of each frame: 32 real: pairs, 16 = 4 * 4
// CHECK-LABEL: func.func @frames
// CHECK-NOT: linalg
// CHECK: vector.transfer_read {{.*}} : tensor<32xf32>, vector<8xf32>
// CHECK-COUNT-8: vector.transfer_read {{.*}} : tensor<112xf32>, vector<8xf32>
// CHECK-COUNT-24: vector.shuffle
// CHECK-COUNT-8: vector.transfer_write
// CHECK-NOT: linalg
// CHECK: return
func.func @frames(%x: tensor<112xf32>, %w: tensor<32xf32>) -> tensor<17x11xcomplex<f32>> {
  %0 = milcomplex.stft %x window %w n_fft 32 hop_length 8 center false : tensor<112xf32>, tensor<32xf32>
  return %0 : tensor<17x11xcomplex<f32>>
}
