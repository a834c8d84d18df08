// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// CHECK-DAG: #[[A_T:.*]] = affine_map<(d0, d1, d2) -> (d2, d0)>
// CHECK-DAG: #[[B:.*]] = affine_map<(d0, d1, d2) -> (d2, d1)>
// CHECK-DAG: #[[C:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-DAG: #[[VECTOR:.*]] = affine_map<(d0, d1, d2) -> (d2)>
// CHECK-DAG: #[[BATCH_A_T:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d3, d1)>
// CHECK-DAG: #[[BATCH_B:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d3, d2)>
// CHECK-DAG: #[[BATCH_C:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>

// Four real contractions, the smaller operand negated once.
// CHECK-LABEL: func.func @matmul(
// CHECK-SAME: %[[A_RE:[^:]*]]: tensor<4x8xf32>, %[[A_IM:[^:]*]]: tensor<4x8xf32>, %[[B_RE:[^:]*]]: tensor<8x16xf32>, %[[B_IM:[^:]*]]: tensor<8x16xf32>, %[[C_RE:[^:]*]]: tensor<4x16xf32>, %[[C_IM:[^:]*]]: tensor<4x16xf32>)
// CHECK: %[[NEG:.*]] = arith.negf %[[A_IM]] : tensor<4x8xf32>
// CHECK: %[[IM_IM:.*]] = linalg.matmul {kept.matmul} ins(%[[NEG]], %[[B_IM]] : tensor<4x8xf32>, tensor<8x16xf32>) outs(%[[C_RE]] : tensor<4x16xf32>)
// CHECK: %[[RE:.*]] = linalg.matmul {kept.matmul} ins(%[[A_RE]], %[[B_RE]] : {{.*}}) outs(%[[IM_IM]] : {{.*}})
// CHECK: %[[RE_IM:.*]] = linalg.matmul {kept.matmul} ins(%[[A_RE]], %[[B_IM]] : {{.*}}) outs(%[[C_IM]] : {{.*}})
// CHECK: %[[IM:.*]] = linalg.matmul {kept.matmul} ins(%[[A_IM]], %[[B_RE]] : {{.*}}) outs(%[[RE_IM]] : {{.*}})
// CHECK-NEXT: return %[[RE]], %[[IM]]
func.func @matmul(%a: tensor<4x8xcomplex<f32>>, %b: tensor<8x16xcomplex<f32>>, %c: tensor<4x16xcomplex<f32>>) -> tensor<4x16xcomplex<f32>> {
  %0 = linalg.matmul {kept.matmul} ins(%a, %b : tensor<4x8xcomplex<f32>>, tensor<8x16xcomplex<f32>>) outs(%c : tensor<4x16xcomplex<f32>>) -> tensor<4x16xcomplex<f32>>
  return %0 : tensor<4x16xcomplex<f32>>
}

// CHECK-LABEL: func.func @matmul_with_smaller_rhs(
// CHECK-SAME: %[[A_RE:[^:]*]]: tensor<16x8xf32>, %[[A_IM:[^:]*]]: tensor<16x8xf32>, %[[B_RE:[^:]*]]: tensor<8x4xf32>, %[[B_IM:[^:]*]]: tensor<8x4xf32>,
// CHECK: %[[NEG:.*]] = arith.negf %[[B_IM]] : tensor<8x4xf32>
// CHECK: linalg.matmul ins(%[[A_IM]], %[[NEG]] :
// CHECK: linalg.matmul ins(%[[A_RE]], %[[B_RE]] :
// CHECK: linalg.matmul ins(%[[A_RE]], %[[B_IM]] :
// CHECK: linalg.matmul ins(%[[A_IM]], %[[B_RE]] :
func.func @matmul_with_smaller_rhs(%a: tensor<16x8xcomplex<f32>>, %b: tensor<8x4xcomplex<f32>>, %c: tensor<16x4xcomplex<f32>>) -> tensor<16x4xcomplex<f32>> {
  %0 = linalg.matmul ins(%a, %b : tensor<16x8xcomplex<f32>>, tensor<8x4xcomplex<f32>>) outs(%c : tensor<16x4xcomplex<f32>>) -> tensor<16x4xcomplex<f32>>
  return %0 : tensor<16x4xcomplex<f32>>
}

// A dynamic size counts as large.
// CHECK-LABEL: func.func @matmul_with_dynamic_lhs(
// CHECK: arith.negf %{{.*}} : tensor<8x4096xf32>
// CHECK-COUNT-4: linalg.matmul ins(%{{.*}}, %{{.*}} : tensor<?x8xf32>, tensor<8x4096xf32>)
func.func @matmul_with_dynamic_lhs(%a: tensor<?x8xcomplex<f32>>, %b: tensor<8x4096xcomplex<f32>>, %c: tensor<?x4096xcomplex<f32>>) -> tensor<?x4096xcomplex<f32>> {
  %0 = linalg.matmul ins(%a, %b : tensor<?x8xcomplex<f32>>, tensor<8x4096xcomplex<f32>>) outs(%c : tensor<?x4096xcomplex<f32>>) -> tensor<?x4096xcomplex<f32>>
  return %0 : tensor<?x4096xcomplex<f32>>
}

// CHECK-LABEL: func.func @matmul_of_transpose(
// CHECK: arith.negf %{{.*}} : tensor<8x4xf32>
// CHECK-COUNT-4: linalg.matmul indexing_maps = [#[[A_T]], #[[B]], #[[C]]] ins(%{{.*}}, %{{.*}} : tensor<8x4xf32>, tensor<8x16xf32>)
func.func @matmul_of_transpose(%a: tensor<8x4xcomplex<f32>>, %b: tensor<8x16xcomplex<f32>>, %c: tensor<4x16xcomplex<f32>>) -> tensor<4x16xcomplex<f32>> {
  %0 = linalg.matmul
      indexing_maps = [affine_map<(m, n, k) -> (k, m)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>]
      ins(%a, %b : tensor<8x4xcomplex<f32>>, tensor<8x16xcomplex<f32>>) outs(%c : tensor<4x16xcomplex<f32>>) -> tensor<4x16xcomplex<f32>>
  return %0 : tensor<4x16xcomplex<f32>>
}

// CHECK-LABEL: func.func @matmul_of_broadcast(
// CHECK: arith.negf %{{.*}} : tensor<8xf32>
// CHECK-COUNT-4: linalg.matmul indexing_maps = [#[[VECTOR]], #[[B]], #[[C]]] ins(%{{.*}}, %{{.*}} : tensor<8xf32>, tensor<8x16xf32>)
func.func @matmul_of_broadcast(%a: tensor<8xcomplex<f32>>, %b: tensor<8x16xcomplex<f32>>, %c: tensor<4x16xcomplex<f32>>) -> tensor<4x16xcomplex<f32>> {
  %0 = linalg.matmul
      indexing_maps = [affine_map<(m, n, k) -> (k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>]
      ins(%a, %b : tensor<8xcomplex<f32>>, tensor<8x16xcomplex<f32>>) outs(%c : tensor<4x16xcomplex<f32>>) -> tensor<4x16xcomplex<f32>>
  return %0 : tensor<4x16xcomplex<f32>>
}

// CHECK-LABEL: func.func @matmul_with_cast(
// CHECK-COUNT-4: linalg.matmul {cast = #linalg.type_fn<cast_unsigned>} ins
func.func @matmul_with_cast(%a: tensor<4x4xcomplex<f32>>, %c: tensor<4x4xcomplex<f32>>) -> tensor<4x4xcomplex<f32>> {
  %0 = linalg.matmul {cast = #linalg.type_fn<cast_unsigned>} ins(%a, %a : tensor<4x4xcomplex<f32>>, tensor<4x4xcomplex<f32>>) outs(%c : tensor<4x4xcomplex<f32>>) -> tensor<4x4xcomplex<f32>>
  return %0 : tensor<4x4xcomplex<f32>>
}

// CHECK-LABEL: func.func @batch_matmul(
// CHECK: arith.negf %{{.*}} : tensor<2x4x8xf64>
// CHECK-COUNT-4: linalg.batch_matmul ins(%{{.*}}, %{{.*}} : tensor<2x4x8xf64>, tensor<2x8x16xf64>)
func.func @batch_matmul(%a: tensor<2x4x8xcomplex<f64>>, %b: tensor<2x8x16xcomplex<f64>>, %c: tensor<2x4x16xcomplex<f64>>) -> tensor<2x4x16xcomplex<f64>> {
  %0 = linalg.batch_matmul ins(%a, %b : tensor<2x4x8xcomplex<f64>>, tensor<2x8x16xcomplex<f64>>) outs(%c : tensor<2x4x16xcomplex<f64>>) -> tensor<2x4x16xcomplex<f64>>
  return %0 : tensor<2x4x16xcomplex<f64>>
}

// CHECK-LABEL: func.func @batch_matmul_of_transpose(
// CHECK-COUNT-4: linalg.batch_matmul indexing_maps = [#[[BATCH_A_T]], #[[BATCH_B]], #[[BATCH_C]]] ins(%{{.*}}, %{{.*}} : tensor<2x8x4xf64>, tensor<2x8x16xf64>)
func.func @batch_matmul_of_transpose(%a: tensor<2x8x4xcomplex<f64>>, %b: tensor<2x8x16xcomplex<f64>>, %c: tensor<2x4x16xcomplex<f64>>) -> tensor<2x4x16xcomplex<f64>> {
  %0 = linalg.batch_matmul
      indexing_maps = [affine_map<(b, m, n, k) -> (b, k, m)>, affine_map<(b, m, n, k) -> (b, k, n)>, affine_map<(b, m, n, k) -> (b, m, n)>]
      ins(%a, %b : tensor<2x8x4xcomplex<f64>>, tensor<2x8x16xcomplex<f64>>) outs(%c : tensor<2x4x16xcomplex<f64>>) -> tensor<2x4x16xcomplex<f64>>
  return %0 : tensor<2x4x16xcomplex<f64>>
}

// CHECK-LABEL: func.func @dot(
// CHECK: arith.negf %{{.*}} : tensor<8xf16>
// CHECK-COUNT-4: linalg.dot ins(%{{.*}}, %{{.*}} : tensor<8xf16>, tensor<8xf16>) outs(%{{.*}} : tensor<f16>) -> tensor<f16>
func.func @dot(%a: tensor<8xcomplex<f16>>, %b: tensor<8xcomplex<f16>>, %c: tensor<complex<f16>>) -> tensor<complex<f16>> {
  %0 = linalg.dot ins(%a, %b : tensor<8xcomplex<f16>>, tensor<8xcomplex<f16>>) outs(%c : tensor<complex<f16>>) -> tensor<complex<f16>>
  return %0 : tensor<complex<f16>>
}

// CHECK-LABEL: func.func @matvec(
// CHECK-SAME: %[[A_RE:[^:]*]]: tensor<4x8xf32>, %[[A_IM:[^:]*]]: tensor<4x8xf32>, %[[B_RE:[^:]*]]: tensor<8xf32>, %[[B_IM:[^:]*]]: tensor<8xf32>,
// CHECK: %[[NEG:.*]] = arith.negf %[[B_IM]]
// CHECK: linalg.matvec ins(%[[A_IM]], %[[NEG]] :
// CHECK: linalg.matvec ins(%[[A_RE]], %[[B_RE]] :
// CHECK: linalg.matvec ins(%[[A_RE]], %[[B_IM]] :
// CHECK: linalg.matvec ins(%[[A_IM]], %[[B_RE]] :
func.func @matvec(%a: tensor<4x8xcomplex<f32>>, %b: tensor<8xcomplex<f32>>, %c: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.matvec ins(%a, %b : tensor<4x8xcomplex<f32>>, tensor<8xcomplex<f32>>) outs(%c : tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @vecmat(
// CHECK-SAME: %[[A_RE:[^:]*]]: tensor<4xf32>, %[[A_IM:[^:]*]]: tensor<4xf32>, %[[B_RE:[^:]*]]: tensor<4x8xf32>, %[[B_IM:[^:]*]]: tensor<4x8xf32>,
// CHECK: %[[NEG:.*]] = arith.negf %[[A_IM]]
// CHECK: linalg.vecmat ins(%[[NEG]], %[[B_IM]] :
// CHECK: linalg.vecmat ins(%[[A_RE]], %[[B_RE]] :
// CHECK: linalg.vecmat ins(%[[A_RE]], %[[B_IM]] :
// CHECK: linalg.vecmat ins(%[[A_IM]], %[[B_RE]] :
func.func @vecmat(%a: tensor<4xcomplex<f32>>, %b: tensor<4x8xcomplex<f32>>, %c: tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  %0 = linalg.vecmat ins(%a, %b : tensor<4xcomplex<f32>>, tensor<4x8xcomplex<f32>>) outs(%c : tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  return %0 : tensor<8xcomplex<f32>>
}

// The init is filled part by part.
// CHECK-LABEL: func.func @matmul_into_zeros(
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[FILLED:.*]] = linalg.fill ins(%[[ZERO]] : f32)
// CHECK: linalg.matmul {{.*}} outs(%[[FILLED]] :
func.func @matmul_into_zeros(%a: tensor<4x4xcomplex<f32>>) -> tensor<4x4xcomplex<f32>> {
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %empty = tensor.empty() : tensor<4x4xcomplex<f32>>
  %init = linalg.fill ins(%zero : complex<f32>) outs(%empty : tensor<4x4xcomplex<f32>>) -> tensor<4x4xcomplex<f32>>
  %0 = linalg.matmul ins(%a, %a : tensor<4x4xcomplex<f32>>, tensor<4x4xcomplex<f32>>) outs(%init : tensor<4x4xcomplex<f32>>) -> tensor<4x4xcomplex<f32>>
  return %0 : tensor<4x4xcomplex<f32>>
}

// A contraction of reals beside complex values stays as it is.
// CHECK-LABEL: func.func @matmul_of_reals(
// CHECK-COUNT-1: linalg.matmul
// CHECK-NOT: linalg.matmul
func.func @matmul_of_reals(%a: tensor<4x4xf32>, %z: complex<f32>) -> (tensor<4x4xf32>, complex<f32>) {
  %0 = linalg.matmul ins(%a, %a : tensor<4x4xf32>, tensor<4x4xf32>) outs(%a : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %0, %z : tensor<4x4xf32>, complex<f32>
}
