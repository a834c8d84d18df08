// RUN: milc-opt --canonicalize %s | FileCheck %s

//===----------------------------------------------------------------------===//
// milcomplex.real, milcomplex.imag
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @part_of_complex(
// CHECK-SAME: %[[RE:.*]]: tensor<2xf32>, %[[IM:.*]]: tensor<2xf32>)
// CHECK-NEXT: return %[[RE]], %[[IM]]
func.func @part_of_complex(%re: tensor<2xf32>, %im: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
  %z = milcomplex.complex %re, %im : tensor<2xcomplex<f32>>
  %0 = milcomplex.real %z : tensor<2xcomplex<f32>>
  %1 = milcomplex.imag %z : tensor<2xcomplex<f32>>
  return %0, %1 : tensor<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func.func @part_of_scalar
// CHECK-DAG: %[[RE:.*]] = arith.constant 1.000000e+00 : f16
// CHECK-DAG: %[[IM:.*]] = arith.constant 2.000000e+00 : f16
// CHECK: return %[[RE]], %[[IM]]
func.func @part_of_scalar() -> (f16, f16) {
  %z = milcomplex.const [1.0 : f16, 2.0 : f16] : complex<f16>
  %0 = milcomplex.real %z : complex<f16>
  %1 = milcomplex.imag %z : complex<f16>
  return %0, %1 : f16, f16
}

// CHECK-LABEL: func.func @part_of_dense
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<[1.000000e+00, 3.000000e+00]> : tensor<2xf64>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<[2.000000e+00, 4.000000e+00]> : tensor<2xf64>
// CHECK: return %[[RE]], %[[IM]]
func.func @part_of_dense() -> (tensor<2xf64>, tensor<2xf64>) {
  %z = milcomplex.const dense<[(1.0, 2.0), (3.0, 4.0)]> : tensor<2xcomplex<f64>>
  %0 = milcomplex.real %z : tensor<2xcomplex<f64>>
  %1 = milcomplex.imag %z : tensor<2xcomplex<f64>>
  return %0, %1 : tensor<2xf64>, tensor<2xf64>
}

// CHECK-LABEL: func.func @part_of_splat
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<1.000000e+00> : tensor<4x3xbf16>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<2.000000e+00> : tensor<4x3xbf16>
// CHECK: return %[[RE]], %[[IM]]
func.func @part_of_splat() -> (tensor<4x3xbf16>, tensor<4x3xbf16>) {
  %z = milcomplex.const dense<(1.0, 2.0)> : tensor<4x3xcomplex<bf16>>
  %0 = milcomplex.real %z : tensor<4x3xcomplex<bf16>>
  %1 = milcomplex.imag %z : tensor<4x3xcomplex<bf16>>
  return %0, %1 : tensor<4x3xbf16>, tensor<4x3xbf16>
}

// Parts that are equal throughout become splats although the whole is none.
// CHECK-LABEL: func.func @splat_part_of_dense
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<1.000000e+00> : tensor<2xf32>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<[2.000000e+00, 3.000000e+00]> : tensor<2xf32>
// CHECK: return %[[RE]], %[[IM]]
func.func @splat_part_of_dense() -> (tensor<2xf32>, tensor<2xf32>) {
  %z = milcomplex.const dense<[(1.0, 2.0), (1.0, 3.0)]> : tensor<2xcomplex<f32>>
  %0 = milcomplex.real %z : tensor<2xcomplex<f32>>
  %1 = milcomplex.imag %z : tensor<2xcomplex<f32>>
  return %0, %1 : tensor<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func.func @part_of_sparse
// CHECK-DAG: %[[RE:.*]] = arith.constant sparse<{{\[\[}}0, 1], [1, 0]], [1.000000e+00, 3.000000e+00]> : tensor<2x2xf32>
// CHECK-DAG: %[[IM:.*]] = arith.constant sparse<{{\[\[}}0, 1], [1, 0]], [2.000000e+00, 4.000000e+00]> : tensor<2x2xf32>
// CHECK: return %[[RE]], %[[IM]]
func.func @part_of_sparse() -> (tensor<2x2xf32>, tensor<2x2xf32>) {
  %z = milcomplex.const sparse<[[0, 1], [1, 0]], [(1.0, 2.0), (3.0, 4.0)]> : tensor<2x2xcomplex<f32>>
  %0 = milcomplex.real %z : tensor<2x2xcomplex<f32>>
  %1 = milcomplex.imag %z : tensor<2x2xcomplex<f32>>
  return %0, %1 : tensor<2x2xf32>, tensor<2x2xf32>
}

// CHECK-LABEL: func.func @part_of_rank_0
// CHECK: %[[IM:.*]] = arith.constant dense<2.000000e+00> : tensor<f32>
// CHECK: return %[[IM]]
func.func @part_of_rank_0() -> tensor<f32> {
  %z = milcomplex.const dense<(1.0, 2.0)> : tensor<complex<f32>>
  %0 = milcomplex.imag %z : tensor<complex<f32>>
  return %0 : tensor<f32>
}

// CHECK-LABEL: func.func @part_of_empty
// CHECK: %[[EMPTY:.*]] = arith.constant dense<> : tensor<2x0xf32>
// CHECK: return %[[EMPTY]]
func.func @part_of_empty() -> tensor<2x0xf32> {
  %z = milcomplex.const dense<> : tensor<2x0xcomplex<f32>>
  %0 = milcomplex.real %z : tensor<2x0xcomplex<f32>>
  return %0 : tensor<2x0xf32>
}

// CHECK-LABEL: func.func @part_keeps_nan_and_zero
// CHECK-DAG: %[[SCALAR_RE:.*]] = arith.constant 0x7F801234 : f32
// CHECK-DAG: %[[SCALAR_IM:.*]] = arith.constant -0.000000e+00 : f32
// CHECK-DAG: %[[DENSE_RE:.*]] = arith.constant dense<[-0.000000e+00, 0x7F801234]> : tensor<2xf32>
// CHECK-DAG: %[[DENSE_IM:.*]] = arith.constant dense<[0.000000e+00, 0xFFC00001]> : tensor<2xf32>
// CHECK-DAG: %[[SPLAT_RE:.*]] = arith.constant dense<0x7C01> : tensor<3xf16>
// CHECK-DAG: %[[SPLAT_IM:.*]] = arith.constant dense<-0.000000e+00> : tensor<3xf16>
// CHECK-DAG: %[[SPARSE_IM:.*]] = arith.constant sparse<{{.*}}, [-0.000000e+00, 0xFFC1]> : tensor<4xbf16>
// CHECK: return %[[SCALAR_RE]], %[[SCALAR_IM]], %[[DENSE_RE]], %[[DENSE_IM]], %[[SPLAT_RE]], %[[SPLAT_IM]], %[[SPARSE_IM]]
func.func @part_keeps_nan_and_zero() -> (
    f32, f32, tensor<2xf32>, tensor<2xf32>, tensor<3xf16>, tensor<3xf16>, tensor<4xbf16>) {
  %scalar = milcomplex.const [0x7F801234 : f32, -0.0 : f32] : complex<f32>
  %dense = milcomplex.const dense<[(-0.0, 0.0), (0x7F801234, 0xFFC00001)]> : tensor<2xcomplex<f32>>
  %splat = milcomplex.const dense<(0x7C01, -0.0)> : tensor<3xcomplex<f16>>
  %sparse = milcomplex.const sparse<[[1], [2]], [(1.0, -0.0), (2.0, 0xFFC1)]> : tensor<4xcomplex<bf16>>
  %0 = milcomplex.real %scalar : complex<f32>
  %1 = milcomplex.imag %scalar : complex<f32>
  %2 = milcomplex.real %dense : tensor<2xcomplex<f32>>
  %3 = milcomplex.imag %dense : tensor<2xcomplex<f32>>
  %4 = milcomplex.real %splat : tensor<3xcomplex<f16>>
  %5 = milcomplex.imag %splat : tensor<3xcomplex<f16>>
  %6 = milcomplex.imag %sparse : tensor<4xcomplex<bf16>>
  return %0, %1, %2, %3, %4, %5, %6
      : f32, f32, tensor<2xf32>, tensor<2xf32>, tensor<3xf16>, tensor<3xf16>, tensor<4xbf16>
}

// The constants of upstream dialects fold as well.
// CHECK-LABEL: func.func @part_of_upstream_constant
// CHECK-DAG: %[[RE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<2.000000e+00> : tensor<2xf32>
// CHECK: return %[[RE]], %[[IM]]
func.func @part_of_upstream_constant() -> (f32, tensor<2xf32>) {
  %scalar = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
  %tensor = arith.constant dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>
  %0 = milcomplex.real %scalar : complex<f32>
  %1 = milcomplex.imag %tensor : tensor<2xcomplex<f32>>
  return %0, %1 : f32, tensor<2xf32>
}

// The parts of a resource would be new resources.
// CHECK-LABEL: func.func @part_of_resource
// CHECK: %[[WHOLE:.*]] = milcomplex.const dense_resource<pair>
// CHECK: milcomplex.real %[[WHOLE]]
// CHECK: milcomplex.imag %[[WHOLE]]
func.func @part_of_resource() -> (tensor<1xf32>, tensor<1xf32>) {
  %z = milcomplex.const dense_resource<pair> : tensor<1xcomplex<f32>>
  %0 = milcomplex.real %z : tensor<1xcomplex<f32>>
  %1 = milcomplex.imag %z : tensor<1xcomplex<f32>>
  return %0, %1 : tensor<1xf32>, tensor<1xf32>
}

// CHECK-LABEL: func.func @part_of_poison
// CHECK: milcomplex.real
func.func @part_of_poison() -> f32 {
  %z = ub.poison : complex<f32>
  %0 = milcomplex.real %z : complex<f32>
  return %0 : f32
}

//===----------------------------------------------------------------------===//
// milcomplex.complex
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @complex_of_parts(
// CHECK-SAME: %[[Z:.*]]: tensor<?xcomplex<f32>>)
// CHECK-NEXT: return %[[Z]]
func.func @complex_of_parts(%z: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %re = milcomplex.real %z : tensor<?xcomplex<f32>>
  %im = milcomplex.imag %z : tensor<?xcomplex<f32>>
  %0 = milcomplex.complex %re, %im : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// CHECK-LABEL: func.func @complex_of_parts_of_two(
// CHECK-SAME: %[[Z:.*]]: complex<f32>, %[[W:.*]]: complex<f32>)
// CHECK-DAG: %[[RE:.*]] = milcomplex.real %[[Z]]
// CHECK-DAG: %[[IM:.*]] = milcomplex.imag %[[W]]
// CHECK: %[[MIXED:.*]] = milcomplex.complex %[[RE]], %[[IM]]
// CHECK: return %[[MIXED]]
func.func @complex_of_parts_of_two(%z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %re = milcomplex.real %z : complex<f32>
  %im = milcomplex.imag %w : complex<f32>
  %0 = milcomplex.complex %re, %im : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @complex_of_swapped_parts(
// CHECK-SAME: %[[Z:.*]]: complex<f32>)
// CHECK-DAG: %[[RE:.*]] = milcomplex.real %[[Z]]
// CHECK-DAG: %[[IM:.*]] = milcomplex.imag %[[Z]]
// CHECK: milcomplex.complex %[[IM]], %[[RE]]
func.func @complex_of_swapped_parts(%z: complex<f32>) -> complex<f32> {
  %re = milcomplex.real %z : complex<f32>
  %im = milcomplex.imag %z : complex<f32>
  %0 = milcomplex.complex %im, %re : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @complex_of_scalars
// CHECK: %[[Z:.*]] = milcomplex.const [0x7F801234 : f32, -0.000000e+00 : f32] : complex<f32>
// CHECK: return %[[Z]]
func.func @complex_of_scalars() -> complex<f32> {
  %re = arith.constant 0x7F801234 : f32
  %im = arith.constant -0.0 : f32
  %0 = milcomplex.complex %re, %im : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @complex_of_dense
// CHECK: %[[Z:.*]] = milcomplex.const dense<[(-0.000000e+00,3.000000e+00), (0x7F801234,0xFFC00001)]> : tensor<2xcomplex<f32>>
// CHECK: return %[[Z]]
func.func @complex_of_dense() -> tensor<2xcomplex<f32>> {
  %re = arith.constant dense<[-0.0, 0x7F801234]> : tensor<2xf32>
  %im = arith.constant dense<[3.0, 0xFFC00001]> : tensor<2xf32>
  %0 = milcomplex.complex %re, %im : tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @complex_of_splats
// CHECK: %[[Z:.*]] = milcomplex.const dense<(1.000000e+00,2.000000e+00)> : tensor<4x3xcomplex<f16>>
// CHECK: return %[[Z]]
func.func @complex_of_splats() -> tensor<4x3xcomplex<f16>> {
  %re = arith.constant dense<1.0> : tensor<4x3xf16>
  %im = arith.constant dense<2.0> : tensor<4x3xf16>
  %0 = milcomplex.complex %re, %im : tensor<4x3xcomplex<f16>>
  return %0 : tensor<4x3xcomplex<f16>>
}

// CHECK-LABEL: func.func @complex_of_splat_and_dense
// CHECK-DAG: %[[SPLAT_RE:.*]] = milcomplex.const dense<[(1.000000e+00,2.000000e+00), (1.000000e+00,3.000000e+00)]> : tensor<2xcomplex<f64>>
// CHECK-DAG: %[[SPLAT_IM:.*]] = milcomplex.const dense<[(2.000000e+00,1.000000e+00), (3.000000e+00,1.000000e+00)]> : tensor<2xcomplex<f64>>
// CHECK: return %[[SPLAT_RE]], %[[SPLAT_IM]]
func.func @complex_of_splat_and_dense() -> (tensor<2xcomplex<f64>>, tensor<2xcomplex<f64>>) {
  %splat = arith.constant dense<1.0> : tensor<2xf64>
  %dense = arith.constant dense<[2.0, 3.0]> : tensor<2xf64>
  %0 = milcomplex.complex %splat, %dense : tensor<2xcomplex<f64>>
  %1 = milcomplex.complex %dense, %splat : tensor<2xcomplex<f64>>
  return %0, %1 : tensor<2xcomplex<f64>>, tensor<2xcomplex<f64>>
}

// CHECK-LABEL: func.func @complex_of_rank_0
// CHECK: milcomplex.const dense<(1.000000e+00,2.000000e+00)> : tensor<complex<f32>>
func.func @complex_of_rank_0() -> tensor<complex<f32>> {
  %re = arith.constant dense<1.0> : tensor<f32>
  %im = arith.constant dense<2.0> : tensor<f32>
  %0 = milcomplex.complex %re, %im : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// CHECK-LABEL: func.func @complex_of_empty
// CHECK: milcomplex.const dense<> : tensor<0xcomplex<f32>>
func.func @complex_of_empty() -> tensor<0xcomplex<f32>> {
  %empty = arith.constant dense<> : tensor<0xf32>
  %0 = milcomplex.complex %empty, %empty : tensor<0xcomplex<f32>>
  return %0 : tensor<0xcomplex<f32>>
}

// CHECK-LABEL: func.func @complex_of_constant_and_value
// CHECK: milcomplex.complex
func.func @complex_of_constant_and_value(%im: f32) -> complex<f32> {
  %re = arith.constant 1.0 : f32
  %0 = milcomplex.complex %re, %im : complex<f32>
  return %0 : complex<f32>
}

// Two sparse constants may have their values at different indices.
// CHECK-LABEL: func.func @complex_of_sparse
// CHECK: milcomplex.complex
func.func @complex_of_sparse() -> tensor<2xcomplex<f32>> {
  %re = arith.constant sparse<[[0]], [1.0]> : tensor<2xf32>
  %im = arith.constant sparse<[[1]], [2.0]> : tensor<2xf32>
  %0 = milcomplex.complex %re, %im : tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

{-#
  dialect_resources: {
    builtin: {
      pair: "0x040000000000803F00000040"
    }
  }
#-}
