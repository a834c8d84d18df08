// RUN: milc-opt --lower-complex --verify-diagnostics --split-input-file %s
// RUN: milc-opt --milc-expand-transforms --verify-diagnostics --split-input-file %s

// Every error is given before a transform is expanded.
func.func @long(%x: tensor<33554432xcomplex<f32>>, %m: memref<2xcomplex<f32>>) -> tensor<33554432xcomplex<f32>> {
  // expected-error @below {{'milcomplex.fft' op must transform at most 2^24 numbers along a dimension, but found 33554432 along 0}}
  %0 = milcomplex.fft %x axes [0] : tensor<33554432xcomplex<f32>>
  // expected-error @below {{'memref.extract_aligned_pointer_as_index' op must not look at the bytes of complex values}}
  %1 = memref.extract_aligned_pointer_as_index %m : memref<2xcomplex<f32>> -> index
  return %0 : tensor<33554432xcomplex<f32>>
}

// -----

// What is not reached is not refused.
func.func @unreachable(%x: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  return %x : tensor<4xcomplex<f32>>
^dead(%y: tensor<33554432xcomplex<f32>>):
  %0 = milcomplex.fft %y axes [0] : tensor<33554432xcomplex<f32>>
  return %x : tensor<4xcomplex<f32>>
}
