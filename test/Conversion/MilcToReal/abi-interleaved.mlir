// RUN: milc-opt --lower-complex=abi=interleaved %s | mlir-opt | milc-opt --lower-complex=abi=interleaved | FileCheck %s

// CHECK: memref.global "private" constant @weights : memref<2x2xf32> = dense<{{\[\[}}1.000000e+00, 2.000000e+00], [3.000000e+00, 4.000000e+00]]>
memref.global "private" constant @weights : memref<2xcomplex<f32>> = dense<[(1.0, 2.0), (3.0, 4.0)]>
// Its users need not change.
// CHECK: func.func private @names_global() attributes {kept.table = @weights}
func.func private @names_global() attributes {kept.table = @weights}
// CHECK: memref.global "private" constant @splat : memref<2x2xf32> = dense<{{\[\[}}1.000000e+00, 2.000000e+00], [1.000000e+00, 2.000000e+00]]>
memref.global "private" constant @splat : memref<2xcomplex<f32>> = dense<(1.0, 2.0)>
// CHECK: memref.global "private" @zeros : memref<68719476736x2xf32> = dense<0.000000e+00>
memref.global "private" @zeros : memref<68719476736xcomplex<f32>> = dense<(0.0, 0.0)>
// CHECK: memref.global "private" constant @sparse : memref<2x2xf32> = dense<{{\[\[}}0.000000e+00, 0.000000e+00], [1.000000e+00, 2.000000e+00]]>
memref.global "private" constant @sparse : memref<2xcomplex<f32>> = sparse<[[1]], [(1.0, 2.0)]>
// CHECK: memref.global "private" constant @resource : memref<2x2xf32> = dense_resource<data>
memref.global "private" constant @resource : memref<2xcomplex<f32>> = dense_resource<data>
// CHECK: memref.global @scalar : memref<2xf64> = uninitialized
memref.global @scalar : memref<complex<f64>> = uninitialized

// CHECK: func.func private @external(tensor<4x2xf32>, f32, f32) -> (tensor<?x2xf32>, memref<4x2xf32>)
func.func private @external(tensor<4xcomplex<f32>>, complex<f32>) -> (tensor<?xcomplex<f32>>, memref<4xcomplex<f32>>)

// Attributes follow their argument; indices of results are renumbered.
// CHECK-LABEL: func.func @public(
// CHECK-SAME: %[[X:.*]]: tensor<4x2xf32> {tf.aliasing_output = 2 : i64}, %[[RE:.*]]: f32 {kept.z}, %[[IM:.*]]: f32 {kept.z}) -> (f32, f32, tensor<4x2xf32> {kept.result})
// CHECK: tensor.extract_slice %[[X]][0, 0] [4, 1] [1, 1]
// CHECK: tensor.extract_slice %[[X]][0, 1] [4, 1] [1, 1]
// CHECK: return %[[RE]], %[[IM]], %{{.*}} : f32, f32, tensor<4x2xf32>
func.func @public(%x: tensor<4xcomplex<f32>> {tf.aliasing_output = 1 : i64}, %z: complex<f32> {kept.z}) -> (complex<f32>, tensor<4xcomplex<f32>> {kept.result}) {
  %0 = milcomplex.conj %x : tensor<4xcomplex<f32>>
  return %z, %0 : complex<f32>, tensor<4xcomplex<f32>>
}

// A thunk that is called by address accepts pairs, as all functions of a type do.
// CHECK-LABEL: func.func private @public.pair(
// CHECK-SAME: %{{.*}}: tensor<4xf32>, %{{.*}}: tensor<4xf32>, %{{.*}}: f32, %{{.*}}: f32) -> (f32, f32, tensor<4xf32>, tensor<4xf32>)
// CHECK: call @public(

// CHECK-LABEL: func.func @unused_and_returned(
// CHECK-SAME: %[[X:.*]]: tensor<2xf32>) -> tensor<2xf32>
// CHECK-NEXT: return %[[X]]
func.func @unused_and_returned(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  return %x : tensor<complex<f32>>
}

// Private functions pass pairs.
// CHECK-LABEL: func.func private @caller(
// CHECK-SAME: %{{.*}}: tensor<4xf32>, %{{.*}}: tensor<4xf32>, %[[RE:.*]]: f32, %[[IM:.*]]: f32)
// CHECK: %[[WHOLE:.*]] = tensor.insert_slice
// CHECK: %[[R:.*]]:2 = call @external(%{{.*}}, %[[RE]], %[[IM]]) : (tensor<4x2xf32>, f32, f32) -> (tensor<?x2xf32>, memref<4x2xf32>)
// CHECK: tensor.extract_slice %[[R]]#0
func.func private @caller(%x: tensor<4xcomplex<f32>>, %z: complex<f32>) -> tensor<?xcomplex<f32>> {
  %0:2 = call @external(%x, %z) : (tensor<4xcomplex<f32>>, complex<f32>) -> (tensor<?xcomplex<f32>>, memref<4xcomplex<f32>>)
  return %0#0 : tensor<?xcomplex<f32>>
}

// CHECK-LABEL: func.func private @by_address(
// CHECK: constant @public.pair : (tensor<4xf32>, tensor<4xf32>, f32, f32) -> (f32, f32, tensor<4xf32>, tensor<4xf32>)
func.func private @by_address(%c: i1, %x: tensor<4xcomplex<f32>>, %z: complex<f32>) -> complex<f32> {
  %f = constant @public : (tensor<4xcomplex<f32>>, complex<f32>) -> (complex<f32>, tensor<4xcomplex<f32>>)
  %g = constant @private : (tensor<4xcomplex<f32>>, complex<f32>) -> (complex<f32>, tensor<4xcomplex<f32>>)
  %h = arith.select %c, %f, %g : (tensor<4xcomplex<f32>>, complex<f32>) -> (complex<f32>, tensor<4xcomplex<f32>>)
  %0:2 = call_indirect %h(%x, %z) : (tensor<4xcomplex<f32>>, complex<f32>) -> (complex<f32>, tensor<4xcomplex<f32>>)
  return %0#0 : complex<f32>
}

func.func private @private(%x: tensor<4xcomplex<f32>>, %z: complex<f32>) -> (complex<f32>, tensor<4xcomplex<f32>>) {
  return %z, %x : complex<f32>, tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @own_abi(
// CHECK-SAME: %{{.*}}: tensor<4xf32>, %{{.*}}: tensor<4xf32>)
// CHECK-NOT: milcomplex.abi
func.func @own_abi(%x: tensor<4xcomplex<f32>>) attributes {milcomplex.abi = "pair"} {
  return
}

// Buffers are interleaved everywhere: the caller's bytes are used in place.
// CHECK-LABEL: func.func private @buffers(
// CHECK-SAME: %[[M:.*]]: memref<4x?x2xf32, strided<[?, 4, 1], offset: ?>>, %[[I:.*]]: index)
// CHECK: memref.subview %[[M]][%[[I]], 0, 0] [1, 2, 2] [1, 1, 1] : memref<4x?x2xf32, strided<[?, 4, 1], offset: ?>> to memref<2x2xf32, strided<[4, 1], offset: ?>>
// CHECK: memref.load %{{.*}}[%[[I]], %{{.*}}] : memref<2x2xf32, strided<[4, 1], offset: ?>>
// CHECK: memref.load %{{.*}}[%[[I]], %{{.*}}] : memref<2x2xf32, strided<[4, 1], offset: ?>>
// CHECK: memref.cast %{{.*}} : memref<4x?x2xf32, strided<[?, 4, 1], offset: ?>> to memref<*xf32>
func.func private @buffers(%m: memref<4x?xcomplex<f32>, strided<[?, 2], offset: ?>>, %i: index) -> (complex<f32>, memref<*xcomplex<f32>>) {
  %0 = memref.subview %m[%i, 0] [1, 2] [1, 1] : memref<4x?xcomplex<f32>, strided<[?, 2], offset: ?>> to memref<2xcomplex<f32>, strided<[2], offset: ?>>
  %1 = memref.load %0[%i] : memref<2xcomplex<f32>, strided<[2], offset: ?>>
  %2 = memref.cast %m : memref<4x?xcomplex<f32>, strided<[?, 2], offset: ?>> to memref<*xcomplex<f32>>
  return %1, %2 : complex<f32>, memref<*xcomplex<f32>>
}

// An op that accesses bytes sees the same bytes as in the complex module.
// CHECK-LABEL: func.func private @bytes(
// CHECK-SAME: %[[M:.*]]: memref<4x2xf32>, %[[BYTES:.*]]: memref<64xi8>, %[[I:.*]]: index)
// CHECK: memref.view %[[BYTES]][%[[I]]][] : memref<64xi8> to memref<4x2xf32>
// CHECK: memref.extract_aligned_pointer_as_index %[[M]]
// CHECK: %{{.*}}, %[[OFFSET:.*]], %[[SIZES:.*]]:2, %[[STRIDES:.*]]:2 = memref.extract_strided_metadata %[[M]]
// CHECK: arith.divsi %[[STRIDES]]#0
// CHECK: memref.assume_alignment %[[M]], 64
func.func private @bytes(%m: memref<4xcomplex<f32>>, %bytes: memref<64xi8>, %i: index) -> (memref<4xcomplex<f32>>, index, index, memref<4xcomplex<f32>>) {
  %0 = memref.view %bytes[%i][] : memref<64xi8> to memref<4xcomplex<f32>>
  %1 = memref.extract_aligned_pointer_as_index %m : memref<4xcomplex<f32>> -> index
  %2:4 = memref.extract_strided_metadata %m : memref<4xcomplex<f32>> -> memref<complex<f32>>, index, index, index
  %3 = memref.assume_alignment %m, 64 : memref<4xcomplex<f32>>
  return %0, %1, %2#3, %3 : memref<4xcomplex<f32>>, index, index, memref<4xcomplex<f32>>
}

// The imaginary part lies one real element after the start of the element.
// CHECK-LABEL: func.func private @aligned_accesses(
// CHECK: memref.load %{{.*}}[%{{.*}}, %{{.*}}] {alignment = 16 : i64, nontemporal = true} : memref<4x2xf64>
// CHECK: memref.load %{{.*}}[%{{.*}}, %{{.*}}] {alignment = 8 : i64, nontemporal = true} : memref<4x2xf64>
// CHECK-COUNT-2: memref.store %{{.*}}, %{{.*}}[%{{.*}}, %{{.*}}] {alignment = 4 : i64} : memref<4x2xf64>
func.func private @aligned_accesses(%m: memref<4xcomplex<f64>>, %i: index) {
  %z = memref.load %m[%i] {alignment = 16 : i64, nontemporal = true} : memref<4xcomplex<f64>>
  memref.store %z, %m[%i] {alignment = 4 : i64} : memref<4xcomplex<f64>>
  return
}

// linalg ops access the parts through two views.
// CHECK-LABEL: func.func private @linalg(
// CHECK-SAME: %[[A:.*]]: memref<4x4x2xf32>, %[[C:.*]]: memref<4x4x2xf32>)
// CHECK-DAG: %[[A_RE:.*]] = memref.subview %[[A]][0, 0, 0] [4, 4, 1] [1, 1, 1] : memref<4x4x2xf32> to memref<4x4xf32, strided<[8, 2]>>
// CHECK-DAG: %[[A_IM:.*]] = memref.subview %[[A]][0, 0, 1] [4, 4, 1] [1, 1, 1] : memref<4x4x2xf32> to memref<4x4xf32, strided<[8, 2], offset: 1>>
// CHECK: linalg.matmul ins(%[[A_IM]], %[[A_IM]] :
func.func private @linalg(%a: memref<4x4xcomplex<f32>>, %c: memref<4x4xcomplex<f32>>) {
  linalg.matmul ins(%a, %a : memref<4x4xcomplex<f32>>, memref<4x4xcomplex<f32>>) outs(%c : memref<4x4xcomplex<f32>>)
  return
}

{-#
  dialect_resources: {
    builtin: {
      data: "0x040000000000803F000000400000404000008040"
    }
  }
#-}

// A part of a view is one view of the whole, also where the view drops a
// dimension.
// CHECK-LABEL: func.func @part_of_view(
// CHECK-SAME: %[[WHOLE:[^:]*]]: memref<4x6x2xf32>, %[[J:[^:]*]]: index, %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32)
// CHECK-NEXT: %[[RE_VIEW:.*]] = memref.subview %[[WHOLE]][0, %[[J]], 0] [4, 1, 1] [1, 1, 1] : memref<4x6x2xf32> to memref<4xf32, strided<[12], offset: ?>>
// CHECK-NEXT: %[[IM_VIEW:.*]] = memref.subview %[[WHOLE]][0, %[[J]], 1] [4, 1, 1] [1, 1, 1] : memref<4x6x2xf32> to memref<4xf32, strided<[12], offset: ?>>
// CHECK-NEXT: linalg.fill ins(%[[RE]] : f32) outs(%[[RE_VIEW]] :
// CHECK-NEXT: linalg.fill ins(%[[IM]] : f32) outs(%[[IM_VIEW]] :
// CHECK-NEXT: return
func.func @part_of_view(%m: memref<4x6xcomplex<f32>>, %j: index, %z: complex<f32>) {
  %v = memref.subview %m[0, %j] [4, 1] [1, 1] : memref<4x6xcomplex<f32>> to memref<4xcomplex<f32>, strided<[6], offset: ?>>
  linalg.fill ins(%z : complex<f32>) outs(%v : memref<4xcomplex<f32>, strided<[6], offset: ?>>)
  return
}

// Not of a view with a step and a size of one, which upstream (22.1) cannot expand
// without its last dimension; such a view may drop a dimension.
// CHECK-LABEL: func.func @part_of_strided_view(
// CHECK-SAME: %[[WHOLE:[^:]*]]: memref<?x1x2xf32>
// CHECK: %[[VIEW:.*]] = memref.subview %[[WHOLE]][3, 0, 0] [1, 1, 2] [2, 1, 1] : memref<?x1x2xf32> to memref<1x2xf32, strided<[4, 1], offset: 6>>
// CHECK: memref.subview %[[VIEW]][0, 0] [1, 1] [1, 1] : memref<1x2xf32, strided<[4, 1], offset: 6>> to memref<1xf32, strided<[4], offset: 6>>
// CHECK: memref.subview %[[VIEW]][0, 1] [1, 1] [1, 1] : memref<1x2xf32, strided<[4, 1], offset: 6>> to memref<1xf32, strided<[4], offset: 7>>
func.func @part_of_strided_view(%m: memref<?x1xcomplex<f32>>, %z: complex<f32>) {
  %v = memref.subview %m[3, 0] [1, 1] [2, 1] : memref<?x1xcomplex<f32>> to memref<1xcomplex<f32>, strided<[2], offset: 3>>
  linalg.fill ins(%z : complex<f32>) outs(%v : memref<1xcomplex<f32>, strided<[2], offset: 3>>)
  return
}

// Buffers go between devices whole, tensors by part.
shard.grid @grid(shape = 2x4)
// CHECK-LABEL: func.func private @shard(
// CHECK: shard.all_reduce %{{.*}} on @grid grid_axes = [0] : memref<8x4x2xf32> -> memref<8x4x2xf32>
// CHECK: shard.update_halo %{{.*}} on @grid split_axes = {{\[\[}}0], [1]] halo_sizes = [1, 1, 2, 2] : memref<8x4x2xf32>
// CHECK-COUNT-2: shard.all_reduce %{{.*}} on @grid grid_axes = [0] : tensor<4xf32> -> tensor<4xf32>
func.func private @shard(%m: memref<8x4xcomplex<f32>>, %x: tensor<4xcomplex<f32>>) -> (memref<8x4xcomplex<f32>>, tensor<4xcomplex<f32>>) {
  %0 = shard.all_reduce %m on @grid grid_axes = [0] : memref<8x4xcomplex<f32>> -> memref<8x4xcomplex<f32>>
  %1 = shard.update_halo %0 on @grid split_axes = [[0], [1]] halo_sizes = [1, 1, 2, 2] : memref<8x4xcomplex<f32>>
  %2 = shard.all_reduce %x on @grid grid_axes = [0] : tensor<4xcomplex<f32>> -> tensor<4xcomplex<f32>>
  return %1, %2 : memref<8x4xcomplex<f32>>, tensor<4xcomplex<f32>>
}
