// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// CHECK: #extern = #ml_program.extern : tensor<?xf32>
// CHECK: ml_program.global public mutable @state.re(dense<1.000000e+00> : tensor<2xf32>) : tensor<2xf32>
// CHECK: ml_program.global public mutable @state.im(dense<2.000000e+00> : tensor<2xf32>) : tensor<2xf32>
ml_program.global public mutable @state(dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>) : tensor<2xcomplex<f32>>
// CHECK: ml_program.global private mutable @scalar.re : f64
// CHECK: ml_program.global private mutable @scalar.im : f64
ml_program.global private mutable @scalar : complex<f64>
// CHECK: ml_program.global private @number.re(1.000000e+00 : f32) : f32
// CHECK: ml_program.global private @number.im(2.000000e+00 : f32) : f32
ml_program.global private @number([1.0 : f32, 2.0 : f32]) : complex<f32>
// CHECK: ml_program.global private mutable @extern.re(#extern) : tensor<?xf32>
// CHECK: ml_program.global private mutable @extern.im(#extern) : tensor<?xf32>
ml_program.global private mutable @extern(#ml_program.extern<tensor<?xcomplex<f32>>>) : tensor<?xcomplex<f32>>

// CHECK-LABEL: ml_program.func @access(
// CHECK-SAME: %[[RE:.*]]: tensor<2xf32> {kept.arg}, %[[IM:.*]]: tensor<2xf32> {kept.arg}) -> (tensor<2xf32>, tensor<2xf32>, f32, f32)
// CHECK: %[[OLD_RE:.*]] = ml_program.global_load @state.re : tensor<2xf32> {kept}
// CHECK: %[[OLD_IM:.*]] = ml_program.global_load @state.im : tensor<2xf32> {kept}
// CHECK: ml_program.global_store @state.re = %[[RE]] : tensor<2xf32>
// CHECK: ml_program.global_store @state.im = %[[IM]] : tensor<2xf32>
// CHECK: %[[N_RE:.*]] = ml_program.global_load_const @number.re : f32
// CHECK: %[[N_IM:.*]] = ml_program.global_load_const @number.im : f32
// CHECK: ml_program.return %[[OLD_RE]], %[[OLD_IM]], %[[N_RE]], %[[N_IM]]
ml_program.func @access(%x: tensor<2xcomplex<f32>> {kept.arg}) -> (tensor<2xcomplex<f32>>, complex<f32>) {
  %old = ml_program.global_load @state : tensor<2xcomplex<f32>> {kept}
  ml_program.global_store @state = %x : tensor<2xcomplex<f32>>
  %number = ml_program.global_load_const @number : complex<f32>
  ml_program.return %old, %number : tensor<2xcomplex<f32>>, complex<f32>
}

// In a graph, a token orders the two accesses as it ordered the one.
// CHECK-LABEL: ml_program.subgraph @graph(
// CHECK-SAME: %[[RE:.*]]: f64, %[[IM:.*]]: f64, %[[TOKEN:.*]]: !ml_program.token) -> (f64, f64, !ml_program.token)
// CHECK: %[[LOAD_RE:.*]], %[[T0:.*]] = ml_program.global_load_graph @scalar.re ordering(%[[TOKEN]] -> !ml_program.token) : f64
// CHECK: %[[LOAD_IM:.*]], %[[T1:.*]] = ml_program.global_load_graph @scalar.im ordering(%[[T0]] -> !ml_program.token) : f64
// CHECK: %[[T2:.*]] = ml_program.global_store_graph @scalar.re = %[[RE]] ordering(%[[T1]] -> !ml_program.token) : f64
// CHECK: %[[T3:.*]] = ml_program.global_store_graph @scalar.im = %[[IM]] ordering(%[[T2]] -> !ml_program.token) : f64
// CHECK: ml_program.output %[[LOAD_RE]], %[[LOAD_IM]], %[[T3]]
ml_program.subgraph @graph(%x: complex<f64>, %token: !ml_program.token) -> (complex<f64>, !ml_program.token) {
  %0, %t0 = ml_program.global_load_graph @scalar ordering(%token -> !ml_program.token) : complex<f64>
  %t1 = ml_program.global_store_graph @scalar = %x ordering(%t0 -> !ml_program.token) : complex<f64>
  ml_program.output %0, %t1 : complex<f64>, !ml_program.token
}
