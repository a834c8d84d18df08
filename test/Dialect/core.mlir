// RUN: milc-opt %s | milc-opt | FileCheck %s
// RUN: milc-opt --mlir-print-op-generic %s | milc-opt | FileCheck %s
// RUN: milc-opt --emit-bytecode %s | milc-opt | FileCheck %s
// RUN: milc-opt --mlir-print-op-generic %s | FileCheck --check-prefix=GENERIC %s

//===----------------------------------------------------------------------===//
// milcomplex.const
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @const_scalar
// GENERIC-LABEL: sym_name = "const_scalar"
func.func @const_scalar() {
  // CHECK: %cst = milcomplex.const [1.000000e+00 : f16, -2.000000e+00 : f16] : complex<f16>
  // GENERIC: "milcomplex.const"() <{value = [1.000000e+00 : f16, -2.000000e+00 : f16]}> : () -> complex<f16>
  %f16 = milcomplex.const [1.0 : f16, -2.0 : f16] : complex<f16>
  // CHECK: milcomplex.const [1.000000e+00 : bf16, 2.000000e+00 : bf16] : complex<bf16>
  %bf16 = milcomplex.const [1.0 : bf16, 2.0 : bf16] : complex<bf16>
  // CHECK: milcomplex.const [1.000000e+00 : f32, 2.000000e+00 : f32] : complex<f32>
  %f32 = milcomplex.const [1.0 : f32, 2.0 : f32] : complex<f32>
  // CHECK: milcomplex.const [1.000000e+00, 2.000000e+00] : complex<f64>
  %f64 = milcomplex.const [1.0, 2.0] : complex<f64>
  return
}

// CHECK-LABEL: func.func @const_tensor
func.func @const_tensor() {
  // CHECK: milcomplex.const dense<[(1.000000e+00,2.000000e+00), (3.000000e+00,4.000000e+00)]> : tensor<2xcomplex<f16>>
  %dense = milcomplex.const dense<[(1.0, 2.0), (3.0, 4.0)]> : tensor<2xcomplex<f16>>
  // CHECK: milcomplex.const dense<(1.000000e+00,2.000000e+00)> : tensor<4x3xcomplex<bf16>>
  %splat = milcomplex.const dense<(1.0, 2.0)> : tensor<4x3xcomplex<bf16>>
  // CHECK: milcomplex.const dense<(1.000000e+00,2.000000e+00)> : tensor<complex<f32>>
  %rank0 = milcomplex.const dense<(1.0, 2.0)> : tensor<complex<f32>>
  // CHECK: milcomplex.const dense<> : tensor<0x3xcomplex<f64>>
  %empty = milcomplex.const dense<> : tensor<0x3xcomplex<f64>>
  // CHECK: milcomplex.const sparse<{{\[\[}}0, 1], [1, 0]], [(1.000000e+00,2.000000e+00), (3.000000e+00,4.000000e+00)]> : tensor<2x2xcomplex<f32>>
  %sparse = milcomplex.const sparse<[[0, 1], [1, 0]], [(1.0, 2.0), (3.0, 4.0)]> : tensor<2x2xcomplex<f32>>
  // CHECK: milcomplex.const dense_resource<pair> : tensor<1xcomplex<f32>>
  %resource = milcomplex.const dense_resource<pair> : tensor<1xcomplex<f32>>
  return
}

// The printer writes non-finite numbers in hexadecimal, so that their bits stay.
// CHECK-LABEL: func.func @const_keeps_bits
func.func @const_keeps_bits() {
  // CHECK: milcomplex.const [0x7FC01234 : f32, 0xFF812345 : f32] : complex<f32>
  %nans = milcomplex.const [0x7FC01234 : f32, 0xFF812345 : f32] : complex<f32>
  // CHECK: milcomplex.const [0xFFF0000000000000 : f64, -0.000000e+00] : complex<f64>
  %infinity = milcomplex.const [0xFFF0000000000000 : f64, -0.0] : complex<f64>
  // CHECK: milcomplex.const dense<[(0x7FC01234,0xFF812345), (-0.000000e+00,0x7F800000)]> : tensor<2xcomplex<f32>>
  %dense = milcomplex.const dense<[(0x7FC01234, 0xFF812345), (-0.0, 0x7F800000)]> : tensor<2xcomplex<f32>>
  // CHECK: milcomplex.const dense<(0x7C01,0xFE00)> : tensor<3xcomplex<f16>>
  %splat = milcomplex.const dense<(0x7C01, 0xFE00)> : tensor<3xcomplex<f16>>
  // CHECK: milcomplex.const dense<(0x7F81,0xFFC1)> : tensor<complex<bf16>>
  %rank0 = milcomplex.const dense<(0x7F81, 0xFFC1)> : tensor<complex<bf16>>
  // CHECK: milcomplex.const sparse<{{.*}}, [(0x7FF0000000000001,-0.000000e+00), (0.000000e+00,0xFFF8000000001234)]> : tensor<4xcomplex<f64>>
  %sparse = milcomplex.const sparse<[[1], [2]], [(0x7FF0000000000001, -0.0), (0.0, 0xFFF8000000001234)]> : tensor<4xcomplex<f64>>
  return
}

// The whole tensor as one string of bytes: 1 + 2i, 3 + 4i.
// CHECK-LABEL: func.func @const_hex
// CHECK: milcomplex.const dense<[(1.000000e+00,2.000000e+00), (3.000000e+00,4.000000e+00)]> : tensor<2xcomplex<f32>>
func.func @const_hex() {
  %0 = milcomplex.const dense<"0x0000803F000000400000404000008040"> : tensor<2xcomplex<f32>>
  return
}

// CHECK-LABEL: func.func @const_attributes
func.func @const_attributes() {
  // CHECK: milcomplex.const [1.000000e+00, 2.000000e+00] {tag = 1 : i64} : complex<f64>
  // GENERIC: "milcomplex.const"() <{value = [1.000000e+00, 2.000000e+00]}> {tag = 1 : i64} : () -> complex<f64>
  %0 = milcomplex.const [1.0, 2.0] {tag = 1} : complex<f64>
  // CHECK: milcomplex.const dense<(1.000000e+00,2.000000e+00)> : tensor<2xcomplex<f64>> {tag}
  // GENERIC: "milcomplex.const"() <{value = dense<(1.000000e+00,2.000000e+00)> : tensor<2xcomplex<f64>>}> {tag} : () -> tensor<2xcomplex<f64>>
  %1 = milcomplex.const dense<(1.0, 2.0)> : tensor<2xcomplex<f64>> {tag}
  return
}

// An encoding is part of the type.
// CHECK-LABEL: func.func @const_encoding
// CHECK: milcomplex.const dense<(1.000000e+00,2.000000e+00)> : tensor<2xcomplex<f32>, "encoding">
func.func @const_encoding() {
  %0 = milcomplex.const dense<(1.0, 2.0)> : tensor<2xcomplex<f32>, "encoding">
  return
}

//===----------------------------------------------------------------------===//
// milcomplex.real, milcomplex.imag
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @parts
// GENERIC-LABEL: sym_name = "parts"
func.func @parts(
    %f16: complex<f16>, %bf16: tensor<complex<bf16>>,
    %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2x?xcomplex<f64>>) {
  // CHECK: %{{.*}} = milcomplex.real %{{.*}} : complex<f16>
  // GENERIC: "milcomplex.real"(%{{.*}}) : (complex<f16>) -> f16
  %0 = milcomplex.real %f16 : complex<f16>
  // CHECK: milcomplex.real %{{.*}} : tensor<complex<bf16>>
  // GENERIC: "milcomplex.real"(%{{.*}}) : (tensor<complex<bf16>>) -> tensor<bf16>
  %1 = milcomplex.real %bf16 : tensor<complex<bf16>>
  // CHECK: milcomplex.real %{{.*}} {tag} : tensor<4x3xcomplex<f32>>
  // GENERIC: "milcomplex.real"(%{{.*}}) {tag} : (tensor<4x3xcomplex<f32>>) -> tensor<4x3xf32>
  %2 = milcomplex.real %f32 {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.real %{{.*}} : tensor<?x2x?xcomplex<f64>>
  // GENERIC: "milcomplex.real"(%{{.*}}) : (tensor<?x2x?xcomplex<f64>>) -> tensor<?x2x?xf64>
  %3 = milcomplex.real %f64 : tensor<?x2x?xcomplex<f64>>
  // CHECK: milcomplex.imag %{{.*}} : complex<f16>
  // GENERIC: "milcomplex.imag"(%{{.*}}) : (complex<f16>) -> f16
  %4 = milcomplex.imag %f16 : complex<f16>
  // CHECK: milcomplex.imag %{{.*}} : tensor<complex<bf16>>
  // GENERIC: "milcomplex.imag"(%{{.*}}) : (tensor<complex<bf16>>) -> tensor<bf16>
  %5 = milcomplex.imag %bf16 : tensor<complex<bf16>>
  // CHECK: milcomplex.imag %{{.*}} {tag} : tensor<4x3xcomplex<f32>>
  // GENERIC: "milcomplex.imag"(%{{.*}}) {tag} : (tensor<4x3xcomplex<f32>>) -> tensor<4x3xf32>
  %6 = milcomplex.imag %f32 {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.imag %{{.*}} : tensor<?x2x?xcomplex<f64>>
  // GENERIC: "milcomplex.imag"(%{{.*}}) : (tensor<?x2x?xcomplex<f64>>) -> tensor<?x2x?xf64>
  %7 = milcomplex.imag %f64 : tensor<?x2x?xcomplex<f64>>
  return
}

//===----------------------------------------------------------------------===//
// milcomplex.complex
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @complex
// GENERIC-LABEL: sym_name = "complex"
func.func @complex(
    %f16: f16, %bf16: tensor<bf16>, %f32: tensor<4x3xf32>,
    %f64: tensor<?x2x?xf64>) {
  // CHECK: milcomplex.complex %{{.*}}, %{{.*}} : complex<f16>
  // GENERIC: "milcomplex.complex"(%{{.*}}, %{{.*}}) : (f16, f16) -> complex<f16>
  %0 = milcomplex.complex %f16, %f16 : complex<f16>
  // CHECK: milcomplex.complex %{{.*}}, %{{.*}} : tensor<complex<bf16>>
  // GENERIC: "milcomplex.complex"(%{{.*}}, %{{.*}}) : (tensor<bf16>, tensor<bf16>) -> tensor<complex<bf16>>
  %1 = milcomplex.complex %bf16, %bf16 : tensor<complex<bf16>>
  // CHECK: milcomplex.complex %{{.*}}, %{{.*}} {tag} : tensor<4x3xcomplex<f32>>
  // GENERIC: "milcomplex.complex"(%{{.*}}, %{{.*}}) {tag} : (tensor<4x3xf32>, tensor<4x3xf32>) -> tensor<4x3xcomplex<f32>>
  %2 = milcomplex.complex %f32, %f32 {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.complex %{{.*}}, %{{.*}} : tensor<?x2x?xcomplex<f64>>
  // GENERIC: "milcomplex.complex"(%{{.*}}, %{{.*}}) : (tensor<?x2x?xf64>, tensor<?x2x?xf64>) -> tensor<?x2x?xcomplex<f64>>
  %3 = milcomplex.complex %f64, %f64 : tensor<?x2x?xcomplex<f64>>
  return
}

{-#
  dialect_resources: {
    builtin: {
      // 1 + 2i, after the alignment of 4.
      pair: "0x040000000000803F00000040"
    }
  }
#-}
