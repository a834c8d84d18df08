// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

func.func private @condition(f32) -> i1

// CHECK-LABEL: func.func @for(
// CHECK-SAME: %[[N:[^:]*]]: index, %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[X:[^:]*]]: f32)
// CHECK: %[[LOOP:.*]]:3 = scf.for %{{.*}} = %{{.*}} to %[[N]] step %{{.*}} iter_args(%[[A:.*]] = %[[X]], %[[B_RE:.*]] = %[[RE]], %[[B_IM:.*]] = %[[IM]]) -> (f32, f32, f32) {
// CHECK-DAG: %[[SUM_RE:.*]] = arith.addf %[[B_RE]], %[[RE]]
// CHECK-DAG: %[[SUM_IM:.*]] = arith.addf %[[B_IM]], %[[IM]]
// CHECK: scf.yield {kept.yield} %[[A]], %[[SUM_RE]], %[[SUM_IM]] : f32, f32, f32
// CHECK: } {kept.for = complex<f32>}
// CHECK: return %[[LOOP]]#0, %[[LOOP]]#1, %[[LOOP]]#2
func.func @for(%n: index, %z: complex<f32>, %x: f32) -> (f32, complex<f32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x, %b = %z) -> (f32, complex<f32>) {
    %sum = complex.add %b, %z : complex<f32>
    scf.yield {kept.yield} %a, %sum : f32, complex<f32>
  } {kept.for = complex<f32>}
  return %0#0, %0#1 : f32, complex<f32>
}

// CHECK-LABEL: func.func @for_unsigned(
// CHECK: scf.for unsigned {{.*}} -> (tensor<?xf32>, tensor<?xf32>) : i32
func.func @for_unsigned(%n: i32, %z: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = scf.for unsigned %i = %n to %n step %n iter_args(%a = %z) -> (tensor<?xcomplex<f32>>) : i32 {
    scf.yield %a : tensor<?xcomplex<f32>>
  }
  return %0 : tensor<?xcomplex<f32>>
}

// The values of the loop are real.
// CHECK-LABEL: func.func @for_with_complex_inside(
// CHECK: scf.for {{.*}} iter_args(%[[A:.*]] = %{{.*}}) -> (f32) {
// CHECK: %[[NEG:.*]] = arith.negf %[[A]]
// CHECK: scf.yield %[[NEG]]
func.func @for_with_complex_inside(%n: index, %x: f32) -> f32 {
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %x) -> f32 {
    %z = complex.create %a, %x : complex<f32>
    %w = complex.neg %z : complex<f32>
    %re = complex.re %w : complex<f32>
    scf.yield %re : f32
  }
  return %0 : f32
}

// CHECK-LABEL: func.func @if(
// CHECK-SAME: %[[C:[^:]*]]: i1, %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[X:[^:]*]]: f32)
// CHECK: %[[IF:.*]]:3 = scf.if %[[C]] -> (f32, f32, f32) {
// CHECK: scf.yield %[[X]], %[[RE]], %[[IM]] : f32, f32, f32
// CHECK: } else {
// CHECK-DAG: %[[NEG_RE:.*]] = arith.negf %[[RE]]
// CHECK-DAG: %[[NEG_IM:.*]] = arith.negf %[[IM]]
// CHECK: scf.yield %[[X]], %[[NEG_RE]], %[[NEG_IM]] : f32, f32, f32
// CHECK: } {kept.if}
// CHECK: return %[[IF]]#0, %[[IF]]#1, %[[IF]]#2
func.func @if(%c: i1, %z: complex<f32>, %x: f32) -> (f32, complex<f32>) {
  %0:2 = scf.if %c -> (f32, complex<f32>) {
    scf.yield %x, %z : f32, complex<f32>
  } else {
    %w = complex.neg %z : complex<f32>
    scf.yield %x, %w : f32, complex<f32>
  } {kept.if}
  return %0#0, %0#1 : f32, complex<f32>
}

// CHECK-LABEL: func.func @if_without_results(
// CHECK: scf.if %{{.*}} {
// CHECK-NEXT: func.call @condition(%{{.*}}) : (f32) -> i1
// CHECK-NEXT: }
func.func @if_without_results(%c: i1, %z: complex<f32>) {
  scf.if %c {
    %im = complex.im %z : complex<f32>
    %0 = func.call @condition(%im) : (f32) -> i1
  }
  return
}

// CHECK-LABEL: func.func @while(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[I:[^:]*]]: i32)
// CHECK: %[[WHILE:.*]]:3 = scf.while (%[[A_RE:.*]] = %[[RE]], %[[A_IM:.*]] = %[[IM]], %[[B:.*]] = %[[I]]) : (f32, f32, i32) -> (f32, f32, i32) {
// CHECK: scf.condition(%{{.*}}) {kept.condition} %[[A_RE]], %[[A_IM]], %[[B]] : f32, f32, i32
// CHECK: } do {
// CHECK: ^bb0(%[[D_RE:.*]]: f32, %[[D_IM:.*]]: f32, %[[E:.*]]: i32):
// CHECK: %[[NEG:.*]] = arith.negf %[[D_IM]]
// CHECK: scf.yield %[[D_RE]], %[[NEG]], %[[E]] : f32, f32, i32
// CHECK: } attributes {kept.while = complex<f32>}
// CHECK: return %[[WHILE]]#0, %[[WHILE]]#1, %[[WHILE]]#2
func.func @while(%z: complex<f32>, %i: i32) -> (complex<f32>, i32) {
  %0:2 = scf.while (%a = %z, %b = %i) : (complex<f32>, i32) -> (complex<f32>, i32) {
    %im = complex.im %a : complex<f32>
    %c = func.call @condition(%im) : (f32) -> i1
    scf.condition(%c) {kept.condition} %a, %b : complex<f32>, i32
  } do {
  ^bb0(%d: complex<f32>, %e: i32):
    %f = complex.conj %d : complex<f32>
    scf.yield %f, %e : complex<f32>, i32
  } attributes {kept.while = complex<f32>}
  return %0#0, %0#1 : complex<f32>, i32
}

// CHECK-LABEL: func.func @while_from_complex_to_real(
// CHECK: scf.while (%[[RE:.*]] = %{{.*}}, %{{.*}} = %{{.*}}) : (f32, f32) -> f32 {
// CHECK: scf.condition(%{{.*}}) %[[RE]] : f32
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: scf.yield %[[X]], %[[X]] : f32, f32
func.func @while_from_complex_to_real(%z: complex<f32>) -> f32 {
  %0 = scf.while (%a = %z) : (complex<f32>) -> f32 {
    %re = complex.re %a : complex<f32>
    %c = func.call @condition(%re) : (f32) -> i1
    scf.condition(%c) %re : f32
  } do {
  ^bb0(%x: f32):
    %w = complex.create %x, %x : complex<f32>
    scf.yield %w : complex<f32>
  }
  return %0 : f32
}

// CHECK-LABEL: func.func @while_from_real_to_complex(
// CHECK: scf.while (%[[X:.*]] = %{{.*}}) : (f32) -> (f32, f32) {
// CHECK: scf.condition(%{{.*}}) %[[X]], %[[X]] : f32, f32
// CHECK: ^bb0(%{{.*}}: f32, %[[IM:.*]]: f32):
// CHECK: scf.yield %[[IM]] : f32
func.func @while_from_real_to_complex(%x: f32) -> complex<f32> {
  %0 = scf.while (%a = %x) : (f32) -> complex<f32> {
    %c = func.call @condition(%a) : (f32) -> i1
    %z = complex.create %a, %a : complex<f32>
    scf.condition(%c) %z : complex<f32>
  } do {
  ^bb0(%z: complex<f32>):
    %im = complex.im %z : complex<f32>
    scf.yield %im : f32
  }
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @index_switch(
// CHECK-SAME: %[[I:[^:]*]]: index, %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32)
// CHECK: %[[SWITCH:.*]]:3 = scf.index_switch %[[I]] {kept.switch} -> f32, f32, i32
// CHECK: case 2 {
// CHECK: scf.yield %[[RE]], %[[IM]], %{{.*}} : f32, f32, i32
// CHECK: case 5 {
// CHECK: scf.yield %[[IM]], %[[RE]], %{{.*}} : f32, f32, i32
// CHECK: default {
// CHECK: scf.yield %{{.*}}, %{{.*}}, %{{.*}} : f32, f32, i32
// CHECK: return %[[SWITCH]]#0, %[[SWITCH]]#1, %[[SWITCH]]#2
func.func @index_switch(%i: index, %z: complex<f32>) -> (complex<f32>, i32) {
  %re = complex.re %z : complex<f32>
  %im = complex.im %z : complex<f32>
  %0:2 = scf.index_switch %i {kept.switch} -> complex<f32>, i32
  case 2 {
    %c1 = arith.constant 1 : i32
    scf.yield %z, %c1 : complex<f32>, i32
  }
  case 5 {
    %c2 = arith.constant 2 : i32
    %swapped = complex.create %im, %re : complex<f32>
    scf.yield %swapped, %c2 : complex<f32>, i32
  }
  default {
    %c3 = arith.constant 3 : i32
    %neg = complex.neg %z : complex<f32>
    scf.yield %neg, %c3 : complex<f32>, i32
  }
  return %0#0, %0#1 : complex<f32>, i32
}

// CHECK-LABEL: func.func @execute_region(
// CHECK-SAME: %[[C:[^:]*]]: i1, %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32)
// CHECK: %[[REGION:.*]]:2 = scf.execute_region -> (f32, f32) no_inline {
// CHECK: cf.cond_br %[[C]], ^[[YES:.*]](%[[RE]], %[[IM]] : f32, f32), ^[[NO:.*]]
// CHECK: ^[[YES]](%[[A_RE:.*]]: f32, %[[A_IM:.*]]: f32):
// CHECK: scf.yield %[[A_RE]], %[[A_IM]] : f32, f32
// CHECK: ^[[NO]]:
// CHECK: cf.br ^[[YES]](%{{.*}}, %{{.*}} : f32, f32)
// CHECK: } {kept.region}
// CHECK: return %[[REGION]]#0, %[[REGION]]#1
func.func @execute_region(%c: i1, %z: complex<f32>) -> complex<f32> {
  %0 = scf.execute_region -> complex<f32> no_inline {
    cf.cond_br %c, ^yes(%z : complex<f32>), ^no
  ^yes(%a: complex<f32>):
    scf.yield %a : complex<f32>
  ^no:
    %b = complex.neg %z : complex<f32>
    cf.br ^yes(%b : complex<f32>)
  } {kept.region}
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @forall(
// CHECK-SAME: %[[Z_RE:[^:]*]]: tensor<4xf32>, %[[Z_IM:[^:]*]]: tensor<4xf32>, %[[X:[^:]*]]: tensor<4xf32>)
// CHECK: %[[FORALL:.*]]:3 = scf.forall (%[[I:.*]]) in (4) shared_outs(%[[A:.*]] = %[[X]], %[[B_RE:.*]] = %[[Z_RE]], %[[B_IM:.*]] = %[[Z_IM]]) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
// CHECK-DAG: %[[SLICE_RE:.*]] = tensor.extract_slice %[[B_RE]][%[[I]]] [1] [1]
// CHECK-DAG: %[[SLICE_IM:.*]] = tensor.extract_slice %[[B_IM]][%[[I]]] [1] [1]
// CHECK: scf.forall.in_parallel {
// CHECK-NEXT: tensor.parallel_insert_slice %[[SLICE_RE]] into %[[B_RE]][%[[I]]] [1] [1] : tensor<1xf32> into tensor<4xf32>
// CHECK-NEXT: tensor.parallel_insert_slice %[[SLICE_IM]] into %[[B_IM]][%[[I]]] [1] [1] : tensor<1xf32> into tensor<4xf32>
// CHECK-NEXT: } {kept.terminator}
// CHECK-NEXT: } {kept.forall, mapping = [#gpu.thread<x>]}
// CHECK-NEXT: return %[[FORALL]]#0, %[[FORALL]]#1, %[[FORALL]]#2
func.func @forall(%z: tensor<4xcomplex<f32>>, %x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xcomplex<f32>>) {
  %0:2 = scf.forall (%i) in (4) shared_outs(%a = %x, %b = %z) -> (tensor<4xf32>, tensor<4xcomplex<f32>>) {
    %slice = tensor.extract_slice %b[%i] [1] [1] : tensor<4xcomplex<f32>> to tensor<1xcomplex<f32>>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %slice into %b[%i] [1] [1] : tensor<1xcomplex<f32>> into tensor<4xcomplex<f32>>
    } {kept.terminator}
  } {kept.forall, mapping = [#gpu.thread<x>]}
  return %0#0, %0#1 : tensor<4xf32>, tensor<4xcomplex<f32>>
}

// operandSegmentSizes counts the operands as they are afterwards.
// CHECK-LABEL: func.func @forall_with_dynamic_bounds(
// CHECK: scf.forall (%[[I:.*]], %[[J:.*]]) = (0, %[[N:.*]]) to (%[[N]], 8) step (%[[N]], 2) shared_outs(%{{.*}} = %{{.*}}, %{{.*}} = %{{.*}}) -> (tensor<?x4xf32>, tensor<?x4xf32>)
func.func @forall_with_dynamic_bounds(%z: tensor<?x4xcomplex<f32>>, %n: index) -> tensor<?x4xcomplex<f32>> {
  %0 = scf.forall (%i, %j) = (0, %n) to (%n, 8) step (%n, 2) shared_outs(%a = %z) -> (tensor<?x4xcomplex<f32>>) {
    %slice = tensor.extract_slice %a[%i, %j] [1, 2] [1, 1] : tensor<?x4xcomplex<f32>> to tensor<2xcomplex<f32>>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %slice into %a[%i, %j] [1, 2] [1, 1] : tensor<2xcomplex<f32>> into tensor<?x4xcomplex<f32>>
    }
  }
  return %0 : tensor<?x4xcomplex<f32>>
}

// Complex values are only used inside.
// CHECK-LABEL: func.func @parallel(
// CHECK-SAME: %[[RE:[^:]*]]: f32,
// CHECK: scf.parallel
// CHECK: func.call @condition(%[[RE]])
func.func @parallel(%z: complex<f32>, %n: index) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
    %re = complex.re %z : complex<f32>
    %0 = func.call @condition(%re) : (f32) -> i1
  }
  return
}

// CHECK-LABEL: func.func @nested(
// CHECK: scf.for {{.*}} -> (f32, f32) {
// CHECK: scf.while {{.*}} : (f32, f32) -> (f32, f32) {
// CHECK: } do {
// CHECK: scf.if {{.*}} -> (f32, f32) {
func.func @nested(%n: index, %c: i1, %z: complex<f32>) -> complex<f32> {
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %z) -> complex<f32> {
    %1 = scf.while (%b = %a) : (complex<f32>) -> complex<f32> {
      scf.condition(%c) %b : complex<f32>
    } do {
    ^bb0(%d: complex<f32>):
      %2 = scf.if %c -> complex<f32> {
        scf.yield %d : complex<f32>
      } else {
        scf.yield %a : complex<f32>
      }
      scf.yield %2 : complex<f32>
    }
    scf.yield %1 : complex<f32>
  }
  return %0 : complex<f32>
}
