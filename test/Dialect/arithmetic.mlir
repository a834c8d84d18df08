// RUN: milc-opt %s | milc-opt | FileCheck %s
// RUN: milc-opt --mlir-print-op-generic %s | milc-opt | FileCheck %s
// RUN: milc-opt --emit-bytecode %s | milc-opt | FileCheck %s
// RUN: milc-opt --mlir-print-op-generic %s | FileCheck --check-prefix=GENERIC %s

// CHECK-LABEL: func.func @add
// GENERIC-LABEL: sym_name = "add"
func.func @add(
    %f16: complex<f16>, %bf16: tensor<complex<bf16>>,
    %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2x?xcomplex<f64>>) {
  // CHECK: milcomplex.add %{{.*}}, %{{.*}} : complex<f16>
  // GENERIC: "milcomplex.add"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<none>}> : (complex<f16>, complex<f16>) -> complex<f16>
  %0 = milcomplex.add %f16, %f16 : complex<f16>
  // CHECK: milcomplex.add %{{.*}}, %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  // GENERIC: "milcomplex.add"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<contract>}> : (tensor<complex<bf16>>, tensor<complex<bf16>>) -> tensor<complex<bf16>>
  %1 = milcomplex.add %bf16, %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.add %{{.*}}, %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // GENERIC: "milcomplex.add"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<nnan,contract>}> {tag} : (tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>) -> tensor<4x3xcomplex<f32>>
  %2 = milcomplex.add %f32, %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.add %{{.*}}, %{{.*}} fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  // GENERIC: "milcomplex.add"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<fast>}> : (tensor<?x2x?xcomplex<f64>>, tensor<?x2x?xcomplex<f64>>) -> tensor<?x2x?xcomplex<f64>>
  %3 = milcomplex.add %f64, %f64 fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @sub
// GENERIC-LABEL: sym_name = "sub"
func.func @sub(
    %f16: complex<f16>, %bf16: tensor<complex<bf16>>,
    %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2x?xcomplex<f64>>) {
  // CHECK: milcomplex.sub %{{.*}}, %{{.*}} : complex<f16>
  // GENERIC: "milcomplex.sub"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<none>}> : (complex<f16>, complex<f16>) -> complex<f16>
  %0 = milcomplex.sub %f16, %f16 : complex<f16>
  // CHECK: milcomplex.sub %{{.*}}, %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  // GENERIC: "milcomplex.sub"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<contract>}> : (tensor<complex<bf16>>, tensor<complex<bf16>>) -> tensor<complex<bf16>>
  %1 = milcomplex.sub %bf16, %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.sub %{{.*}}, %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // GENERIC: "milcomplex.sub"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<nnan,contract>}> {tag} : (tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>) -> tensor<4x3xcomplex<f32>>
  %2 = milcomplex.sub %f32, %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.sub %{{.*}}, %{{.*}} fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  // GENERIC: "milcomplex.sub"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<fast>}> : (tensor<?x2x?xcomplex<f64>>, tensor<?x2x?xcomplex<f64>>) -> tensor<?x2x?xcomplex<f64>>
  %3 = milcomplex.sub %f64, %f64 fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @mul
// GENERIC-LABEL: sym_name = "mul"
func.func @mul(
    %f16: complex<f16>, %bf16: tensor<complex<bf16>>,
    %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2x?xcomplex<f64>>) {
  // CHECK: milcomplex.mul %{{.*}}, %{{.*}} : complex<f16>
  // GENERIC: "milcomplex.mul"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<none>}> : (complex<f16>, complex<f16>) -> complex<f16>
  %0 = milcomplex.mul %f16, %f16 : complex<f16>
  // CHECK: milcomplex.mul %{{.*}}, %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  // GENERIC: "milcomplex.mul"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<contract>}> : (tensor<complex<bf16>>, tensor<complex<bf16>>) -> tensor<complex<bf16>>
  %1 = milcomplex.mul %bf16, %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.mul %{{.*}}, %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // GENERIC: "milcomplex.mul"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<nnan,contract>}> {tag} : (tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>) -> tensor<4x3xcomplex<f32>>
  %2 = milcomplex.mul %f32, %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.mul %{{.*}}, %{{.*}} fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  // GENERIC: "milcomplex.mul"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<fast>}> : (tensor<?x2x?xcomplex<f64>>, tensor<?x2x?xcomplex<f64>>) -> tensor<?x2x?xcomplex<f64>>
  %3 = milcomplex.mul %f64, %f64 fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @neg
// GENERIC-LABEL: sym_name = "neg"
func.func @neg(
    %f16: complex<f16>, %bf16: tensor<complex<bf16>>,
    %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2x?xcomplex<f64>>) {
  // CHECK: milcomplex.neg %{{.*}} : complex<f16>
  // GENERIC: "milcomplex.neg"(%{{.*}}) <{fastmath = #arith.fastmath<none>}> : (complex<f16>) -> complex<f16>
  %0 = milcomplex.neg %f16 : complex<f16>
  // CHECK: milcomplex.neg %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  // GENERIC: "milcomplex.neg"(%{{.*}}) <{fastmath = #arith.fastmath<contract>}> : (tensor<complex<bf16>>) -> tensor<complex<bf16>>
  %1 = milcomplex.neg %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.neg %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // GENERIC: "milcomplex.neg"(%{{.*}}) <{fastmath = #arith.fastmath<nnan,contract>}> {tag} : (tensor<4x3xcomplex<f32>>) -> tensor<4x3xcomplex<f32>>
  %2 = milcomplex.neg %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.neg %{{.*}} fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  // GENERIC: "milcomplex.neg"(%{{.*}}) <{fastmath = #arith.fastmath<fast>}> : (tensor<?x2x?xcomplex<f64>>) -> tensor<?x2x?xcomplex<f64>>
  %3 = milcomplex.neg %f64 fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @conj
// GENERIC-LABEL: sym_name = "conj"
func.func @conj(
    %f16: complex<f16>, %bf16: tensor<complex<bf16>>,
    %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2x?xcomplex<f64>>) {
  // CHECK: milcomplex.conj %{{.*}} : complex<f16>
  // GENERIC: "milcomplex.conj"(%{{.*}}) <{fastmath = #arith.fastmath<none>}> : (complex<f16>) -> complex<f16>
  %0 = milcomplex.conj %f16 : complex<f16>
  // CHECK: milcomplex.conj %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  // GENERIC: "milcomplex.conj"(%{{.*}}) <{fastmath = #arith.fastmath<contract>}> : (tensor<complex<bf16>>) -> tensor<complex<bf16>>
  %1 = milcomplex.conj %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.conj %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // GENERIC: "milcomplex.conj"(%{{.*}}) <{fastmath = #arith.fastmath<nnan,contract>}> {tag} : (tensor<4x3xcomplex<f32>>) -> tensor<4x3xcomplex<f32>>
  %2 = milcomplex.conj %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.conj %{{.*}} fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  // GENERIC: "milcomplex.conj"(%{{.*}}) <{fastmath = #arith.fastmath<fast>}> : (tensor<?x2x?xcomplex<f64>>) -> tensor<?x2x?xcomplex<f64>>
  %3 = milcomplex.conj %f64 fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @eq
// GENERIC-LABEL: sym_name = "eq"
func.func @eq(
    %f16: complex<f16>, %bf16: tensor<complex<bf16>>,
    %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2x?xcomplex<f64>>) {
  // CHECK: milcomplex.eq %{{.*}}, %{{.*}} : complex<f16>
  // GENERIC: "milcomplex.eq"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<none>}> : (complex<f16>, complex<f16>) -> i1
  %0 = milcomplex.eq %f16, %f16 : complex<f16>
  // CHECK: milcomplex.eq %{{.*}}, %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  // GENERIC: "milcomplex.eq"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<contract>}> : (tensor<complex<bf16>>, tensor<complex<bf16>>) -> tensor<i1>
  %1 = milcomplex.eq %bf16, %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.eq %{{.*}}, %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // GENERIC: "milcomplex.eq"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<nnan,contract>}> {tag} : (tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>) -> tensor<4x3xi1>
  %2 = milcomplex.eq %f32, %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.eq %{{.*}}, %{{.*}} fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  // GENERIC: "milcomplex.eq"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<fast>}> : (tensor<?x2x?xcomplex<f64>>, tensor<?x2x?xcomplex<f64>>) -> tensor<?x2x?xi1>
  %3 = milcomplex.eq %f64, %f64 fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @ne
// GENERIC-LABEL: sym_name = "ne"
func.func @ne(
    %f16: complex<f16>, %bf16: tensor<complex<bf16>>,
    %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2x?xcomplex<f64>>) {
  // CHECK: milcomplex.ne %{{.*}}, %{{.*}} : complex<f16>
  // GENERIC: "milcomplex.ne"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<none>}> : (complex<f16>, complex<f16>) -> i1
  %0 = milcomplex.ne %f16, %f16 : complex<f16>
  // CHECK: milcomplex.ne %{{.*}}, %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  // GENERIC: "milcomplex.ne"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<contract>}> : (tensor<complex<bf16>>, tensor<complex<bf16>>) -> tensor<i1>
  %1 = milcomplex.ne %bf16, %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.ne %{{.*}}, %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // GENERIC: "milcomplex.ne"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<nnan,contract>}> {tag} : (tensor<4x3xcomplex<f32>>, tensor<4x3xcomplex<f32>>) -> tensor<4x3xi1>
  %2 = milcomplex.ne %f32, %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.ne %{{.*}}, %{{.*}} fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  // GENERIC: "milcomplex.ne"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<fast>}> : (tensor<?x2x?xcomplex<f64>>, tensor<?x2x?xcomplex<f64>>) -> tensor<?x2x?xi1>
  %3 = milcomplex.ne %f64, %f64 fastmath<fast> : tensor<?x2x?xcomplex<f64>>
  return
}

// The flags of an op without any may be left out, in either form.
// CHECK-LABEL: func.func @no_flags
// CHECK: milcomplex.add %{{.*}}, %{{.*}} : complex<f32>
// CHECK: milcomplex.add %{{.*}}, %{{.*}} : complex<f32>
func.func @no_flags(%z: complex<f32>) {
  %0 = milcomplex.add %z, %z fastmath<none> : complex<f32>
  %1 = "milcomplex.add"(%z, %z) : (complex<f32>, complex<f32>) -> complex<f32>
  return
}

// CHECK-LABEL: func.func @encoding
// GENERIC-LABEL: sym_name = "encoding"
func.func @encoding(%z: tensor<2xcomplex<f32>, "encoding">) {
  // CHECK: milcomplex.eq %{{.*}}, %{{.*}} : tensor<2xcomplex<f32>, "encoding">
  // GENERIC: -> tensor<2xi1, "encoding">
  %0 = milcomplex.eq %z, %z : tensor<2xcomplex<f32>, "encoding">
  return
}
