// A reshape to several dynamic sizes.

// RUN: milc-opt --milc-expand-shapes %s | FileCheck %s

// CHECK-LABEL: @several
// CHECK: memref.extract_strided_metadata
// CHECK: memref.reinterpret_cast %{{.*}} to offset: [0], sizes: [2, %arg1, %arg2, 3], strides: [%{{.*}}, %{{.*}}, 3, 1]
// CHECK-NOT: memref.expand_shape
func.func @several(%x: memref<?x3xf32>, %n: index, %m: index) -> memref<2x?x?x3xf32> {
  %0 = memref.expand_shape %x [[0, 1, 2], [3]] output_shape [2, %n, %m, 3] : memref<?x3xf32> into memref<2x?x?x3xf32>
  return %0 : memref<2x?x?x3xf32>
}

// CHECK-LABEL: @one
// CHECK: memref.expand_shape
func.func @one(%x: memref<?xf32>, %n: index) -> memref<2x?xf32> {
  %0 = memref.expand_shape %x [[0, 1]] output_shape [2, %n] : memref<?xf32> into memref<2x?xf32>
  return %0 : memref<2x?xf32>
}
