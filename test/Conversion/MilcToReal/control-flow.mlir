// RUN: milc-opt --lower-complex --allow-unregistered-dialect %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

//===----------------------------------------------------------------------===//
// Branches
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @br(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[X:[^:]*]]: f32)
// CHECK: cf.br ^[[NEXT:.*]](%[[X]], %[[RE]], %[[IM]] : f32, f32, f32) {kept.branch = complex<f32>}
// CHECK: ^[[NEXT]](%[[A:.*]]: f32, %[[B_RE:.*]]: f32, %[[B_IM:.*]]: f32):
// CHECK: return %[[B_RE]], %[[B_IM]], %[[A]]
func.func @br(%z: complex<f32>, %x: f32) -> (complex<f32>, f32) {
  cf.br ^next(%x, %z : f32, complex<f32>) {kept.branch = complex<f32>}
^next(%a: f32, %b: complex<f32>):
  return %b, %a : complex<f32>, f32
}

// CHECK-LABEL: func.func @cond_br(
// CHECK-SAME: %[[C:[^:]*]]: i1, %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[X:[^:]*]]: f32)
// CHECK: cf.cond_br %[[C]] weights([1, 9]),
// CHECK-SAME: ^[[YES:.*]](%[[RE]], %[[IM]], %[[X]] : f32, f32, f32),
// CHECK-SAME: ^[[NO:.*]](%[[X]], %[[RE]], %[[IM]] : f32, f32, f32) {kept.branch}
// CHECK: ^[[YES]](%[[A_RE:.*]]: f32, %[[A_IM:.*]]: f32, %[[B:.*]]: f32):
// CHECK: return %[[A_RE]], %[[A_IM]], %[[B]]
// CHECK: ^[[NO]](%[[D:.*]]: f32, %[[E_RE:.*]]: f32, %[[E_IM:.*]]: f32):
// CHECK: return %[[E_RE]], %[[E_IM]], %[[D]]
func.func @cond_br(%c: i1, %z: complex<f32>, %x: f32) -> (complex<f32>, f32) {
  cf.cond_br %c weights([1, 9]), ^yes(%z, %x : complex<f32>, f32), ^no(%x, %z : f32, complex<f32>) {kept.branch}
^yes(%a: complex<f32>, %b: f32):
  return %a, %b : complex<f32>, f32
^no(%d: f32, %e: complex<f32>):
  return %e, %d : complex<f32>, f32
}

// CHECK-LABEL: func.func @cond_br_with_operands_on_one_side(
// CHECK: cf.cond_br %{{.*}}, ^[[YES:.*]], ^[[NO:.*]](%{{.*}}, %{{.*}} : f32, f32)
func.func @cond_br_with_operands_on_one_side(%c: i1, %z: complex<f32>) -> complex<f32> {
  cf.cond_br %c, ^yes, ^no(%z : complex<f32>)
^yes:
  return %z : complex<f32>
^no(%w: complex<f32>):
  return %w : complex<f32>
}

// CHECK-LABEL: func.func @cond_br_to_one_block(
// CHECK-SAME: %[[C:[^:]*]]: i1, %[[Z_RE:[^:]*]]: f32, %[[Z_IM:[^:]*]]: f32, %[[W_RE:[^:]*]]: f32, %[[W_IM:[^:]*]]: f32)
// CHECK: cf.cond_br %[[C]], ^[[NEXT:.*]](%[[Z_RE]], %[[Z_IM]] : f32, f32), ^[[NEXT]](%[[W_RE]], %[[W_IM]] : f32, f32)
func.func @cond_br_to_one_block(%c: i1, %z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  cf.cond_br %c, ^next(%z : complex<f32>), ^next(%w : complex<f32>)
^next(%r: complex<f32>):
  return %r : complex<f32>
}

// CHECK-LABEL: func.func @switch(
// CHECK-SAME: %[[I:[^:]*]]: i32, %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[X:[^:]*]]: f32)
// CHECK: cf.switch %[[I]] : i32, [
// CHECK-NEXT: default: ^[[DEFAULT:.*]](%[[RE]], %[[IM]], %[[X]] : f32, f32, f32),
// CHECK-NEXT: 42: ^[[FIRST:.*]](%[[X]], %[[RE]], %[[IM]], %[[RE]], %[[IM]] : f32, f32, f32, f32, f32),
// CHECK-NEXT: 43: ^[[SECOND:.*]]
// CHECK-NEXT: ] {kept.switch}
func.func @switch(%i: i32, %z: complex<f32>, %x: f32) -> (complex<f32>, f32) {
  cf.switch %i : i32, [
    default: ^default(%z, %x : complex<f32>, f32),
    42: ^first(%x, %z, %z : f32, complex<f32>, complex<f32>),
    43: ^second
  ] {kept.switch}
^default(%a: complex<f32>, %b: f32):
  return %a, %b : complex<f32>, f32
^first(%d: f32, %e: complex<f32>, %f: complex<f32>):
  %0 = milcomplex.add %e, %f : complex<f32>
  return %0, %d : complex<f32>, f32
^second:
  return %z, %x : complex<f32>, f32
}

// CHECK-LABEL: func.func @loop(
// CHECK: cf.br ^[[HEAD:.*]](%{{.*}}, %{{.*}} : f32, f32)
// CHECK: ^[[HEAD]](%[[RE:.*]]: f32, %[[IM:.*]]: f32):
// CHECK: cf.cond_br %{{.*}}, ^[[HEAD]](%{{.*}}, %{{.*}} : f32, f32), ^[[EXIT:.*]](%[[RE]], %[[IM]] : f32, f32)
func.func @loop(%z: complex<f32>, %c: i1) -> complex<f32> {
  cf.br ^head(%z : complex<f32>)
^head(%a: complex<f32>):
  %b = milcomplex.neg %a : complex<f32>
  cf.cond_br %c, ^head(%b : complex<f32>), ^exit(%a : complex<f32>)
^exit(%r: complex<f32>):
  return %r : complex<f32>
}

// CHECK-LABEL: func.func @endless() -> (f32, f32) {
// CHECK: cf.br ^[[SELF:.*]]
// CHECK: ^[[SELF]]:
// CHECK: cf.br ^[[SELF]]
func.func @endless() -> complex<f32> {
  cf.br ^self
^self:
  cf.br ^self
}

// CHECK-LABEL: func.func @assert(
// CHECK: cf.assert %{{.*}}, "must hold"
func.func @assert(%z: complex<f32>, %c: i1) {
  cf.assert %c, "must hold"
  return
}

// The signature is real.
// CHECK-LABEL: func.func @complex_in_block_arguments_only(
// CHECK-SAME: %[[X:[^:]*]]: f32)
// CHECK: cf.br ^[[NEXT:.*]](%[[X]], %[[X]] : f32, f32)
// CHECK: ^[[NEXT]](%[[RE:.*]]: f32, %[[IM:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[RE]], %[[IM]]
// CHECK: return %[[SUM]]
func.func @complex_in_block_arguments_only(%x: f32) -> f32 {
  %z = complex.create %x, %x : complex<f32>
  cf.br ^next(%z : complex<f32>)
^next(%a: complex<f32>):
  %re = complex.re %a : complex<f32>
  %im = complex.im %a : complex<f32>
  %0 = arith.addf %re, %im : f32
  return %0 : f32
}

//===----------------------------------------------------------------------===//
// Unreachable blocks are erased, whatever they hold
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @unreachable_block(
// CHECK-NEXT: return
// CHECK-NEXT: }
func.func @unreachable_block(%z: complex<f32>) -> complex<f32> {
  return %z : complex<f32>
^unreachable(%w: complex<f32>):
  cf.br ^unreachable(%z : complex<f32>)
}

// CHECK-LABEL: func.func @unreachable_op_without_pattern(
// CHECK-NEXT: return
// CHECK-NEXT: }
func.func @unreachable_op_without_pattern(%z: complex<f32>) -> complex<f32> {
  return %z : complex<f32>
^unreachable:
  %0 = "some.op"(%z) : (complex<f32>) -> complex<i32>
  cf.br ^unreachable
}

// CHECK-LABEL: func.func @unreachable_type(
// CHECK-NEXT: return
// CHECK-NEXT: }
func.func @unreachable_type(%z: complex<f32>) -> complex<f32> {
  return %z : complex<f32>
^unreachable(%w: complex<i32>):
  cf.br ^unreachable(%w : complex<i32>)
}

// CHECK-LABEL: func.func @complex_in_unreachable_block_only(
// CHECK-NEXT: return
// CHECK-NEXT: }
func.func @complex_in_unreachable_block_only(%x: f32) -> f32 {
  return %x : f32
^unreachable(%w: complex<f32>):
  %0 = "some.op"(%w) : (complex<f32>) -> complex<i32>
  cf.br ^unreachable(%w : complex<f32>)
}

// CHECK-LABEL: func.func @unreachable_in_nested_region(
// CHECK: scf.execute_region
// CHECK-NEXT: scf.yield
// CHECK-NEXT: }
func.func @unreachable_in_nested_region(%z: complex<f32>) -> complex<f32> {
  %0 = scf.execute_region -> complex<f32> {
    scf.yield %z : complex<f32>
  ^unreachable(%w: complex<f32>):
    %1 = "some.op"(%w) : (complex<f32>) -> complex<f32>
    cf.br ^unreachable(%1 : complex<f32>)
  }
  return %0 : complex<f32>
}

// The assembly of cf.switch (22.1) cannot hold a result of an op with several.
// CHECK-LABEL: func.func @switch_on_parts_of_one_op(
// CHECK: %[[Z:.*]]:2 = scf.if
// CHECK: cf.br ^[[SWITCH:.*]](%[[Z]]#0, %[[Z]]#1 : f32, f32)
// CHECK: ^[[SWITCH]](%[[RE:.*]]: f32, %[[IM:.*]]: f32):
// CHECK-NEXT: cf.switch %{{.*}} : i32, [
// CHECK-NEXT: default: ^[[END:.*]](%[[RE]], %[[IM]] : f32, f32),
// CHECK-NEXT: 1: ^[[END]](%[[IM]], %[[RE]] : f32, f32)
func.func @switch_on_parts_of_one_op(%i: i32, %p: i1, %x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %z = scf.if %p -> complex<f32> {
    scf.yield %x : complex<f32>
  } else {
    scf.yield %y : complex<f32>
  }
  %re = complex.re %z : complex<f32>
  %im = complex.im %z : complex<f32>
  %swapped = complex.create %im, %re : complex<f32>
  cf.switch %i : i32, [
    default: ^end(%z : complex<f32>),
    1: ^end(%swapped : complex<f32>)
  ]
^end(%r: complex<f32>):
  return %r : complex<f32>
}
