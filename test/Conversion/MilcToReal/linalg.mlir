// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// CHECK-DAG: #[[ID1:.*]] = affine_map<(d0) -> (d0)>
// CHECK-DAG: #[[SCALAR:.*]] = affine_map<(d0) -> ()>
// CHECK-DAG: #[[ID2:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[ROW:.*]] = affine_map<(d0, d1) -> (d0)>

//===----------------------------------------------------------------------===//
// One op per part
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @fill(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[T_RE:[^:]*]]: tensor<?xf32>, %[[T_IM:[^:]*]]: tensor<?xf32>)
// CHECK-DAG: %[[FILL_RE:.*]] = linalg.fill {kept.fill = complex<f32>} ins(%[[RE]] : f32) outs(%[[T_RE]] : tensor<?xf32>) -> tensor<?xf32>
// CHECK-DAG: %[[FILL_IM:.*]] = linalg.fill {kept.fill = complex<f32>} ins(%[[IM]] : f32) outs(%[[T_IM]] : tensor<?xf32>) -> tensor<?xf32>
// CHECK: return %[[FILL_RE]], %[[FILL_IM]]
func.func @fill(%z: complex<f32>, %t: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = linalg.fill {kept.fill = complex<f32>} ins(%z : complex<f32>) outs(%t : tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// CHECK-LABEL: func.func @copy(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<4xf32>, %[[IM:[^:]*]]: tensor<4xf32>, %[[T_RE:[^:]*]]: tensor<4xf32>, %[[T_IM:[^:]*]]: tensor<4xf32>)
// CHECK-DAG: linalg.copy {kept.copy} ins(%[[RE]] : tensor<4xf32>) outs(%[[T_RE]] : tensor<4xf32>)
// CHECK-DAG: linalg.copy {kept.copy} ins(%[[IM]] : tensor<4xf32>) outs(%[[T_IM]] : tensor<4xf32>)
func.func @copy(%z: tensor<4xcomplex<f32>>, %t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.copy {kept.copy} ins(%z : tensor<4xcomplex<f32>>) outs(%t : tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @copy_to_wider_type(
// CHECK-COUNT-2: linalg.copy ins(%{{.*}} : tensor<4xf32>) outs(%{{.*}} : tensor<4xf64>)
func.func @copy_to_wider_type(%z: tensor<4xcomplex<f32>>, %t: tensor<4xcomplex<f64>>) -> tensor<4xcomplex<f64>> {
  %0 = linalg.copy ins(%z : tensor<4xcomplex<f32>>) outs(%t : tensor<4xcomplex<f64>>) -> tensor<4xcomplex<f64>>
  return %0 : tensor<4xcomplex<f64>>
}

// The imaginary part of a real number is 0.
// CHECK-LABEL: func.func @copy_from_reals(
// CHECK-SAME: %[[X:[^:]*]]: tensor<4xf32>, %[[T_RE:[^:]*]]: tensor<4xf32>, %[[T_IM:[^:]*]]: tensor<4xf32>)
// CHECK: %[[COPY:.*]]:2 = linalg.generic {{.*}} ins(%[[X]] : tensor<4xf32>) outs(%[[T_RE]], %[[T_IM]] : tensor<4xf32>, tensor<4xf32>)
// CHECK: ^bb0(%[[E:.*]]: f32, %{{.*}}: f32, %{{.*}}: f32):
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: linalg.yield %[[E]], %[[ZERO]]
// CHECK: return %[[COPY]]#0, %[[COPY]]#1
func.func @copy_from_reals(%x: tensor<4xf32>, %t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.copy ins(%x : tensor<4xf32>) outs(%t : tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @copy_from_unsigned_integers(
// CHECK: linalg.generic {{.*}} ins(%{{.*}} : tensor<4xi32>) outs(%{{.*}} : tensor<4xf32>, tensor<4xf32>)
// CHECK: arith.uitofp
func.func @copy_from_unsigned_integers(%i: tensor<4xi32>, %t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.copy {cast = #linalg.type_fn<cast_unsigned>} ins(%i : tensor<4xi32>) outs(%t : tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @transpose(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<4x2xf32>, %[[IM:[^:]*]]: tensor<4x2xf32>, %[[T_RE:[^:]*]]: tensor<2x4xf32>, %[[T_IM:[^:]*]]: tensor<2x4xf32>)
// CHECK-DAG: linalg.transpose ins(%[[RE]] : tensor<4x2xf32>) outs(%[[T_RE]] : tensor<2x4xf32>) permutation = [1, 0] {kept.transpose}
// CHECK-DAG: linalg.transpose ins(%[[IM]] : tensor<4x2xf32>) outs(%[[T_IM]] : tensor<2x4xf32>) permutation = [1, 0] {kept.transpose}
func.func @transpose(%z: tensor<4x2xcomplex<f32>>, %t: tensor<2x4xcomplex<f32>>) -> tensor<2x4xcomplex<f32>> {
  %0 = linalg.transpose ins(%z : tensor<4x2xcomplex<f32>>) outs(%t : tensor<2x4xcomplex<f32>>) permutation = [1, 0] {kept.transpose}
  return %0 : tensor<2x4xcomplex<f32>>
}

// CHECK-LABEL: func.func @broadcast(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<4xf32>, %[[IM:[^:]*]]: tensor<4xf32>, %[[T_RE:[^:]*]]: tensor<4x2xf32>, %[[T_IM:[^:]*]]: tensor<4x2xf32>)
// CHECK-DAG: linalg.broadcast ins(%[[RE]] : tensor<4xf32>) outs(%[[T_RE]] : tensor<4x2xf32>) dimensions = [1] {kept.broadcast}
// CHECK-DAG: linalg.broadcast ins(%[[IM]] : tensor<4xf32>) outs(%[[T_IM]] : tensor<4x2xf32>) dimensions = [1] {kept.broadcast}
func.func @broadcast(%z: tensor<4xcomplex<f32>>, %t: tensor<4x2xcomplex<f32>>) -> tensor<4x2xcomplex<f32>> {
  %0 = linalg.broadcast ins(%z : tensor<4xcomplex<f32>>) outs(%t : tensor<4x2xcomplex<f32>>) dimensions = [1] {kept.broadcast}
  return %0 : tensor<4x2xcomplex<f32>>
}

// CHECK-LABEL: func.func @pack(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<?x8xf32>, %[[IM:[^:]*]]: tensor<?x8xf32>, %[[T_RE:[^:]*]]: tensor<?x4x?x2xf32>, %[[T_IM:[^:]*]]: tensor<?x4x?x2xf32>, %[[P_RE:[^:]*]]: f32, %[[P_IM:[^:]*]]: f32, %[[N:[^:]*]]: index)
// CHECK: linalg.pack %[[RE]] padding_value(%[[P_RE]] : f32) inner_dims_pos = [0, 1] inner_tiles = [%[[N]], 2] into %[[T_RE]] {kept.pack}
// CHECK: linalg.pack %[[IM]] padding_value(%[[P_IM]] : f32) inner_dims_pos = [0, 1] inner_tiles = [%[[N]], 2] into %[[T_IM]] {kept.pack}
func.func @pack(%z: tensor<?x8xcomplex<f32>>, %t: tensor<?x4x?x2xcomplex<f32>>, %p: complex<f32>, %n: index) -> tensor<?x4x?x2xcomplex<f32>> {
  %0 = linalg.pack %z padding_value(%p : complex<f32>) inner_dims_pos = [0, 1] inner_tiles = [%n, 2] into %t {kept.pack} : tensor<?x8xcomplex<f32>> -> tensor<?x4x?x2xcomplex<f32>>
  return %0 : tensor<?x4x?x2xcomplex<f32>>
}

// CHECK-LABEL: func.func @pack_without_padding(
// CHECK-COUNT-2: linalg.pack %{{.*}} outer_dims_perm = [1, 0] inner_dims_pos = [0, 1] inner_tiles = [4, 2] into %{{.*}} : tensor<8x8xf32> -> tensor<4x2x4x2xf32>
func.func @pack_without_padding(%z: tensor<8x8xcomplex<f32>>, %t: tensor<4x2x4x2xcomplex<f32>>) -> tensor<4x2x4x2xcomplex<f32>> {
  %0 = linalg.pack %z outer_dims_perm = [1, 0] inner_dims_pos = [0, 1] inner_tiles = [4, 2] into %t : tensor<8x8xcomplex<f32>> -> tensor<4x2x4x2xcomplex<f32>>
  return %0 : tensor<4x2x4x2xcomplex<f32>>
}

// CHECK-LABEL: func.func @unpack(
// CHECK-COUNT-2: linalg.unpack %{{.*}} inner_dims_pos = [0, 1] inner_tiles = [4, 2] into %{{.*}} : tensor<2x4x4x2xf32> -> tensor<8x8xf32>
func.func @unpack(%z: tensor<2x4x4x2xcomplex<f32>>, %t: tensor<8x8xcomplex<f32>>) -> tensor<8x8xcomplex<f32>> {
  %0 = linalg.unpack %z inner_dims_pos = [0, 1] inner_tiles = [4, 2] into %t : tensor<2x4x4x2xcomplex<f32>> -> tensor<8x8xcomplex<f32>>
  return %0 : tensor<8x8xcomplex<f32>>
}

//===----------------------------------------------------------------------===//
// linalg.generic stays one op
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @generic(
// CHECK-SAME: %[[Z_RE:[^:]*]]: tensor<4x?xf32>, %[[Z_IM:[^:]*]]: tensor<4x?xf32>, %[[X:[^:]*]]: tensor<4xf32>, %[[T_RE:[^:]*]]: tensor<4x?xf32>, %[[T_IM:[^:]*]]: tensor<4x?xf32>)
// CHECK: %[[RESULT:.*]]:2 = linalg.generic {doc = "z x + t", indexing_maps = [#[[ID2]], #[[ID2]], #[[ROW]], #[[ID2]], #[[ID2]]], iterator_types = ["parallel", "parallel"], library_call = "scale"}
// CHECK-SAME: ins(%[[Z_RE]], %[[Z_IM]], %[[X]] : tensor<4x?xf32>, tensor<4x?xf32>, tensor<4xf32>)
// CHECK-SAME: outs(%[[T_RE]], %[[T_IM]] : tensor<4x?xf32>, tensor<4x?xf32>)
// CHECK-SAME: attrs = {kept.generic = complex<f32>}
// CHECK: ^bb0(%[[A_RE:.*]]: f32, %[[A_IM:.*]]: f32, %[[B:.*]]: f32, %[[C_RE:.*]]: f32, %[[C_IM:.*]]: f32):
// CHECK-DAG: %[[P_RE:.*]] = arith.mulf %[[A_RE]], %[[B]]
// CHECK-DAG: %[[P_IM:.*]] = arith.mulf %[[A_IM]], %[[B]]
// CHECK-DAG: %[[S_RE:.*]] = arith.addf %[[P_RE]], %[[C_RE]]
// CHECK-DAG: %[[S_IM:.*]] = arith.addf %[[P_IM]], %[[C_IM]]
// CHECK: linalg.yield %[[S_RE]], %[[S_IM]] : f32, f32
// CHECK: return %[[RESULT]]#0, %[[RESULT]]#1
func.func @generic(%z: tensor<4x?xcomplex<f32>>, %x: tensor<4xf32>, %t: tensor<4x?xcomplex<f32>>) -> tensor<4x?xcomplex<f32>> {
  %0 = linalg.generic {
      doc = "z x + t", library_call = "scale",
      indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>],
      iterator_types = ["parallel", "parallel"]}
      ins(%z, %x : tensor<4x?xcomplex<f32>>, tensor<4xf32>) outs(%t : tensor<4x?xcomplex<f32>>)
      attrs = {kept.generic = complex<f32>} {
  ^bb0(%a: complex<f32>, %b: f32, %c: complex<f32>):
    %re = complex.re %a : complex<f32>
    %im = complex.im %a : complex<f32>
    %p_re = arith.mulf %re, %b : f32
    %p_im = arith.mulf %im, %b : f32
    %p = complex.create %p_re, %p_im : complex<f32>
    %s = complex.add %p, %c : complex<f32>
    linalg.yield %s : complex<f32>
  } -> tensor<4x?xcomplex<f32>>
  return %0 : tensor<4x?xcomplex<f32>>
}

// CHECK-LABEL: func.func @generic_with_scalar_input(
// CHECK: linalg.generic {indexing_maps = [#[[SCALAR]], #[[SCALAR]], #[[ID1]], #[[ID1]]], iterator_types = ["parallel"]} ins(%{{.*}}, %{{.*}} : f32, f32)
func.func @generic_with_scalar_input(%z: complex<f32>, %t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(i) -> ()>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%z : complex<f32>) outs(%t : tensor<4xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %b: complex<f32>):
    linalg.yield %a : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @generic_with_two_results(
// CHECK: %[[RESULT:.*]]:3 = linalg.generic {{.*}} outs(%{{.*}}, %{{.*}}, %{{.*}} : tensor<4xi1>, tensor<4xf32>, tensor<4xf32>)
// CHECK: linalg.yield %{{.*}}, %{{.*}}, %{{.*}} : i1, f32, f32
// CHECK: return %[[RESULT]]#0, %[[RESULT]]#1, %[[RESULT]]#2 : tensor<4xi1>, tensor<4xf32>, tensor<4xf32>
func.func @generic_with_two_results(%z: tensor<4xcomplex<f32>>, %t: tensor<4xcomplex<f32>>, %m: tensor<4xi1>) -> (tensor<4xi1>, tensor<4xcomplex<f32>>) {
  %0:2 = linalg.generic {
      indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>],
      iterator_types = ["parallel"]}
      ins(%z : tensor<4xcomplex<f32>>) outs(%m, %t : tensor<4xi1>, tensor<4xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %b: i1, %c: complex<f32>):
    %e = complex.eq %a, %c : complex<f32>
    linalg.yield %e, %a : i1, complex<f32>
  } -> (tensor<4xi1>, tensor<4xcomplex<f32>>)
  return %0#0, %0#1 : tensor<4xi1>, tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @generic_that_reduces(
// CHECK: linalg.generic {indexing_maps = [#[[ID2]], #[[ID2]], #[[ROW]], #[[ROW]]], iterator_types = ["parallel", "reduction"]}
func.func @generic_that_reduces(%z: tensor<4x8xcomplex<f32>>, %t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>],
      iterator_types = ["parallel", "reduction"]}
      ins(%z : tensor<4x8xcomplex<f32>>) outs(%t : tensor<4xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %b: complex<f32>):
    %s = complex.add %a, %b : complex<f32>
    linalg.yield %s : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @generic_of_rank_0(
// CHECK: linalg.generic {{.*}} iterator_types = []} ins(%{{.*}}, %{{.*}} : tensor<f32>, tensor<f32>)
func.func @generic_of_rank_0(%z: tensor<complex<f32>>, %t: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<() -> ()>, affine_map<() -> ()>], iterator_types = []}
      ins(%z : tensor<complex<f32>>) outs(%t : tensor<complex<f32>>) {
  ^bb0(%a: complex<f32>, %b: complex<f32>):
    linalg.yield %a : complex<f32>
  } -> tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// linalg.index does not change.
// CHECK-LABEL: func.func @generic_with_index(
// CHECK: linalg.index 0 : index
// CHECK: linalg.yield %{{.*}}, %{{.*}} : f32, f32
func.func @generic_with_index(%t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      outs(%t : tensor<4xcomplex<f32>>) {
  ^bb0(%a: complex<f32>):
    %i = linalg.index 0 : index
    %n = arith.index_cast %i : index to i32
    %x = arith.sitofp %n : i32 to f32
    %z = complex.create %x, %x : complex<f32>
    linalg.yield %z : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @generic_within_generic(
// CHECK: linalg.generic
// CHECK: ^bb0(%{{.*}}: f32, %{{.*}}: f32):
// CHECK: %[[INNER:.*]]:2 = linalg.generic
// CHECK: %[[J:.*]] = linalg.index 0
// CHECK: tensor.extract %{{.*}}[%[[J]]]
// CHECK: tensor.extract %{{.*}}[%[[J]]]
// CHECK: linalg.yield %{{.*}}, %{{.*}} : f32, f32
// CHECK: %[[I:.*]] = linalg.index 0
// CHECK: tensor.extract %[[INNER]]#0[%[[I]]]
// CHECK: tensor.extract %[[INNER]]#1[%[[I]]]
// CHECK: linalg.yield %{{.*}}, %{{.*}} : f32, f32
func.func @generic_within_generic(%t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      outs(%t : tensor<4xcomplex<f32>>) {
  ^bb0(%a: complex<f32>):
    %inner = linalg.generic {
        indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
        outs(%t : tensor<4xcomplex<f32>>) {
    ^bb0(%b: complex<f32>):
      %j = linalg.index 0 : index
      %e = tensor.extract %t[%j] : tensor<4xcomplex<f32>>
      linalg.yield %e : complex<f32>
    } -> tensor<4xcomplex<f32>>
    %i = linalg.index 0 : index
    %f = tensor.extract %inner[%i] : tensor<4xcomplex<f32>>
    linalg.yield %f : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// Operands are real: only the body has complex values.
// CHECK-LABEL: func.func @generic_of_reals(
// CHECK: linalg.generic {{.*}} ins(%{{.*}} : tensor<4xf32>) outs(%{{.*}} : tensor<4xf32>)
// CHECK: linalg.yield %{{.*}} : f32
func.func @generic_of_reals(%x: tensor<4xf32>, %z: complex<f32>) -> tensor<4xf32> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%x : tensor<4xf32>) outs(%x : tensor<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %w = complex.create %a, %b : complex<f32>
    %s = complex.add %w, %z : complex<f32>
    %im = complex.im %s : complex<f32>
    linalg.yield %im : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// A real buffer is not split.
// CHECK-LABEL: func.func @generic_into_buffer(
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[IM:.*]] : f32, f32) outs(%{{.*}} : memref<4xf32>)
func.func @generic_into_buffer(%m: memref<4xf32>, %z: complex<f32>) {
  linalg.generic {
      indexing_maps = [affine_map<(i) -> ()>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%z : complex<f32>) outs(%m : memref<4xf32>) {
  ^bb0(%a: complex<f32>, %b: f32):
    %im = complex.im %a : complex<f32>
    linalg.yield %im : f32
  }
  return
}

//===----------------------------------------------------------------------===//
// linalg.reduce stays one where each input splits as its init
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @reduce(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<4x8xf32>, %[[IM:[^:]*]]: tensor<4x8xf32>, %[[T_RE:[^:]*]]: tensor<4xf32>, %[[T_IM:[^:]*]]: tensor<4xf32>)
// CHECK: %[[RESULT:.*]]:2 = linalg.reduce ins(%[[RE]], %[[IM]] : tensor<4x8xf32>, tensor<4x8xf32>) outs(%[[T_RE]], %[[T_IM]] : tensor<4xf32>, tensor<4xf32>) dimensions = [1] {kept.reduce}
// CHECK-NEXT: (%[[A_RE:.*]]: f32, %[[A_IM:.*]]: f32, %[[B_RE:.*]]: f32, %[[B_IM:.*]]: f32) {
// CHECK-DAG: %[[S_RE:.*]] = arith.addf %[[A_RE]], %[[B_RE]]
// CHECK-DAG: %[[S_IM:.*]] = arith.addf %[[A_IM]], %[[B_IM]]
// CHECK: linalg.yield %[[S_RE]], %[[S_IM]] : f32, f32
// CHECK: return %[[RESULT]]#0, %[[RESULT]]#1
func.func @reduce(%z: tensor<4x8xcomplex<f32>>, %t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.reduce ins(%z : tensor<4x8xcomplex<f32>>) outs(%t : tensor<4xcomplex<f32>>) dimensions = [1] {kept.reduce}
      (%a: complex<f32>, %b: complex<f32>) {
    %s = complex.add %a, %b : complex<f32>
    linalg.yield %s : complex<f32>
  }
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @reduce_in_short_form(
// CHECK: linalg.reduce ins(%{{.*}}, %{{.*}} : tensor<4x8xf32>, tensor<4x8xf32>)
// CHECK-COUNT-2: arith.addf
func.func @reduce_in_short_form(%z: tensor<4x8xcomplex<f32>>, %t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.reduce { complex.add } ins(%z : tensor<4x8xcomplex<f32>>) outs(%t : tensor<4xcomplex<f32>>) dimensions = [1]
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @reduce_two(
// CHECK: linalg.reduce ins(%{{.*}}, %{{.*}}, %{{.*}} : tensor<4x8xi32>, tensor<4x8xf32>, tensor<4x8xf32>) outs(%{{.*}}, %{{.*}}, %{{.*}} : tensor<4xi32>, tensor<4xf32>, tensor<4xf32>) dimensions = [1]
// CHECK: linalg.yield %{{.*}}, %{{.*}}, %{{.*}} : i32, f32, f32
func.func @reduce_two(%i: tensor<4x8xi32>, %z: tensor<4x8xcomplex<f32>>, %n: tensor<4xi32>, %t: tensor<4xcomplex<f32>>) -> (tensor<4xi32>, tensor<4xcomplex<f32>>) {
  %0:2 = linalg.reduce ins(%i, %z : tensor<4x8xi32>, tensor<4x8xcomplex<f32>>) outs(%n, %t : tensor<4xi32>, tensor<4xcomplex<f32>>) dimensions = [1]
      (%a: i32, %b: complex<f32>, %c: i32, %d: complex<f32>) {
    %0 = arith.addi %a, %c : i32
    %1 = complex.add %b, %d : complex<f32>
    linalg.yield %0, %1 : i32, complex<f32>
  }
  return %0#0, %0#1 : tensor<4xi32>, tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @reduce_complex_to_real(
// CHECK: linalg.generic {indexing_maps = [#[[ID2]], #[[ID2]], #[[ROW]]], iterator_types = ["parallel", "reduction"]}
// CHECK-SAME: ins(%{{.*}}, %{{.*}} : tensor<4x8xf32>, tensor<4x8xf32>) outs(%{{.*}} : tensor<4xf32>) attrs = {kept.reduce}
// CHECK: linalg.yield %{{.*}} : f32
func.func @reduce_complex_to_real(%z: tensor<4x8xcomplex<f32>>, %t: tensor<4xf32>) -> tensor<4xf32> {
  %0 = linalg.reduce ins(%z : tensor<4x8xcomplex<f32>>) outs(%t : tensor<4xf32>) dimensions = [1] {kept.reduce}
      (%a: complex<f32>, %b: f32) {
    %re = complex.re %a : complex<f32>
    %s = arith.addf %re, %b : f32
    linalg.yield %s : f32
  }
  return %0 : tensor<4xf32>
}

// CHECK-LABEL: func.func @reduce_real_to_complex(
// CHECK: linalg.generic {indexing_maps = [#[[ID2]], #[[ROW]], #[[ROW]]], iterator_types = ["parallel", "reduction"]}
// CHECK: linalg.yield %{{.*}}, %{{.*}} : f32, f32
func.func @reduce_real_to_complex(%x: tensor<4x8xf32>, %t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.reduce ins(%x : tensor<4x8xf32>) outs(%t : tensor<4xcomplex<f32>>) dimensions = [1]
      (%a: f32, %b: complex<f32>) {
    %w = complex.create %a, %a : complex<f32>
    %s = complex.add %w, %b : complex<f32>
    linalg.yield %s : complex<f32>
  }
  return %0 : tensor<4xcomplex<f32>>
}

// As many inputs as inits in all, but each splits differently from its init.
// CHECK-LABEL: func.func @reduce_crosswise(
// CHECK: linalg.generic {indexing_maps = [#[[ID2]], #[[ID2]], #[[ID2]], #[[ROW]], #[[ROW]], #[[ROW]]], iterator_types = ["parallel", "reduction"]}
// CHECK: linalg.yield %{{.*}}, %{{.*}}, %{{.*}} : f32, f32, f32
func.func @reduce_crosswise(%z: tensor<4x8xcomplex<f32>>, %x: tensor<4x8xf32>, %r: tensor<4xf32>, %t: tensor<4xcomplex<f32>>) -> (tensor<4xf32>, tensor<4xcomplex<f32>>) {
  %0:2 = linalg.reduce ins(%z, %x : tensor<4x8xcomplex<f32>>, tensor<4x8xf32>) outs(%r, %t : tensor<4xf32>, tensor<4xcomplex<f32>>) dimensions = [1]
      (%a: complex<f32>, %b: f32, %c: f32, %d: complex<f32>) {
    %re = complex.re %a : complex<f32>
    %s = arith.addf %re, %c : f32
    %w = complex.create %b, %b : complex<f32>
    %v = complex.add %w, %d : complex<f32>
    linalg.yield %s, %v : f32, complex<f32>
  }
  return %0#0, %0#1 : tensor<4xf32>, tensor<4xcomplex<f32>>
}

//===----------------------------------------------------------------------===//
// linalg.map stays one where its init is real
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @map_to_complex(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<4xf32>, %[[IM:[^:]*]]: tensor<4xf32>, %[[T_RE:[^:]*]]: tensor<4xf32>, %[[T_IM:[^:]*]]: tensor<4xf32>)
// CHECK: %[[RESULT:.*]]:2 = linalg.generic {indexing_maps = [#[[ID1]], #[[ID1]], #[[ID1]], #[[ID1]]], iterator_types = ["parallel"]}
// CHECK-SAME: ins(%[[RE]], %[[IM]] : tensor<4xf32>, tensor<4xf32>) outs(%[[T_RE]], %[[T_IM]] : tensor<4xf32>, tensor<4xf32>) attrs = {kept.map}
// CHECK: ^bb0(%[[A_RE:.*]]: f32, %[[A_IM:.*]]: f32, %{{.*}}: f32, %{{.*}}: f32):
// CHECK: %[[NEG:.*]] = arith.negf %[[A_IM]]
// CHECK: linalg.yield %[[A_RE]], %[[NEG]] : f32, f32
// CHECK: return %[[RESULT]]#0, %[[RESULT]]#1
func.func @map_to_complex(%z: tensor<4xcomplex<f32>>, %t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.map ins(%z : tensor<4xcomplex<f32>>) outs(%t : tensor<4xcomplex<f32>>) {kept.map}
      (%a: complex<f32>, %b: complex<f32>) {
    %w = complex.conj %a : complex<f32>
    linalg.yield %w : complex<f32>
  }
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @map_to_real(
// CHECK: linalg.map ins(%{{.*}}, %{{.*}} : tensor<4xf32>, tensor<4xf32>) outs(%{{.*}} : tensor<4xf32>) {kept.map}
// CHECK-NEXT: (%[[RE:.*]]: f32, %[[IM:.*]]: f32, %[[B:.*]]: f32) {
// CHECK: %[[SUM:.*]] = arith.addf %[[RE]], %[[IM]]
// CHECK: %[[PRODUCT:.*]] = arith.mulf %[[SUM]], %[[B]]
// CHECK: linalg.yield %[[PRODUCT]] : f32
func.func @map_to_real(%z: tensor<4xcomplex<f32>>, %t: tensor<4xf32>) -> tensor<4xf32> {
  %0 = linalg.map ins(%z : tensor<4xcomplex<f32>>) outs(%t : tensor<4xf32>) {kept.map}
      (%a: complex<f32>, %b: f32) {
    %re = complex.re %a : complex<f32>
    %im = complex.im %a : complex<f32>
    %s = arith.addf %re, %im : f32
    %p = arith.mulf %s, %b : f32
    linalg.yield %p : f32
  }
  return %0 : tensor<4xf32>
}

// CHECK-LABEL: func.func @map_without_inputs(
// CHECK: linalg.generic {indexing_maps = [#[[ID1]], #[[ID1]]], iterator_types = ["parallel"]} outs(%{{.*}}, %{{.*}} : tensor<4xf32>, tensor<4xf32>)
func.func @map_without_inputs(%z: complex<f32>, %t: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.map outs(%t : tensor<4xcomplex<f32>>)
      (%a: complex<f32>) {
    linalg.yield %z : complex<f32>
  }
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @winograd(
// CHECK: linalg.winograd_filter_transform fmr(F_4_3) ins(%[[F_RE:.*]] : tensor<2x3x3x5xf32>) outs(%{{.*}} : tensor<6x6x5x2xf32>)
// CHECK-NEXT: linalg.winograd_filter_transform fmr(F_4_3)
// CHECK-COUNT-2: linalg.winograd_input_transform fmr(F_4_3) ins(%{{.*}} : tensor<2x10x10x5xf32>) outs(%{{.*}} : tensor<6x6x2x2x2x5xf32>)
// CHECK-COUNT-2: linalg.winograd_output_transform fmr(F_4_3) ins(%{{.*}} : tensor<6x6x2x2x2x2xf32>) outs(%{{.*}} : tensor<2x8x8x2xf32>)
// CHECK-NEXT: return
func.func @winograd(%f: tensor<2x3x3x5xcomplex<f32>>, %o: tensor<6x6x5x2xcomplex<f32>>, %x: tensor<2x10x10x5xcomplex<f32>>, %y: tensor<6x6x2x2x2x5xcomplex<f32>>, %v: tensor<6x6x2x2x2x2xcomplex<f32>>, %r: tensor<2x8x8x2xcomplex<f32>>) -> (tensor<6x6x5x2xcomplex<f32>>, tensor<6x6x2x2x2x5xcomplex<f32>>, tensor<2x8x8x2xcomplex<f32>>) {
  %0 = linalg.winograd_filter_transform fmr(F_4_3) ins(%f : tensor<2x3x3x5xcomplex<f32>>) outs(%o : tensor<6x6x5x2xcomplex<f32>>) -> tensor<6x6x5x2xcomplex<f32>>
  %1 = linalg.winograd_input_transform fmr(F_4_3) ins(%x : tensor<2x10x10x5xcomplex<f32>>) outs(%y : tensor<6x6x2x2x2x5xcomplex<f32>>) -> tensor<6x6x2x2x2x5xcomplex<f32>>
  %2 = linalg.winograd_output_transform fmr(F_4_3) ins(%v : tensor<6x6x2x2x2x2xcomplex<f32>>) outs(%r : tensor<2x8x8x2xcomplex<f32>>) -> tensor<2x8x8x2xcomplex<f32>>
  return %0, %1, %2 : tensor<6x6x5x2xcomplex<f32>>, tensor<6x6x2x2x2x5xcomplex<f32>>, tensor<2x8x8x2xcomplex<f32>>
}
