// RUN: milc-opt --lower-complex --verify-diagnostics --split-input-file %s
// RUN: milc-opt --milc-expand-transforms --verify-diagnostics --split-input-file %s

// Every error is reported before a transform is expanded.
func.func @long(%x: tensor<33554432xcomplex<f32>>, %m: memref<2xcomplex<f32>>) -> tensor<33554432xcomplex<f32>> {
  // expected-error @below {{'milcomplex.fft' op must transform at most 2^24 elements along a dimension, but found 33554432 along 0}}
  %0 = milcomplex.fft %x axes [0] : tensor<33554432xcomplex<f32>>
  // expected-error @below {{'memref.extract_aligned_pointer_as_index' op must not access the bytes of a complex buffer}}
  %1 = memref.extract_aligned_pointer_as_index %m : memref<2xcomplex<f32>> -> index
  return %0 : tensor<33554432xcomplex<f32>>
}

// -----

func.func @countless(%x: tensor<4x9223372036854775807x?xcomplex<f32>>) -> tensor<4x9223372036854775807x?xcomplex<f32>> {
  // expected-error @below {{'milcomplex.fft' op must have less than 2^61 elements, but found tensor<4x9223372036854775807x?xcomplex<f32>>}}
  %0 = milcomplex.fft %x axes [0] : tensor<4x9223372036854775807x?xcomplex<f32>>
  return %0 : tensor<4x9223372036854775807x?xcomplex<f32>>
}

// -----

// Its convolution has too many elements.
func.func @countless_between(%x: tensor<17x500000000000000000xf32>) -> tensor<9x500000000000000000xcomplex<f32>> {
  // expected-error @below {{'milcomplex.rfft' op must have less than 2^61 elements, but found tensor<17x500000000000000000xcomplex<f32>>}}
  %0 = milcomplex.rfft %x axes [0] : tensor<17x500000000000000000xf32>
  return %0 : tensor<9x500000000000000000xcomplex<f32>>
}

// -----

func.func @countless_frames(%x: tensor<1099511627776x99999999xf32>) -> tensor<1099511627776x9x99999984xcomplex<f32>> {
  // expected-error @below {{'milcomplex.stft' op must have less than 2^61 elements, but found tensor<1099511627776x99999999xf32>}}
  %0 = milcomplex.stft %x n_fft 16 hop_length 1 center false : tensor<1099511627776x99999999xf32>
  return %0 : tensor<1099511627776x9x99999984xcomplex<f32>>
}

// -----

// Unreachable transforms are not rejected.
func.func @unreachable(%x: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  return %x : tensor<4xcomplex<f32>>
^dead(%y: tensor<33554432xcomplex<f32>>):
  %0 = milcomplex.fft %y axes [0] : tensor<33554432xcomplex<f32>>
  return %x : tensor<4xcomplex<f32>>
}
