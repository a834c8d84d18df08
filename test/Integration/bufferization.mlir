// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// EXPECT: lambda x, n: (x, x.shape[0])
// DIMS: 0 4
// WITH: n = 1
func.func @alloc_tensor(%x: tensor<?x2xcomplex<f32>>, %n: index) -> (tensor<?x2xcomplex<f32>>, index) {
  %c0 = arith.constant 0 : index
  %d = tensor.dim %x, %c0 : tensor<?x2xcomplex<f32>>
  %copy = bufferization.alloc_tensor() copy(%x) : tensor<?x2xcomplex<f32>>
  %empty = bufferization.alloc_tensor(%d) size_hint=%n : tensor<?x2xcomplex<f32>>
  %y = linalg.copy ins(%copy : tensor<?x2xcomplex<f32>>) outs(%empty : tensor<?x2xcomplex<f32>>) -> tensor<?x2xcomplex<f32>>
  bufferization.dealloc_tensor %copy : tensor<?x2xcomplex<f32>>
  %e = tensor.dim %y, %c0 : tensor<?x2xcomplex<f32>>
  return %y, %e : tensor<?x2xcomplex<f32>>, index
}

// EXPECT: lambda x, y: (x, x)
func.func @materialize(%x: tensor<3xcomplex<f32>>, %y: tensor<3xcomplex<f32>>) -> (tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>) {
  %0 = bufferization.materialize_in_destination %x in %y : (tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>>
  %m = memref.alloc() : memref<3xcomplex<f32>>
  bufferization.materialize_in_destination %x in restrict writable %m : (tensor<3xcomplex<f32>>, memref<3xcomplex<f32>>) -> ()
  %1 = bufferization.to_tensor %m restrict : memref<3xcomplex<f32>> to tensor<3xcomplex<f32>>
  return %0, %1 : tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>
}

// EXPECT: lambda x: x + x
func.func @clone(%x: tensor<complex<f64>>) -> complex<f64> {
  %m = bufferization.to_buffer %x : tensor<complex<f64>> to memref<complex<f64>>
  %n = bufferization.clone %m : memref<complex<f64>> to memref<complex<f64>>
  %a = memref.load %m[] : memref<complex<f64>>
  %b = memref.load %n[] : memref<complex<f64>>
  memref.dealloc %n : memref<complex<f64>>
  %s = complex.add %a, %b : complex<f64>
  return %s : complex<f64>
}

// Each part has a destination of its own.
// EXPECT: lambda x: (x, x)
func.func @materialize_in_empty(%x: tensor<3xcomplex<f32>>) -> (tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>) {
  %e = tensor.empty() : tensor<3xcomplex<f32>>
  %0 = bufferization.materialize_in_destination %x in %e : (tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>>
  %1 = bufferization.alloc_tensor() copy(%0) : tensor<3xcomplex<f32>>
  return %0, %1 : tensor<3xcomplex<f32>>, tensor<3xcomplex<f32>>
}
