// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// The parts of a buffer share its conditions.
// CHECK-LABEL: func.func @dealloc(
// CHECK-SAME: %[[A_RE:[^:]*]]: memref<2xf32>, %[[A_IM:[^:]*]]: memref<2xf32>, %[[B:[^:]*]]: memref<2xf32>, %[[C_RE:[^:]*]]: memref<2xf32>, %[[C_IM:[^:]*]]: memref<2xf32>, %[[D:[^:]*]]: memref<2xf32>, %[[P:[^:]*]]: i1, %[[Q:[^:]*]]: i1)
// CHECK: %[[R:.*]]:3 = bufferization.dealloc (%[[A_RE]], %[[A_IM]], %[[B]] : memref<2xf32>, memref<2xf32>, memref<2xf32>) if (%[[P]], %[[P]], %[[Q]]) retain (%[[C_RE]], %[[C_IM]], %[[D]] : memref<2xf32>, memref<2xf32>, memref<2xf32>) {kept}
// CHECK: return %[[R]]#0, %[[R]]#2
func.func @dealloc(%a: memref<2xcomplex<f32>>, %b: memref<2xf32>, %c: memref<2xcomplex<f32>>, %d: memref<2xf32>, %p: i1, %q: i1) -> (i1, i1) {
  %0:2 = bufferization.dealloc (%a, %b : memref<2xcomplex<f32>>, memref<2xf32>) if (%p, %q) retain (%c, %d : memref<2xcomplex<f32>>, memref<2xf32>) {kept}
  return %0#0, %0#1 : i1, i1
}

// CHECK-LABEL: func.func @to_and_from_buffers(
// CHECK-COUNT-2: bufferization.to_tensor %{{.*}} restrict writable : memref<2xf32, 1> to tensor<2xf32>
// CHECK-COUNT-2: bufferization.alloc_tensor() copy(%{{.*}}) {memory_space = 1 : i64} : tensor<2xf32>
// CHECK-COUNT-2: bufferization.to_buffer %{{.*}} read_only : tensor<2xf32> to memref<2xf32, strided<[?], offset: ?>>
func.func @to_and_from_buffers(%m: memref<2xcomplex<f32>, 1>) -> memref<2xcomplex<f32>, strided<[?], offset: ?>> {
  %0 = bufferization.to_tensor %m restrict writable : memref<2xcomplex<f32>, 1> to tensor<2xcomplex<f32>>
  %1 = bufferization.alloc_tensor() copy(%0) {memory_space = 1 : i64} : tensor<2xcomplex<f32>>
  %2 = bufferization.to_buffer %1 read_only : tensor<2xcomplex<f32>> to memref<2xcomplex<f32>, strided<[?], offset: ?>>
  return %2 : memref<2xcomplex<f32>, strided<[?], offset: ?>>
}
