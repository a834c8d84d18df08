// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// Upstream's bufferization (22.1) loses what ml_program.global_store stores: it
// treats the operand as one that is not read.

ml_program.global private @weights(dense<(0.5, -0.5)> : tensor<2xcomplex<f64>>) : tensor<2xcomplex<f64>>

// EXPECT: lambda: np.full(2, 0.5 - 0.5j)
func.func @load() -> tensor<2xcomplex<f64>> {
  %0 = ml_program.global_load @weights : tensor<2xcomplex<f64>>
  return %0 : tensor<2xcomplex<f64>>
}
