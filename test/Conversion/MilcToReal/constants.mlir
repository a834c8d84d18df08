// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

//===----------------------------------------------------------------------===//
// Of a constant only the parts are read
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @dense
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<[1.000000e+00, 3.000000e+00]> : tensor<2xf32>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<[2.000000e+00, 4.000000e+00]> : tensor<2xf32>
// CHECK: return %[[RE]], %[[IM]]
func.func @dense() -> (tensor<2xf32>, tensor<2xf32>) {
  %c = arith.constant dense<[(1.0, 2.0), (3.0, 4.0)]> : tensor<2xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2xcomplex<f32>>
  return %re, %im : tensor<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func.func @dense_of_milcomplex
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<[1.000000e+00, 3.000000e+00]> : tensor<2xbf16>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<[2.000000e+00, 4.000000e+00]> : tensor<2xbf16>
// CHECK: return %[[RE]], %[[IM]]
func.func @dense_of_milcomplex() -> (tensor<2xbf16>, tensor<2xbf16>) {
  %c = milcomplex.const dense<[(1.0, 2.0), (3.0, 4.0)]> : tensor<2xcomplex<bf16>>
  %re = milcomplex.real %c : tensor<2xcomplex<bf16>>
  %im = milcomplex.imag %c : tensor<2xcomplex<bf16>>
  return %re, %im : tensor<2xbf16>, tensor<2xbf16>
}

// CHECK-LABEL: func.func @splat
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<1.000000e+00> : tensor<4x3xf16>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<2.000000e+00> : tensor<4x3xf16>
// CHECK: return %[[RE]], %[[IM]]
func.func @splat() -> (tensor<4x3xf16>, tensor<4x3xf16>) {
  %c = arith.constant dense<(1.0, 2.0)> : tensor<4x3xcomplex<f16>>
  %re = milcomplex.real %c : tensor<4x3xcomplex<f16>>
  %im = milcomplex.imag %c : tensor<4x3xcomplex<f16>>
  return %re, %im : tensor<4x3xf16>, tensor<4x3xf16>
}

// 1 + 2i, 3 + 4i as bytes.
// CHECK-LABEL: func.func @hex
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<[1.000000e+00, 3.000000e+00]> : tensor<2xf32>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<[2.000000e+00, 4.000000e+00]> : tensor<2xf32>
// CHECK: return %[[RE]], %[[IM]]
func.func @hex() -> (tensor<2xf32>, tensor<2xf32>) {
  %c = arith.constant dense<"0x0000803F000000400000404000008040"> : tensor<2xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2xcomplex<f32>>
  return %re, %im : tensor<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func.func @sparse
// CHECK-DAG: %[[RE:.*]] = arith.constant sparse<{{\[\[}}0, 1], [1, 0]], [1.000000e+00, 3.000000e+00]> : tensor<2x2xf64>
// CHECK-DAG: %[[IM:.*]] = arith.constant sparse<{{\[\[}}0, 1], [1, 0]], [2.000000e+00, 4.000000e+00]> : tensor<2x2xf64>
// CHECK: return %[[RE]], %[[IM]]
func.func @sparse() -> (tensor<2x2xf64>, tensor<2x2xf64>) {
  %c = arith.constant sparse<[[0, 1], [1, 0]], [(1.0, 2.0), (3.0, 4.0)]> : tensor<2x2xcomplex<f64>>
  %re = milcomplex.real %c : tensor<2x2xcomplex<f64>>
  %im = milcomplex.imag %c : tensor<2x2xcomplex<f64>>
  return %re, %im : tensor<2x2xf64>, tensor<2x2xf64>
}

// CHECK-LABEL: func.func @sparse_with_one_value
// CHECK-DAG: %[[RE:.*]] = arith.constant sparse<{{\[\[}}0, 1], [1, 0]], 1.000000e+00> : tensor<2x2xf32>
// CHECK-DAG: %[[IM:.*]] = arith.constant sparse<{{\[\[}}0, 1], [1, 0]], 2.000000e+00> : tensor<2x2xf32>
// CHECK: return %[[RE]], %[[IM]]
func.func @sparse_with_one_value() -> tensor<2x2xcomplex<f32>> {
  %c = arith.constant sparse<[[0, 1], [1, 0]], (1.0, 2.0)> : tensor<2x2xcomplex<f32>>
  return %c : tensor<2x2xcomplex<f32>>
}

// CHECK-LABEL: func.func @sparse_without_values
// CHECK: %[[NONE:.*]] = arith.constant sparse<> : tensor<2x2xf32>
// CHECK: return %[[NONE]], %[[NONE]]
func.func @sparse_without_values() -> tensor<2x2xcomplex<f32>> {
  %c = arith.constant sparse<> : tensor<2x2xcomplex<f32>>
  return %c : tensor<2x2xcomplex<f32>>
}

// CHECK-LABEL: func.func @rank_0
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<1.000000e+00> : tensor<f32>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<2.000000e+00> : tensor<f32>
// CHECK: return %[[RE]], %[[IM]]
func.func @rank_0() -> (tensor<f32>, tensor<f32>) {
  %c = arith.constant dense<(1.0, 2.0)> : tensor<complex<f32>>
  %re = milcomplex.real %c : tensor<complex<f32>>
  %im = milcomplex.imag %c : tensor<complex<f32>>
  return %re, %im : tensor<f32>, tensor<f32>
}

// CHECK-LABEL: func.func @empty
// CHECK: %[[EMPTY:.*]] = arith.constant dense<> : tensor<2x0xf32>
// CHECK: return %[[EMPTY]], %[[EMPTY]]
func.func @empty() -> (tensor<2x0xf32>, tensor<2x0xf32>) {
  %c = arith.constant dense<> : tensor<2x0xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2x0xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2x0xcomplex<f32>>
  return %re, %im : tensor<2x0xf32>, tensor<2x0xf32>
}

// CHECK-LABEL: func.func @scalar_of_complex
// CHECK-DAG: %[[RE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK-DAG: %[[IM:.*]] = arith.constant 2.000000e+00 : f32
// CHECK: return %[[RE]], %[[IM]]
func.func @scalar_of_complex() -> (f32, f32) {
  %c = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
  %re = complex.re %c : complex<f32>
  %im = complex.im %c : complex<f32>
  return %re, %im : f32, f32
}

// CHECK-LABEL: func.func @scalar_of_milcomplex
// CHECK-DAG: %[[RE:.*]] = arith.constant 1.000000e+00 : f16
// CHECK-DAG: %[[IM:.*]] = arith.constant 2.000000e+00 : f16
// CHECK: return %[[RE]], %[[IM]]
func.func @scalar_of_milcomplex() -> (f16, f16) {
  %c = milcomplex.const [1.0 : f16, 2.0 : f16] : complex<f16>
  %re = milcomplex.real %c : complex<f16>
  %im = milcomplex.imag %c : complex<f16>
  return %re, %im : f16, f16
}

// CHECK-LABEL: func.func @one_part
// CHECK-NEXT: %[[IM:.*]] = arith.constant dense<[2.000000e+00, 4.000000e+00]> : tensor<2xf32>
// CHECK-NEXT: return %[[IM]]
func.func @one_part() -> tensor<2xf32> {
  %c = arith.constant dense<[(1.0, 2.0), (3.0, 4.0)]> : tensor<2xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2xcomplex<f32>>
  return %im : tensor<2xf32>
}

// CHECK-LABEL: func.func @dead
// CHECK-NEXT: return
func.func @dead() {
  %c = arith.constant dense<[(1.0, 2.0), (3.0, 4.0)]> : tensor<2xcomplex<f32>>
  %z = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
  return
}

//===----------------------------------------------------------------------===//
// Bits and attributes
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @keeps_nan_and_zero
// CHECK-DAG: %[[SCALAR_RE:.*]] = arith.constant 0x7F801234 : f32
// CHECK-DAG: %[[SCALAR_IM:.*]] = arith.constant -0.000000e+00 : f32
// CHECK-DAG: %[[DENSE_RE:.*]] = arith.constant dense<[-0.000000e+00, 0x7F801234]> : tensor<2xf32>
// CHECK-DAG: %[[DENSE_IM:.*]] = arith.constant dense<[0x7F800000, 0xFFC00001]> : tensor<2xf32>
// CHECK-DAG: %[[SPLAT_RE:.*]] = arith.constant dense<0x7C01> : tensor<3xf16>
// CHECK-DAG: %[[SPLAT_IM:.*]] = arith.constant dense<-0.000000e+00> : tensor<3xf16>
// CHECK-DAG: %[[SPARSE_RE:.*]] = arith.constant sparse<{{.*}}, [-0.000000e+00, 0x7FF0000000000001]> : tensor<4xf64>
// CHECK-DAG: %[[SPARSE_IM:.*]] = arith.constant sparse<{{.*}}, [0xFFF0000000000000, -0.000000e+00]> : tensor<4xf64>
// CHECK: return %[[SCALAR_RE]], %[[SCALAR_IM]], %[[DENSE_RE]], %[[DENSE_IM]], %[[SPLAT_RE]], %[[SPLAT_IM]], %[[SPARSE_RE]], %[[SPARSE_IM]]
func.func @keeps_nan_and_zero() -> (
    complex<f32>, tensor<2xcomplex<f32>>, tensor<3xcomplex<f16>>, tensor<4xcomplex<f64>>) {
  %0 = complex.constant [0x7F801234 : f32, -0.0 : f32] : complex<f32>
  %1 = arith.constant dense<[(-0.0, 0x7F800000), (0x7F801234, 0xFFC00001)]> : tensor<2xcomplex<f32>>
  %2 = arith.constant dense<(0x7C01, -0.0)> : tensor<3xcomplex<f16>>
  %3 = arith.constant sparse<[[1], [2]], [(-0.0, 0xFFF0000000000000), (0x7FF0000000000001, -0.0)]> : tensor<4xcomplex<f64>>
  return %0, %1, %2, %3 : complex<f32>, tensor<2xcomplex<f32>>, tensor<3xcomplex<f16>>, tensor<4xcomplex<f64>>
}

// CHECK-LABEL: func.func @keeps_discardable_attributes
// CHECK: arith.constant {kept.type = complex<f32>} dense<1.000000e+00>
// CHECK: arith.constant {kept.type = complex<f32>} dense<2.000000e+00>
// CHECK: arith.constant {kept.tag} 3.000000e+00
// CHECK: arith.constant {kept.tag} 4.000000e+00
// CHECK: arith.constant {kept.elements = dense<(1.000000e+00,2.000000e+00)> : tensor<1xcomplex<f32>>} dense<[5.000000e+00, 7.000000e+00]>
// CHECK: arith.constant {kept.elements = dense<(1.000000e+00,2.000000e+00)> : tensor<1xcomplex<f32>>} dense<[6.000000e+00, 8.000000e+00]>
func.func @keeps_discardable_attributes() -> (tensor<2xcomplex<f32>>, complex<f32>, tensor<2xcomplex<f32>>) {
  %0 = arith.constant {kept.type = complex<f32>} dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>
  %1 = complex.constant [3.0 : f32, 4.0 : f32] {kept.tag} : complex<f32>
  %2 = milcomplex.const dense<[(5.0, 6.0), (7.0, 8.0)]> : tensor<2xcomplex<f32>> {kept.elements = dense<(1.0, 2.0)> : tensor<1xcomplex<f32>>}
  return %0, %1, %2 : tensor<2xcomplex<f32>>, complex<f32>, tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @keeps_encoding
// CHECK: arith.constant dense<1.000000e+00> : tensor<2xf32, "encoding">
// CHECK: arith.constant dense<2.000000e+00> : tensor<2xf32, "encoding">
func.func @keeps_encoding() -> tensor<2xcomplex<f32>, "encoding"> {
  %0 = arith.constant dense<(1.0, 2.0)> : tensor<2xcomplex<f32>, "encoding">
  return %0 : tensor<2xcomplex<f32>, "encoding">
}

//===----------------------------------------------------------------------===//
// The whole is passed on
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @returned
// CHECK-SAME: -> (tensor<2xf32>, tensor<2xf32>)
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<[1.000000e+00, 3.000000e+00]> : tensor<2xf32>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<[2.000000e+00, 4.000000e+00]> : tensor<2xf32>
// CHECK: return %[[RE]], %[[IM]]
func.func @returned() -> tensor<2xcomplex<f32>> {
  %c = arith.constant dense<[(1.0, 2.0), (3.0, 4.0)]> : tensor<2xcomplex<f32>>
  return %c : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @sliced
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<[1.000000e+00, 3.000000e+00, 5.000000e+00]>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<[2.000000e+00, 4.000000e+00, 6.000000e+00]>
// CHECK-DAG: %[[RE_SLICE:.*]] = tensor.extract_slice %[[RE]][1] [2] [1]
// CHECK-DAG: %[[IM_SLICE:.*]] = tensor.extract_slice %[[IM]][1] [2] [1]
// CHECK: return %[[RE_SLICE]], %[[IM_SLICE]]
func.func @sliced() -> tensor<2xcomplex<f32>> {
  %c = arith.constant dense<[(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)]> : tensor<3xcomplex<f32>>
  %0 = tensor.extract_slice %c[1] [2] [1] : tensor<3xcomplex<f32>> to tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

func.func private @callee(complex<f32>) -> complex<f32>

// CHECK-LABEL: func.func @through_a_call
// CHECK-DAG: %[[RE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK-DAG: %[[IM:.*]] = arith.constant 2.000000e+00 : f32
// CHECK: %[[RESULT:.*]]:2 = call @callee(%[[RE]], %[[IM]])
// CHECK: return %[[RESULT]]#0, %[[RESULT]]#1
func.func @through_a_call() -> complex<f32> {
  %c = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
  %0 = call @callee(%c) : (complex<f32>) -> complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @through_a_loop
// CHECK-DAG: %[[RE:.*]] = arith.constant dense<1.000000e+00> : tensor<2xf32>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense<2.000000e+00> : tensor<2xf32>
// CHECK: %[[LOOP:.*]]:2 = scf.for {{.*}} iter_args(%[[A:.*]] = %[[RE]], %[[B:.*]] = %[[IM]])
// CHECK: arith.addf %[[A]], %[[RE]]
// CHECK: arith.addf %[[B]], %[[IM]]
// CHECK: return %[[LOOP]]#0, %[[LOOP]]#1
func.func @through_a_loop(%n: index) -> tensor<2xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c = arith.constant dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%z = %c) -> tensor<2xcomplex<f32>> {
    %w = milcomplex.add %z, %c : tensor<2xcomplex<f32>>
    scf.yield %w : tensor<2xcomplex<f32>>
  }
  return %0 : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @into_a_generic
// CHECK: linalg.generic
// CHECK: ^bb0
// CHECK-DAG: %[[RE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK-DAG: %[[IM:.*]] = arith.constant 2.000000e+00 : f32
// CHECK: linalg.yield %[[RE]], %[[IM]]
func.func @into_a_generic(%init: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      outs(%init : tensor<2xcomplex<f32>>) {
  ^bb0(%z: complex<f32>):
    %c = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
    linalg.yield %c : complex<f32>
  } -> tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}
