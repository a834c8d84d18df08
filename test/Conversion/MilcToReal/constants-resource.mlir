// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s
// RUN: milc-opt --lower-complex %s > %t
// RUN: mlir-opt %t | cmp - %t

// The parts of a resource are resources. One that is used twice is split once,
// whatever the shape it is used with.

// CHECK-LABEL: func.func @parts
// CHECK-DAG: %[[RE:.*]] = arith.constant dense_resource<pair_real> : tensor<2xf32>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense_resource<pair_imag> : tensor<2xf32>
// CHECK: return %[[RE]], %[[IM]]
func.func @parts() -> (tensor<2xf32>, tensor<2xf32>) {
  %c = arith.constant dense_resource<pair> : tensor<2xcomplex<f32>>
  %re = milcomplex.real %c : tensor<2xcomplex<f32>>
  %im = milcomplex.imag %c : tensor<2xcomplex<f32>>
  return %re, %im : tensor<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func.func @used_again
// CHECK-DAG: %[[RE:.*]] = arith.constant dense_resource<pair_real> : tensor<2x1xf32>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense_resource<pair_imag> : tensor<2x1xf32>
// CHECK: return %[[RE]], %[[IM]]
func.func @used_again() -> tensor<2x1xcomplex<f32>> {
  %c = milcomplex.const dense_resource<pair> : tensor<2x1xcomplex<f32>>
  return %c : tensor<2x1xcomplex<f32>>
}

// The same bytes, read as one element of twice the width.
// CHECK-LABEL: func.func @used_with_another_width
// CHECK-DAG: %[[RE:.*]] = arith.constant dense_resource<pair_real_1> : tensor<1xf64>
// CHECK-DAG: %[[IM:.*]] = arith.constant dense_resource<pair_imag_1> : tensor<1xf64>
// CHECK: return %[[RE]], %[[IM]]
func.func @used_with_another_width() -> tensor<1xcomplex<f64>> {
  %c = arith.constant dense_resource<pair> : tensor<1xcomplex<f64>>
  return %c : tensor<1xcomplex<f64>>
}

// CHECK-LABEL: func.func @used_as_reals
// CHECK: arith.constant dense_resource<shared> : tensor<2xf32>
// CHECK: arith.constant dense_resource<shared_real> : tensor<1xf32>
// CHECK: arith.constant dense_resource<shared_imag> : tensor<1xf32>
func.func @used_as_reals() -> (tensor<2xf32>, tensor<1xcomplex<f32>>) {
  %0 = arith.constant dense_resource<shared> : tensor<2xf32>
  %1 = arith.constant dense_resource<shared> : tensor<1xcomplex<f32>>
  return %0, %1 : tensor<2xf32>, tensor<1xcomplex<f32>>
}

// CHECK-LABEL: func.func @other_resource_has_the_key
// CHECK: arith.constant dense_resource<taken_real> : tensor<1xf32>
// CHECK: arith.constant dense_resource<taken_real_1> : tensor<1xf32>
// CHECK: arith.constant dense_resource<taken_imag> : tensor<1xf32>
func.func @other_resource_has_the_key() -> (tensor<1xf32>, tensor<1xcomplex<f32>>) {
  %0 = arith.constant dense_resource<taken_real> : tensor<1xf32>
  %1 = arith.constant dense_resource<taken> : tensor<1xcomplex<f32>>
  return %0, %1 : tensor<1xf32>, tensor<1xcomplex<f32>>
}

// CHECK-LABEL: func.func @quoted_key
// CHECK: arith.constant dense_resource<"a key_real">
// CHECK: arith.constant dense_resource<"a key_imag">
func.func @quoted_key() -> tensor<complex<f16>> {
  %c = arith.constant dense_resource<"a key"> : tensor<complex<f16>>
  return %c : tensor<complex<f16>>
}

// CHECK-LABEL: func.func @empty_resource
// CHECK: arith.constant dense_resource<empty_real> : tensor<0xf32>
// CHECK: arith.constant dense_resource<empty_imag> : tensor<0xf32>
func.func @empty_resource() -> tensor<0xcomplex<f32>> {
  %c = arith.constant dense_resource<empty> : tensor<0xcomplex<f32>>
  return %c : tensor<0xcomplex<f32>>
}

// CHECK-LABEL: dialect_resources
// CHECK-NOT: pair:
// CHECK-DAG: pair_real: "0x{{[0-9]+}}0000803F0000C0FF"
// CHECK-DAG: pair_imag: "0x{{[0-9]+}}0000004000000080"
// CHECK-DAG: pair_real_1: "0x{{[0-9]+}}0000803F00000040"
// CHECK-DAG: pair_imag_1: "0x{{[0-9]+}}0000C0FF00000080"
// CHECK-DAG: shared: "0x{{[0-9]+}}0000803F00000040"
// CHECK-DAG: shared_real: "0x{{[0-9]+}}0000803F"
// CHECK-DAG: shared_imag: "0x{{[0-9]+}}00000040"
// CHECK-DAG: taken_real: "0x{{[0-9]+}}0000A040"
// CHECK-DAG: taken_real_1: "0x{{[0-9]+}}0000803F"
// CHECK-DAG: taken_imag: "0x{{[0-9]+}}00000040"
// CHECK-DAG: "a key_real": "0x{{[0-9]+}}003C"
// CHECK-DAG: "a key_imag": "0x{{[0-9]+}}0040"
{-#
  dialect_resources: {
    builtin: {
      // 1 + 2i, a NaN - 0i.
      pair: "0x080000000000803F000000400000C0FF00000080",
      shared: "0x080000000000803F00000040",
      taken: "0x080000000000803F00000040",
      taken_real: "0x040000000000A040",
      "a key": "0x04000000003C0040",
      empty: "0x04000000"
    }
  }
#-}
