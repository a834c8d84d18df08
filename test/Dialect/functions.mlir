// RUN: milc-opt %s | milc-opt | FileCheck %s
// RUN: milc-opt --mlir-print-op-generic %s | milc-opt | FileCheck %s
// RUN: milc-opt --emit-bytecode %s | milc-opt | FileCheck %s

// CHECK-LABEL: func.func @reciprocal(
func.func @reciprocal(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.reciprocal %{{.*}} : complex<f16>
  %0 = milcomplex.reciprocal %f16 : complex<f16>
  // CHECK: milcomplex.reciprocal %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.reciprocal %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.reciprocal %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.reciprocal %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.reciprocal %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.reciprocal %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @square(
func.func @square(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.square %{{.*}} : complex<f16>
  %0 = milcomplex.square %f16 : complex<f16>
  // CHECK: milcomplex.square %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.square %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.square %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.square %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.square %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.square %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @sign(
func.func @sign(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.sign %{{.*}} : complex<f16>
  %0 = milcomplex.sign %f16 : complex<f16>
  // CHECK: milcomplex.sign %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.sign %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.sign %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.sign %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.sign %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.sign %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @exp(
func.func @exp(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.exp %{{.*}} : complex<f16>
  %0 = milcomplex.exp %f16 : complex<f16>
  // CHECK: milcomplex.exp %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.exp %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.exp %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.exp %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.exp %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.exp %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @expm1(
func.func @expm1(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.expm1 %{{.*}} : complex<f16>
  %0 = milcomplex.expm1 %f16 : complex<f16>
  // CHECK: milcomplex.expm1 %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.expm1 %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.expm1 %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.expm1 %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.expm1 %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.expm1 %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @exp2(
func.func @exp2(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.exp2 %{{.*}} : complex<f16>
  %0 = milcomplex.exp2 %f16 : complex<f16>
  // CHECK: milcomplex.exp2 %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.exp2 %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.exp2 %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.exp2 %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.exp2 %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.exp2 %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @log(
func.func @log(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.log %{{.*}} : complex<f16>
  %0 = milcomplex.log %f16 : complex<f16>
  // CHECK: milcomplex.log %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.log %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.log %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.log %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.log %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.log %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @log1p(
func.func @log1p(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.log1p %{{.*}} : complex<f16>
  %0 = milcomplex.log1p %f16 : complex<f16>
  // CHECK: milcomplex.log1p %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.log1p %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.log1p %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.log1p %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.log1p %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.log1p %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @log2(
func.func @log2(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.log2 %{{.*}} : complex<f16>
  %0 = milcomplex.log2 %f16 : complex<f16>
  // CHECK: milcomplex.log2 %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.log2 %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.log2 %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.log2 %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.log2 %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.log2 %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @log10(
func.func @log10(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.log10 %{{.*}} : complex<f16>
  %0 = milcomplex.log10 %f16 : complex<f16>
  // CHECK: milcomplex.log10 %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.log10 %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.log10 %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.log10 %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.log10 %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.log10 %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @sqrt(
func.func @sqrt(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.sqrt %{{.*}} : complex<f16>
  %0 = milcomplex.sqrt %f16 : complex<f16>
  // CHECK: milcomplex.sqrt %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.sqrt %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.sqrt %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.sqrt %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.sqrt %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.sqrt %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @rsqrt(
func.func @rsqrt(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.rsqrt %{{.*}} : complex<f16>
  %0 = milcomplex.rsqrt %f16 : complex<f16>
  // CHECK: milcomplex.rsqrt %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.rsqrt %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.rsqrt %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.rsqrt %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.rsqrt %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.rsqrt %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @sin(
func.func @sin(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.sin %{{.*}} : complex<f16>
  %0 = milcomplex.sin %f16 : complex<f16>
  // CHECK: milcomplex.sin %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.sin %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.sin %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.sin %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.sin %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.sin %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @cos(
func.func @cos(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.cos %{{.*}} : complex<f16>
  %0 = milcomplex.cos %f16 : complex<f16>
  // CHECK: milcomplex.cos %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.cos %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.cos %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.cos %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.cos %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.cos %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @tan(
func.func @tan(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.tan %{{.*}} : complex<f16>
  %0 = milcomplex.tan %f16 : complex<f16>
  // CHECK: milcomplex.tan %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.tan %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.tan %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.tan %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.tan %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.tan %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @sinh(
func.func @sinh(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.sinh %{{.*}} : complex<f16>
  %0 = milcomplex.sinh %f16 : complex<f16>
  // CHECK: milcomplex.sinh %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.sinh %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.sinh %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.sinh %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.sinh %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.sinh %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @cosh(
func.func @cosh(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.cosh %{{.*}} : complex<f16>
  %0 = milcomplex.cosh %f16 : complex<f16>
  // CHECK: milcomplex.cosh %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.cosh %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.cosh %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.cosh %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.cosh %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.cosh %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @tanh(
func.func @tanh(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.tanh %{{.*}} : complex<f16>
  %0 = milcomplex.tanh %f16 : complex<f16>
  // CHECK: milcomplex.tanh %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.tanh %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.tanh %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.tanh %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.tanh %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.tanh %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @asin(
func.func @asin(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.asin %{{.*}} : complex<f16>
  %0 = milcomplex.asin %f16 : complex<f16>
  // CHECK: milcomplex.asin %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.asin %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.asin %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.asin %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.asin %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.asin %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @acos(
func.func @acos(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.acos %{{.*}} : complex<f16>
  %0 = milcomplex.acos %f16 : complex<f16>
  // CHECK: milcomplex.acos %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.acos %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.acos %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.acos %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.acos %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.acos %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @atan(
func.func @atan(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.atan %{{.*}} : complex<f16>
  %0 = milcomplex.atan %f16 : complex<f16>
  // CHECK: milcomplex.atan %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.atan %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.atan %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.atan %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.atan %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.atan %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @asinh(
func.func @asinh(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.asinh %{{.*}} : complex<f16>
  %0 = milcomplex.asinh %f16 : complex<f16>
  // CHECK: milcomplex.asinh %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.asinh %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.asinh %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.asinh %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.asinh %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.asinh %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @acosh(
func.func @acosh(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.acosh %{{.*}} : complex<f16>
  %0 = milcomplex.acosh %f16 : complex<f16>
  // CHECK: milcomplex.acosh %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.acosh %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.acosh %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.acosh %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.acosh %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.acosh %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @atanh(
func.func @atanh(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.atanh %{{.*}} : complex<f16>
  %0 = milcomplex.atanh %f16 : complex<f16>
  // CHECK: milcomplex.atanh %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.atanh %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.atanh %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.atanh %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.atanh %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.atanh %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @logistic(
func.func @logistic(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.logistic %{{.*}} : complex<f16>
  %0 = milcomplex.logistic %f16 : complex<f16>
  // CHECK: milcomplex.logistic %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.logistic %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.logistic %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.logistic %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.logistic %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.logistic %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @div(
func.func @div(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.div %{{.*}}, %{{.*}} : complex<f16>
  %0 = milcomplex.div %f16, %f16 : complex<f16>
  // CHECK: milcomplex.div %{{.*}}, %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.div %bf16, %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.div %{{.*}}, %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.div %f32, %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.div %{{.*}}, %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.div %f64, %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @pow(
func.func @pow(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.pow %{{.*}}, %{{.*}} : complex<f16>
  %0 = milcomplex.pow %f16, %f16 : complex<f16>
  // CHECK: milcomplex.pow %{{.*}}, %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.pow %bf16, %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.pow %{{.*}}, %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.pow %f32, %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.pow %{{.*}}, %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.pow %f64, %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @atan2(
func.func @atan2(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.atan2 %{{.*}}, %{{.*}} : complex<f16>
  %0 = milcomplex.atan2 %f16, %f16 : complex<f16>
  // CHECK: milcomplex.atan2 %{{.*}}, %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.atan2 %bf16, %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.atan2 %{{.*}}, %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.atan2 %f32, %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.atan2 %{{.*}}, %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.atan2 %f64, %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @abs(
func.func @abs(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.abs %{{.*}} : complex<f16>
  %0 = milcomplex.abs %f16 : complex<f16>
  // CHECK: milcomplex.abs %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.abs %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.abs %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.abs %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.abs %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.abs %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @angle(
func.func @angle(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.angle %{{.*}} : complex<f16>
  %0 = milcomplex.angle %f16 : complex<f16>
  // CHECK: milcomplex.angle %{{.*}} fastmath<contract> : tensor<complex<bf16>>
  %1 = milcomplex.angle %bf16 fastmath<contract> : tensor<complex<bf16>>
  // CHECK: milcomplex.angle %{{.*}} fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.angle %f32 fastmath<nnan,contract> {tag} : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.angle %{{.*}} fastmath<fast> : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.angle %f64 fastmath<fast> : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @powi(
func.func @powi(%f32: tensor<4xcomplex<f32>>, %i32: tensor<4xi32>, %f64: complex<f64>, %i8: i8) {
  // CHECK: milcomplex.powi %{{.*}}, %{{.*}} fastmath<afn> : tensor<4xcomplex<f32>>, tensor<4xi32>
  %0 = milcomplex.powi %f32, %i32 fastmath<afn> : tensor<4xcomplex<f32>>, tensor<4xi32>
  // CHECK: milcomplex.powi %{{.*}}, %{{.*}} : complex<f64>, i8
  %1 = milcomplex.powi %f64, %i8 : complex<f64>, i8
  return
}

// CHECK-LABEL: func.func @polar(
func.func @polar(%r: f32, %t: tensor<?xf64>) {
  // CHECK: milcomplex.polar %{{.*}}, %{{.*}} : complex<f32>
  %0 = milcomplex.polar %r, %r : complex<f32>
  // CHECK: milcomplex.polar %{{.*}}, %{{.*}} fastmath<fast> : tensor<?xcomplex<f64>>
  %1 = milcomplex.polar %t, %t fastmath<fast> : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @is_finite(
func.func @is_finite(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.is_finite %{{.*}} : complex<f16>
  %0 = milcomplex.is_finite %f16 : complex<f16>
  // CHECK: milcomplex.is_finite %{{.*}} : tensor<complex<bf16>>
  %1 = milcomplex.is_finite %bf16 : tensor<complex<bf16>>
  // CHECK: milcomplex.is_finite %{{.*}} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.is_finite %f32 : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.is_finite %{{.*}} : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.is_finite %f64 : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @is_inf(
func.func @is_inf(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.is_inf %{{.*}} : complex<f16>
  %0 = milcomplex.is_inf %f16 : complex<f16>
  // CHECK: milcomplex.is_inf %{{.*}} : tensor<complex<bf16>>
  %1 = milcomplex.is_inf %bf16 : tensor<complex<bf16>>
  // CHECK: milcomplex.is_inf %{{.*}} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.is_inf %f32 : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.is_inf %{{.*}} : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.is_inf %f64 : tensor<?x2xcomplex<f64>>
  return
}

// CHECK-LABEL: func.func @is_nan(
func.func @is_nan(%f16: complex<f16>, %bf16: tensor<complex<bf16>>, %f32: tensor<4x3xcomplex<f32>>, %f64: tensor<?x2xcomplex<f64>>) {
  // CHECK: milcomplex.is_nan %{{.*}} : complex<f16>
  %0 = milcomplex.is_nan %f16 : complex<f16>
  // CHECK: milcomplex.is_nan %{{.*}} : tensor<complex<bf16>>
  %1 = milcomplex.is_nan %bf16 : tensor<complex<bf16>>
  // CHECK: milcomplex.is_nan %{{.*}} : tensor<4x3xcomplex<f32>>
  %2 = milcomplex.is_nan %f32 : tensor<4x3xcomplex<f32>>
  // CHECK: milcomplex.is_nan %{{.*}} : tensor<?x2xcomplex<f64>>
  %3 = milcomplex.is_nan %f64 : tensor<?x2xcomplex<f64>>
  return
}
