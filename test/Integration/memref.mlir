// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

memref.global "private" constant @weights : memref<2x2xcomplex<f32>> = dense<[[(1.0, 2.0), (3.0, 4.0)], [(5.0, 6.0), (7.0, 8.0)]]>
memref.global "private" @state : memref<complex<f64>> = dense<(1.0, -1.0)>
memref.global "private" @scratch : memref<3xcomplex<f32>> = uninitialized

// EXPECT: lambda i, j: (np.array([[1 + 2j, 3 + 4j], [5 + 6j, 7 + 8j]])[i, j],)
// WITH: i = 0, j = 1
// WITH: i = 1, j = 0
func.func @get_global(%i: index, %j: index) -> complex<f32> {
  %m = memref.get_global @weights : memref<2x2xcomplex<f32>>
  %z = memref.load %m[%i, %j] : memref<2x2xcomplex<f32>>
  return %z : complex<f32>
}

// EXPECT: lambda z: z
func.func @mutable_global(%z: complex<f64>) -> complex<f64> {
  %m = memref.get_global @state : memref<complex<f64>>
  memref.store %z, %m[] : memref<complex<f64>>
  %again = memref.get_global @state : memref<complex<f64>>
  %y = memref.load %again[] : memref<complex<f64>>
  return %y : complex<f64>
}

// EXPECT: lambda z: z
func.func @memory_space_cast(%z: complex<f64>) -> complex<f64> {
  %m = memref.alloca() : memref<complex<f64>>
  %elsewhere = memref.memory_space_cast %m : memref<complex<f64>> to memref<complex<f64>, 1>
  %back = memref.memory_space_cast %elsewhere : memref<complex<f64>, 1> to memref<complex<f64>>
  memref.store %z, %back[] : memref<complex<f64>>
  %y = memref.load %m[] : memref<complex<f64>>
  return %y : complex<f64>
}

// EXPECT: lambda z: np.full(3, z)
func.func @uninitialized_global(%z: complex<f32>) -> tensor<3xcomplex<f32>> {
  %m = memref.get_global @scratch : memref<3xcomplex<f32>>
  linalg.fill ins(%z : complex<f32>) outs(%m : memref<3xcomplex<f32>>)
  %n = memref.alloc() : memref<3xcomplex<f32>>
  memref.copy %m, %n : memref<3xcomplex<f32>> to memref<3xcomplex<f32>>
  %t = bufferization.to_tensor %n restrict : memref<3xcomplex<f32>> to tensor<3xcomplex<f32>>
  return %t : tensor<3xcomplex<f32>>
}

// EXPECT: lambda x, n: (x[::-1], len(x))
// DIMS: 0 1 5
// WITH: n = 1
func.func @alloc_load_store(%x: tensor<?xcomplex<f32>>, %n: index) -> (tensor<?xcomplex<f32>>, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %size = tensor.dim %x, %c0 : tensor<?xcomplex<f32>>
  %m = memref.alloc(%size) {alignment = 64 : i64} : memref<?xcomplex<f32>>
  %last = arith.subi %size, %c1 : index
  scf.for %i = %c0 to %size step %c1 {
    %e = tensor.extract %x[%i] : tensor<?xcomplex<f32>>
    %j = arith.subi %last, %i : index
    memref.store %e, %m[%j] : memref<?xcomplex<f32>>
  }
  %dim = memref.dim %m, %c0 : memref<?xcomplex<f32>>
  %t = bufferization.to_tensor %m restrict writable : memref<?xcomplex<f32>> to tensor<?xcomplex<f32>>
  return %t, %dim : tensor<?xcomplex<f32>>, index
}

// EXPECT: lambda x: x[0] + x[1]
func.func @alloca_scope(%x: tensor<2xcomplex<f32>>) -> complex<f32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = tensor.extract %x[%c0] : tensor<2xcomplex<f32>>
  %b = tensor.extract %x[%c1] : tensor<2xcomplex<f32>>
  %sum = memref.alloca_scope -> (complex<f32>) {
    %m = memref.alloca() : memref<complex<f32>>
    memref.store %a, %m[] : memref<complex<f32>>
    %old = memref.load %m[] : memref<complex<f32>>
    %new = complex.add %old, %b : complex<f32>
    memref.store %new, %m[] : memref<complex<f32>>
    %s = memref.load %m[] : memref<complex<f32>>
    memref.alloca_scope.return %s : complex<f32>
  }
  return %sum : complex<f32>
}

// Views: rows 1, 3 and columns from n of a matrix, changed through the view.
// EXPECT: lambda x, z, n: (np.concatenate([x[:, :n], np.where(np.arange(5)[:, None] % 2 == 1, z, x[:, n:])], axis=1), 2)
// WITH: n = 0
// WITH: n = 2
func.func @subview(%x: tensor<5x3xcomplex<f32>>, %z: complex<f32>, %n: index) -> (tensor<5x3xcomplex<f32>>, index) {
  %c0 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %source = bufferization.to_buffer %x : tensor<5x3xcomplex<f32>> to memref<5x3xcomplex<f32>>
  %m = bufferization.clone %source : memref<5x3xcomplex<f32>> to memref<5x3xcomplex<f32>>
  %rest = arith.subi %c3, %n : index
  %view = memref.subview %m[1, %n] [2, %rest] [2, 1] : memref<5x3xcomplex<f32>> to memref<2x?xcomplex<f32>, strided<[6, 1], offset: ?>>
  linalg.fill ins(%z : complex<f32>) outs(%view : memref<2x?xcomplex<f32>, strided<[6, 1], offset: ?>>)
  %d = memref.dim %view, %c0 : memref<2x?xcomplex<f32>, strided<[6, 1], offset: ?>>
  %t = bufferization.to_tensor %m restrict : memref<5x3xcomplex<f32>> to tensor<5x3xcomplex<f32>>
  return %t, %d : tensor<5x3xcomplex<f32>>, index
}

// A view of one row, with a step that is no stride of its source.
// EXPECT: lambda x, z: np.where(np.arange(5)[:, None] == 1, z, x)
func.func @subview_of_one(%x: tensor<5x1xcomplex<f32>>, %z: complex<f32>) -> tensor<5x1xcomplex<f32>> {
  %source = bufferization.to_buffer %x : tensor<5x1xcomplex<f32>> to memref<5x1xcomplex<f32>>
  %m = bufferization.clone %source : memref<5x1xcomplex<f32>> to memref<5x1xcomplex<f32>>
  %view = memref.subview %m[1, 0] [1, 1] [2, 1] : memref<5x1xcomplex<f32>> to memref<1x1xcomplex<f32>, strided<[2, 1], offset: 1>>
  linalg.fill ins(%z : complex<f32>) outs(%view : memref<1x1xcomplex<f32>, strided<[2, 1], offset: 1>>)
  %t = bufferization.to_tensor %m restrict : memref<5x1xcomplex<f32>> to tensor<5x1xcomplex<f32>>
  return %t : tensor<5x1xcomplex<f32>>
}

// EXPECT: lambda x: (x.reshape(-1), x.reshape(2, 3, 2), x.T, x.reshape(3, 4), x.reshape(4, 3)[1:3])
func.func @views(%x: tensor<2x6xcomplex<f32>>) -> (tensor<12xcomplex<f32>>, tensor<2x3x2xcomplex<f32>>, tensor<6x2xcomplex<f32>>, tensor<3x4xcomplex<f32>>, tensor<2x3xcomplex<f32>>) {
  %c3 = arith.constant 3 : index
  %c4 = arith.constant 4 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = bufferization.to_buffer %x read_only : tensor<2x6xcomplex<f32>> to memref<2x6xcomplex<f32>>
  %collapsed = memref.collapse_shape %m [[0, 1]] : memref<2x6xcomplex<f32>> into memref<12xcomplex<f32>>
  %expanded = memref.expand_shape %m [[0], [1, 2]] output_shape [2, 3, 2] : memref<2x6xcomplex<f32>> into memref<2x3x2xcomplex<f32>>
  %transposed = memref.transpose %m (i, j) -> (j, i) : memref<2x6xcomplex<f32>> to memref<6x2xcomplex<f32>, strided<[1, 6]>>
  %shape = memref.alloca() : memref<2xindex>
  memref.store %c3, %shape[%c0] : memref<2xindex>
  memref.store %c4, %shape[%c1] : memref<2xindex>
  %reshaped = memref.reshape %m(%shape) : (memref<2x6xcomplex<f32>>, memref<2xindex>) -> memref<3x4xcomplex<f32>>
  %rows = memref.reinterpret_cast %m to offset: [3], sizes: [2, 3], strides: [3, 1] : memref<2x6xcomplex<f32>> to memref<2x3xcomplex<f32>, strided<[3, 1], offset: 3>>
  %a = memref.alloc() : memref<12xcomplex<f32>>
  memref.copy %collapsed, %a : memref<12xcomplex<f32>> to memref<12xcomplex<f32>>
  %b = memref.alloc() : memref<2x3x2xcomplex<f32>>
  memref.copy %expanded, %b : memref<2x3x2xcomplex<f32>> to memref<2x3x2xcomplex<f32>>
  %c = memref.alloc() : memref<6x2xcomplex<f32>>
  linalg.copy ins(%transposed : memref<6x2xcomplex<f32>, strided<[1, 6]>>) outs(%c : memref<6x2xcomplex<f32>>)
  %d = memref.alloc() : memref<3x4xcomplex<f32>>
  memref.copy %reshaped, %d : memref<3x4xcomplex<f32>> to memref<3x4xcomplex<f32>>
  %e = memref.alloc() : memref<2x3xcomplex<f32>>
  memref.copy %rows, %e : memref<2x3xcomplex<f32>, strided<[3, 1], offset: 3>> to memref<2x3xcomplex<f32>>
  %0 = bufferization.to_tensor %a restrict : memref<12xcomplex<f32>> to tensor<12xcomplex<f32>>
  %1 = bufferization.to_tensor %b restrict : memref<2x3x2xcomplex<f32>> to tensor<2x3x2xcomplex<f32>>
  %2 = bufferization.to_tensor %c restrict : memref<6x2xcomplex<f32>> to tensor<6x2xcomplex<f32>>
  %3 = bufferization.to_tensor %d restrict : memref<3x4xcomplex<f32>> to tensor<3x4xcomplex<f32>>
  %4 = bufferization.to_tensor %e restrict : memref<2x3xcomplex<f32>> to tensor<2x3xcomplex<f32>>
  return %0, %1, %2, %3, %4 : tensor<12xcomplex<f32>>, tensor<2x3x2xcomplex<f32>>, tensor<6x2xcomplex<f32>>, tensor<3x4xcomplex<f32>>, tensor<2x3xcomplex<f32>>
}

// EXPECT: lambda x, n: (x[:2], x.ndim)
// WITH: n = 2
func.func @realloc_cast_unranked(%x: tensor<5xcomplex<f32>>, %n: index) -> (tensor<?xcomplex<f32>>, index) {
  %source = bufferization.to_buffer %x : tensor<5xcomplex<f32>> to memref<5xcomplex<f32>>
  %m = bufferization.clone %source : memref<5xcomplex<f32>> to memref<5xcomplex<f32>>
  %dynamic = memref.cast %m : memref<5xcomplex<f32>> to memref<?xcomplex<f32>>
  %short = memref.realloc %dynamic(%n) : memref<?xcomplex<f32>> to memref<?xcomplex<f32>>
  %unranked = memref.cast %short : memref<?xcomplex<f32>> to memref<*xcomplex<f32>>
  %rank = memref.rank %unranked : memref<*xcomplex<f32>>
  %back = func.call @identity(%unranked) : (memref<*xcomplex<f32>>) -> memref<*xcomplex<f32>>
  %ranked = memref.cast %back : memref<*xcomplex<f32>> to memref<?xcomplex<f32>>
  %t = bufferization.to_tensor %ranked restrict : memref<?xcomplex<f32>> to tensor<?xcomplex<f32>>
  return %t, %rank : tensor<?xcomplex<f32>>, index
}

// EXPECT: lambda x: x[:2]
func.func @realloc_by_constant(%x: tensor<5xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %c2 = arith.constant 2 : index
  %source = bufferization.to_buffer %x : tensor<5xcomplex<f32>> to memref<5xcomplex<f32>>
  %m = bufferization.clone %source : memref<5xcomplex<f32>> to memref<5xcomplex<f32>>
  %short = memref.realloc %m(%c2) : memref<5xcomplex<f32>> to memref<?xcomplex<f32>>
  %t = bufferization.to_tensor %short restrict : memref<?xcomplex<f32>> to tensor<?xcomplex<f32>>
  return %t : tensor<?xcomplex<f32>>
}

func.func private @identity(%m: memref<*xcomplex<f32>>) -> memref<*xcomplex<f32>> {
  return %m : memref<*xcomplex<f32>>
}

// A buffer that was chosen, passed through a loop and freed.
// EXPECT: lambda x, b: x[0] + x[1] if b else x[1] + x[1]
func.func @select_and_loop(%x: tensor<2xcomplex<f64>>, %b: i1) -> complex<f64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %e0 = tensor.extract %x[%c0] : tensor<2xcomplex<f64>>
  %e1 = tensor.extract %x[%c1] : tensor<2xcomplex<f64>>
  %p = memref.alloc() : memref<1xcomplex<f64>>
  %q = memref.alloc() : memref<1xcomplex<f64>>
  memref.store %e0, %p[%c0] : memref<1xcomplex<f64>>
  memref.store %e1, %q[%c0] : memref<1xcomplex<f64>>
  %chosen = arith.select %b, %p, %q : memref<1xcomplex<f64>>
  %last = scf.for %i = %c0 to %c2 step %c1 iter_args(%m = %chosen) -> (memref<1xcomplex<f64>>) {
    memref.prefetch %m[%c0], read, locality<3>, data : memref<1xcomplex<f64>>
    scf.yield %m : memref<1xcomplex<f64>>
  }
  %a = memref.load %last[%c0] : memref<1xcomplex<f64>>
  %c = memref.load %q[%c0] {nontemporal = true} : memref<1xcomplex<f64>>
  %s = complex.add %a, %c : complex<f64>
  memref.dealloc %p : memref<1xcomplex<f64>>
  memref.dealloc %q : memref<1xcomplex<f64>>
  return %s : complex<f64>
}

// Each part keeps half of a large complex alignment.
// EXPECT: lambda x: x
func.func @assume_alignment(%x: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %source = bufferization.to_buffer %x read_only : tensor<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %m = memref.alloc() {alignment = 64 : i64} : memref<4xcomplex<f32>>
  memref.copy %source, %m : memref<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %n = memref.alloc() : memref<4xcomplex<f32>>
  %aligned = memref.assume_alignment %m, 64 : memref<4xcomplex<f32>>
  %d:2 = memref.distinct_objects %aligned, %n : memref<4xcomplex<f32>>, memref<4xcomplex<f32>>
  memref.copy %d#0, %d#1 : memref<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %t = bufferization.to_tensor %d#1 restrict : memref<4xcomplex<f32>> to tensor<4xcomplex<f32>>
  return %t : tensor<4xcomplex<f32>>
}
