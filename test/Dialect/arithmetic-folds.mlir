// RUN: milc-opt --canonicalize %s | FileCheck %s

// CHECK-LABEL: func.func @neg_of_neg(
// CHECK-SAME: %[[Z:.*]]: tensor<2xcomplex<f32>>)
// CHECK-NEXT: return %[[Z]]
func.func @neg_of_neg(%z: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = milcomplex.neg %z : tensor<2xcomplex<f32>>
  %1 = milcomplex.neg %0 : tensor<2xcomplex<f32>>
  return %1 : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @conj_of_conj(
// CHECK-SAME: %[[Z:.*]]: complex<f64>)
// CHECK-NEXT: return %[[Z]]
func.func @conj_of_conj(%z: complex<f64>) -> complex<f64> {
  %0 = milcomplex.conj %z : complex<f64>
  %1 = milcomplex.conj %0 : complex<f64>
  return %1 : complex<f64>
}

// CHECK-LABEL: func.func @neg_of_conj
// CHECK: milcomplex.conj
// CHECK: milcomplex.neg
func.func @neg_of_conj(%z: complex<f64>) -> complex<f64> {
  %0 = milcomplex.conj %z : complex<f64>
  %1 = milcomplex.neg %0 : complex<f64>
  return %1 : complex<f64>
}

// CHECK-LABEL: func.func @three_negs(
// CHECK-SAME: %[[Z:.*]]: complex<f32>)
// CHECK-NEXT: %[[NEG:.*]] = milcomplex.neg %[[Z]]
// CHECK-NEXT: return %[[NEG]]
func.func @three_negs(%z: complex<f32>) -> complex<f32> {
  %0 = milcomplex.neg %z : complex<f32>
  %1 = milcomplex.neg %0 : complex<f32>
  %2 = milcomplex.neg %1 : complex<f32>
  return %2 : complex<f32>
}

// Ops that round, or depend on a NaN, an infinity or the sign of a zero, stay.
// CHECK-LABEL: func.func @arithmetic_of_constants
// CHECK: milcomplex.add
// CHECK: milcomplex.sub
// CHECK: milcomplex.mul
// CHECK: milcomplex.neg
// CHECK: milcomplex.conj
// CHECK: milcomplex.eq
// CHECK: milcomplex.ne
func.func @arithmetic_of_constants() -> (
    complex<f32>, complex<f32>, complex<f32>, complex<f32>, complex<f32>, i1, i1) {
  %a = milcomplex.const [1.0 : f32, 2.0 : f32] : complex<f32>
  %b = milcomplex.const [3.0 : f32, 4.0 : f32] : complex<f32>
  %0 = milcomplex.add %a, %b : complex<f32>
  %1 = milcomplex.sub %a, %b : complex<f32>
  %2 = milcomplex.mul %a, %b : complex<f32>
  %3 = milcomplex.neg %a : complex<f32>
  %4 = milcomplex.conj %a : complex<f32>
  %5 = milcomplex.eq %a, %b : complex<f32>
  %6 = milcomplex.ne %a, %b : complex<f32>
  return %0, %1, %2, %3, %4, %5, %6
      : complex<f32>, complex<f32>, complex<f32>, complex<f32>, complex<f32>, i1, i1
}

// z may hold a NaN or an infinity.
// CHECK-LABEL: func.func @same_operands
// CHECK: milcomplex.sub
// CHECK: milcomplex.eq
// CHECK: milcomplex.ne
func.func @same_operands(%z: complex<f32>) -> (complex<f32>, i1, i1) {
  %0 = milcomplex.sub %z, %z : complex<f32>
  %1 = milcomplex.eq %z, %z : complex<f32>
  %2 = milcomplex.ne %z, %z : complex<f32>
  return %0, %1, %2 : complex<f32>, i1, i1
}

// -0.0 + 0.0 is 0.0.
// CHECK-LABEL: func.func @neutral_operands
// CHECK: milcomplex.add
// CHECK: milcomplex.sub
// CHECK: milcomplex.mul
func.func @neutral_operands(%z: complex<f32>) -> (complex<f32>, complex<f32>, complex<f32>) {
  %zero = milcomplex.const [0.0 : f32, 0.0 : f32] : complex<f32>
  %one = milcomplex.const [1.0 : f32, 0.0 : f32] : complex<f32>
  %0 = milcomplex.add %z, %zero : complex<f32>
  %1 = milcomplex.sub %z, %zero : complex<f32>
  %2 = milcomplex.mul %z, %one : complex<f32>
  return %0, %1, %2 : complex<f32>, complex<f32>, complex<f32>
}

// (z - w) + w rounds twice.
// CHECK-LABEL: func.func @sub_then_add
// CHECK: milcomplex.sub
// CHECK: milcomplex.add
func.func @sub_then_add(%z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %0 = milcomplex.sub %z, %w : complex<f32>
  %1 = milcomplex.add %0, %w : complex<f32>
  return %1 : complex<f32>
}

// A constant operand of a commutative op goes to the right.
// CHECK-LABEL: func.func @commutative(
// CHECK-SAME: %[[Z:.*]]: complex<f32>)
// CHECK: %[[ONE:.*]] = milcomplex.const
// CHECK: milcomplex.add %[[Z]], %[[ONE]]
// CHECK: milcomplex.mul %[[Z]], %[[ONE]]
// CHECK: milcomplex.eq %[[Z]], %[[ONE]]
// CHECK: milcomplex.sub %[[ONE]], %[[Z]]
func.func @commutative(%z: complex<f32>) -> (complex<f32>, complex<f32>, i1, complex<f32>) {
  %one = milcomplex.const [1.0 : f32, 0.0 : f32] : complex<f32>
  %0 = milcomplex.add %one, %z : complex<f32>
  %1 = milcomplex.mul %one, %z : complex<f32>
  %2 = milcomplex.eq %one, %z : complex<f32>
  %3 = milcomplex.sub %one, %z : complex<f32>
  return %0, %1, %2, %3 : complex<f32>, complex<f32>, i1, complex<f32>
}
