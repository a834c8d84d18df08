// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// EXPECT: lambda x: (np.array(x.shape), x.shape[1], np.conj(x))
// DIMS: 0 4
func.func @queries(%x: tensor<2x?xcomplex<f32>>) -> (tensor<2xindex>, index, tensor<2x?xcomplex<f32>>) {
  %c1 = arith.constant 1 : index
  %s = shape.shape_of %x : tensor<2x?xcomplex<f32>> -> tensor<2xindex>
  %d = shape.dim %x, %c1 : tensor<2x?xcomplex<f32>>, index -> index
  %w = shape.cstr_eq %s, %s : tensor<2xindex>, tensor<2xindex>
  %y = shape.assuming %w -> (tensor<2x?xcomplex<f32>>) {
    %c = milcomplex.conj %x : tensor<2x?xcomplex<f32>>
    shape.assuming_yield %c : tensor<2x?xcomplex<f32>>
  }
  return %s, %d, %y : tensor<2xindex>, index, tensor<2x?xcomplex<f32>>
}
