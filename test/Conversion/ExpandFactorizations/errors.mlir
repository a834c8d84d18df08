// RUN: milc-opt --lower-complex --verify-diagnostics --split-input-file %s
// RUN: milc-opt --milc-expand-factorizations --verify-diagnostics --split-input-file %s

// Every error is reported before a factorization is expanded.
func.func @other(%a: tensor<3x3xcomplex<f32>>, %m: memref<2xcomplex<f32>>) -> tensor<3x3xcomplex<f32>> {
  %0 = milcomplex.inverse %a : tensor<3x3xcomplex<f32>>
  // expected-error @below {{'memref.extract_aligned_pointer_as_index' op must not access the bytes of a complex buffer}}
  %1 = memref.extract_aligned_pointer_as_index %m : memref<2xcomplex<f32>> -> index
  return %0 : tensor<3x3xcomplex<f32>>
}
