// A product that a linalg.generic sums is textbook in every complex-range, as
// those of named contractions are; any other product in a body is not.

// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

#lhs = affine_map<(i, j, k) -> (i, k)>
#rhs = affine_map<(i, j, k) -> (k, j)>
#out = affine_map<(i, j, k) -> (i, j)>
#row = affine_map<(i, k) -> (i)>
#all = affine_map<(i, k) -> (i, k)>

// CHECK-LABEL: func.func @contraction(
// CHECK-COUNT-4: arith.mulf
// CHECK-NOT: math.fma
// CHECK: return
func.func @contraction(%a: tensor<3x4xcomplex<f32>>, %b: tensor<4x2xcomplex<f32>>, %c: tensor<3x2xcomplex<f32>>) -> tensor<3x2xcomplex<f32>> {
  %0 = linalg.generic {indexing_maps = [#lhs, #rhs, #out], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : tensor<3x4xcomplex<f32>>, tensor<4x2xcomplex<f32>>) outs(%c : tensor<3x2xcomplex<f32>>) {
  ^bb0(%x: complex<f32>, %y: complex<f32>, %s: complex<f32>):
    %p = complex.mul %x, %y : complex<f32>
    %q = complex.add %s, %p : complex<f32>
    linalg.yield %q : complex<f32>
  } -> tensor<3x2xcomplex<f32>>
  return %0 : tensor<3x2xcomplex<f32>>
}

// Horner's scheme: the accumulator is a factor, the summand comes from outside.
// CHECK-LABEL: func.func @horner(
// CHECK: math.fma
// CHECK: return
func.func @horner(%a: tensor<4x8xcomplex<f32>>, %c: tensor<4xcomplex<f32>>, %q: complex<f32>) -> tensor<4xcomplex<f32>> {
  %0 = linalg.generic {indexing_maps = [#all, #row], iterator_types = ["parallel", "reduction"]}
      ins(%a : tensor<4x8xcomplex<f32>>) outs(%c : tensor<4xcomplex<f32>>) {
  ^bb0(%x: complex<f32>, %s: complex<f32>):
    %p = complex.mul %x, %s : complex<f32>
    %r = complex.add %p, %q : complex<f32>
    linalg.yield %r : complex<f32>
  } -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}
