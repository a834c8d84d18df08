// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// EXPECT: lambda z: (np.stack([z.real, z.imag], axis=-1), z)
// DIMS: 0 1 5
func.func @round_trip(%z: tensor<?x1xcomplex<f32>>) -> (tensor<?x1x2xf32>, tensor<?x1xcomplex<f32>>) {
  %x = milcomplex.view_as_real %z : tensor<?x1xcomplex<f32>>
  %y = milcomplex.view_as_complex %x : tensor<?x1xcomplex<f32>>
  return %x, %y : tensor<?x1x2xf32>, tensor<?x1xcomplex<f32>>
}

// EXPECT: lambda x: (x[0] + 1j * x[1], x)
func.func @rank_0(%x: tensor<2xf64>) -> (tensor<complex<f64>>, tensor<2xf64>) {
  %z = milcomplex.view_as_complex %x : tensor<complex<f64>>
  %c = milcomplex.conj %z : tensor<complex<f64>>
  %d = milcomplex.conj %c : tensor<complex<f64>>
  %y = milcomplex.view_as_real %d : tensor<complex<f64>>
  return %z, %y : tensor<complex<f64>>, tensor<2xf64>
}

// EXPECT: lambda z: np.zeros((3, 0, 2))
func.func @empty(%z: tensor<3x0xcomplex<f32>>) -> tensor<3x0x2xf32> {
  %x = milcomplex.view_as_real %z : tensor<3x0xcomplex<f32>>
  return %x : tensor<3x0x2xf32>
}
