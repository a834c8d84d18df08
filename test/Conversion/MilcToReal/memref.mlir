// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// A global becomes two, with the visibility, alignment and attributes of the one.
// CHECK: memref.global "private" constant @weights.re : memref<2xf32> = dense<[1.000000e+00, 3.000000e+00]> {alignment = 64 : i64, kept}
// CHECK: memref.global "private" constant @weights.im : memref<2xf32> = dense<[2.000000e+00, 4.000000e+00]> {alignment = 64 : i64, kept}
memref.global "private" constant @weights : memref<2xcomplex<f32>> = dense<[(1.0, 2.0), (3.0, 4.0)]> {alignment = 64 : i64, kept}
// CHECK: memref.global @uninitialized.re : memref<2xf64, 1> = uninitialized
// CHECK: memref.global @uninitialized.im : memref<2xf64, 1> = uninitialized
memref.global @uninitialized : memref<2xcomplex<f64>, 1> = uninitialized
// CHECK: memref.global "private" @external.re : memref<2xf64>
// CHECK: memref.global "private" @external.im : memref<2xf64>
memref.global "private" @external : memref<2xcomplex<f64>>
// CHECK: memref.global "private" constant @resource.re : memref<2xf32> = dense_resource<data_real>
// CHECK: memref.global "private" constant @resource.im : memref<2xf32> = dense_resource<data_imag>
memref.global "private" constant @resource : memref<2xcomplex<f32>> = dense_resource<data>

// CHECK-LABEL: func.func @get_global() -> (memref<2xf32>, memref<2xf32>)
// CHECK: %[[RE:.*]] = memref.get_global @weights.re : memref<2xf32> {kept}
// CHECK: %[[IM:.*]] = memref.get_global @weights.im : memref<2xf32> {kept}
// CHECK: return %[[RE]], %[[IM]]
func.func @get_global() -> memref<2xcomplex<f32>> {
  %0 = memref.get_global @weights : memref<2xcomplex<f32>> {kept}
  return %0 : memref<2xcomplex<f32>>
}

// Layout, offset and memory space are those of the whole.
// CHECK-LABEL: func.func @layouts(
// CHECK-SAME: %[[RE:.*]]: memref<4x?xf32, strided<[?, 2], offset: ?>, 3>, %[[IM:.*]]: memref<4x?xf32, strided<[?, 2], offset: ?>, 3>, %[[I:.*]]: index)
// CHECK: memref.subview %[[RE]][%[[I]], 0] [1, 2] [1, 1] : memref<4x?xf32, strided<[?, 2], offset: ?>, 3> to memref<2xf32, strided<[2], offset: ?>, 3>
// CHECK: memref.subview %[[IM]][%[[I]], 0] [1, 2] [1, 1]
func.func @layouts(%m: memref<4x?xcomplex<f32>, strided<[?, 2], offset: ?>, 3>, %i: index) -> memref<2xcomplex<f32>, strided<[2], offset: ?>, 3> {
  %0 = memref.subview %m[%i, 0] [1, 2] [1, 1] : memref<4x?xcomplex<f32>, strided<[?, 2], offset: ?>, 3> to memref<2xcomplex<f32>, strided<[2], offset: ?>, 3>
  return %0 : memref<2xcomplex<f32>, strided<[2], offset: ?>, 3>
}

// CHECK-LABEL: func.func @dynamic_allocation(
// CHECK-SAME: %[[N:.*]]: index, %[[S:.*]]: index)
// CHECK-COUNT-2: memref.alloc(%[[N]])[%[[S]]] {alignment = 32 : i64} : memref<?xf32, #{{.*}}>
// CHECK-COUNT-2: memref.dealloc %{{.*}} : memref<?xf32, #{{.*}}>
func.func @dynamic_allocation(%n: index, %s: index) {
  %m = memref.alloc(%n)[%s] {alignment = 32 : i64} : memref<?xcomplex<f32>, affine_map<(d0)[s0] -> (d0 * s0)>>
  memref.dealloc %m : memref<?xcomplex<f32>, affine_map<(d0)[s0] -> (d0 * s0)>>
  return
}

// CHECK-LABEL: func.func @casts(
// CHECK: memref.cast %{{.*}} : memref<4xf32, 1> to memref<*xf32, 1>
// CHECK-COUNT-2: memref.memory_space_cast %{{.*}} : memref<4xf32, 1> to memref<4xf32>
// CHECK: memref.rank %{{.*}} : memref<*xf32, 1>
func.func @casts(%m: memref<4xcomplex<f32>, 1>) -> (memref<4xcomplex<f32>>, index) {
  %0 = memref.cast %m : memref<4xcomplex<f32>, 1> to memref<*xcomplex<f32>, 1>
  %1 = memref.memory_space_cast %m : memref<4xcomplex<f32>, 1> to memref<4xcomplex<f32>>
  %2 = memref.rank %0 : memref<*xcomplex<f32>, 1>
  return %1, %2 : memref<4xcomplex<f32>>, index
}

// An alignment of 64 bytes is one of 32 bytes for each part.
// CHECK-LABEL: func.func @aligned_accesses(
// CHECK-COUNT-2: memref.load %{{.*}}[%{{.*}}] {alignment = 8 : i64, kept, nontemporal = true} : memref<4xf32>
// CHECK-COUNT-2: memref.store %{{.*}}, %{{.*}}[%{{.*}}] {alignment = 1 : i64} : memref<4xf32>
func.func @aligned_accesses(%m: memref<4xcomplex<f32>>, %i: index) {
  %z = memref.load %m[%i] {alignment = 16 : i64, kept, nontemporal = true} : memref<4xcomplex<f32>>
  memref.store %z, %m[%i] {alignment = 1 : i64} : memref<4xcomplex<f32>>
  return
}

// CHECK-LABEL: func.func @alignment(
// CHECK-COUNT-2: memref.assume_alignment %{{.*}}, 32 : memref<4xf32>
// CHECK-COUNT-2: memref.assume_alignment %{{.*}}, 1 : memref<4xf32>
func.func @alignment(%m: memref<4xcomplex<f32>>) -> (memref<4xcomplex<f32>>, memref<4xcomplex<f32>>) {
  %0 = memref.assume_alignment %m, 64 : memref<4xcomplex<f32>>
  %1 = memref.assume_alignment %m, 1 : memref<4xcomplex<f32>>
  return %0, %1 : memref<4xcomplex<f32>>, memref<4xcomplex<f32>>
}

// The parts of two distinct buffers are distinct.
// CHECK-LABEL: func.func @distinct(
// CHECK-SAME: %[[A_RE:.*]]: memref<4xf32>, %[[A_IM:.*]]: memref<4xf32>, %[[B_RE:.*]]: memref<4xf32>, %[[B_IM:.*]]: memref<4xf32>)
// CHECK: %[[D:.*]]:4 = memref.distinct_objects %[[A_RE]], %[[A_IM]], %[[B_RE]], %[[B_IM]]
// CHECK: return %[[D]]#0, %[[D]]#1, %[[D]]#2, %[[D]]#3
func.func @distinct(%a: memref<4xcomplex<f32>>, %b: memref<4xcomplex<f32>>) -> (memref<4xcomplex<f32>>, memref<4xcomplex<f32>>) {
  %0:2 = memref.distinct_objects %a, %b : memref<4xcomplex<f32>>, memref<4xcomplex<f32>>
  return %0#0, %0#1 : memref<4xcomplex<f32>>, memref<4xcomplex<f32>>
}

// On buffers the difference is computed in place: no memory is allocated.
// CHECK-LABEL: func.func @matmul(
// CHECK-SAME: %[[A_RE:[^:]*]]: memref<4x4xf32>, %[[A_IM:[^:]*]]: memref<4x4xf32>, %[[B_RE:[^:]*]]: memref<4x4xf32>, %[[B_IM:[^:]*]]: memref<4x4xf32>, %[[C_RE:[^:]*]]: memref<4x4xf32>, %[[C_IM:[^:]*]]: memref<4x4xf32>)
// CHECK-NOT: memref.alloc
// CHECK: linalg.generic {{.*}} outs(%[[C_RE]] : memref<4x4xf32>)
// CHECK: linalg.matmul ins(%[[A_IM]], %[[B_IM]] : memref<4x4xf32>, memref<4x4xf32>) outs(%[[C_RE]] : memref<4x4xf32>)
// CHECK: linalg.generic {{.*}} outs(%[[C_RE]] : memref<4x4xf32>)
// CHECK: linalg.matmul ins(%[[A_RE]], %[[B_RE]] : memref<4x4xf32>, memref<4x4xf32>) outs(%[[C_RE]] : memref<4x4xf32>)
// CHECK: linalg.matmul ins(%[[A_RE]], %[[B_IM]] : memref<4x4xf32>, memref<4x4xf32>) outs(%[[C_IM]] : memref<4x4xf32>)
// CHECK: linalg.matmul ins(%[[A_IM]], %[[B_RE]] : memref<4x4xf32>, memref<4x4xf32>) outs(%[[C_IM]] : memref<4x4xf32>)
// CHECK-NEXT: return
func.func @matmul(%a: memref<4x4xcomplex<f32>>, %b: memref<4x4xcomplex<f32>>, %c: memref<4x4xcomplex<f32>>) {
  linalg.matmul ins(%a, %b : memref<4x4xcomplex<f32>>, memref<4x4xcomplex<f32>>) outs(%c : memref<4x4xcomplex<f32>>)
  return
}

{-#
  dialect_resources: {
    builtin: {
      data: "0x040000000000803F000000400000404000008040"
    }
  }
#-}
