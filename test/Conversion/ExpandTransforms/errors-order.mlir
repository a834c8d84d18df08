// RUN: milc-opt --milc-to-real --verify-diagnostics %s

func.func @unexpanded(%x: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  // expected-error @below {{'milcomplex.fft' op must have been expanded; run milc-expand-transforms first}}
  %0 = milcomplex.fft %x axes [0] : tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}
