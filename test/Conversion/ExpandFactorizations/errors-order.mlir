// RUN: milc-opt --milc-to-real --verify-diagnostics %s

func.func @unexpanded(%a: tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>> {
  // expected-error @below {{'milcomplex.cholesky' op must have been expanded; run milc-expand-factorizations first}}
  %0 = milcomplex.cholesky %a : tensor<3x3xcomplex<f32>>
  return %0 : tensor<3x3xcomplex<f32>>
}
