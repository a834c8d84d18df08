// milc-expand-math replaces functions of real numbers by arithmetic. What it
// computes is tested by test/Integration/expand-math.mlir.

// RUN: milc-opt --milc-expand-math %s | mlir-opt | FileCheck %s --implicit-check-not='{{math[.](a(cos|sin|tan)|cos|exp|log|pow|sin|tan)}}'

// Run a second time, or on each function, it does the same.
// RUN: milc-opt --milc-expand-math %s > %t.once
// RUN: milc-opt --milc-expand-math %t.once | diff %t.once -
// RUN: milc-opt --pass-pipeline='builtin.module(func.func(milc-expand-math),gpu.module(milc-expand-math))' %s | diff %t.once -

// CHECK-LABEL: func.func @unary(
// CHECK: arith.select
// CHECK: return
func.func @unary(%x: f32, %y: f64) -> (f32, f64) {
  %0 = math.exp %x : f32
  %1 = math.exp2 %0 : f32
  %2 = math.expm1 %1 : f32
  %3 = math.log %2 : f32
  %4 = math.log2 %3 : f32
  %5 = math.log10 %4 : f32
  %6 = math.log1p %5 : f32
  %7 = math.sin %6 : f32
  %8 = math.cos %7 : f32
  %9 = math.tan %8 : f32
  %10 = math.sinh %9 : f32
  %11 = math.cosh %10 : f32
  %12 = math.tanh %11 : f32
  %13 = math.asin %12 : f32
  %14 = math.acos %13 : f32
  %15 = math.atan %14 : f32
  %16 = math.asinh %15 : f32
  %17 = math.acosh %16 : f32
  %18 = math.atanh %17 : f32
  %19 = math.erf %18 : f32
  %40 = math.erfc %19 : f32
  %41 = math.cbrt %40 : f32
  %20 = math.exp %y : f64
  %21 = math.exp2 %20 : f64
  %22 = math.expm1 %21 : f64
  %23 = math.log %22 : f64
  %24 = math.log2 %23 : f64
  %25 = math.log10 %24 : f64
  %26 = math.log1p %25 : f64
  %27 = math.sin %26 : f64
  %28 = math.cos %27 : f64
  %29 = math.tan %28 : f64
  %30 = math.sinh %29 : f64
  %31 = math.cosh %30 : f64
  %32 = math.tanh %31 : f64
  %33 = math.asin %32 : f64
  %34 = math.acos %33 : f64
  %35 = math.atan %34 : f64
  %36 = math.asinh %35 : f64
  %37 = math.acosh %36 : f64
  %38 = math.atanh %37 : f64
  %39 = math.erf %38 : f64
  %42 = math.erfc %39 : f64
  %43 = math.cbrt %42 : f64
  return %41, %43 : f32, f64
}

// CHECK-LABEL: func.func @binary(
// CHECK: return
func.func @binary(%x: f32, %y: f64) -> (f32, f32, f64, f64) {
  %0 = math.atan2 %x, %x : f32
  %1 = math.powf %x, %x : f32
  %2 = math.atan2 %y, %y : f64
  %3 = math.powf %y, %y : f64
  return %0, %1, %2, %3 : f32, f32, f64, f64
}

// Narrow formats are computed in f32.
// CHECK-LABEL: func.func @narrow(
// CHECK-SAME: %[[X:.*]]: f16, %[[Y:.*]]: bf16)
// CHECK: arith.extf %[[X]] : f16 to f32
// CHECK: arith.truncf %{{.*}} : f32 to f16
// CHECK: arith.extf %[[Y]] : bf16 to f32
// CHECK: arith.truncf %{{.*}} : f32 to bf16
func.func @narrow(%x: f16, %y: bf16) -> (f16, bf16) {
  %0 = math.tanh %x : f16
  %1 = math.exp %y : bf16
  return %0, %1 : f16, bf16
}

// CHECK-LABEL: func.func @vectors(
// CHECK: math.fma {{.*}} : vector<4xf32>
// CHECK: arith.extf {{.*}} : vector<2x[4]xbf16> to vector<2x[4]xf32>
// CHECK: arith.bitcast {{.*}} : vector<2x[4]xf32> to vector<2x[4]xi32>
// CHECK: arith.truncf {{.*}} : vector<2x[4]xf32> to vector<2x[4]xbf16>
// CHECK: math.fma {{.*}} : vector<f64>
// CHECK: return
func.func @vectors(%x: vector<4xf32>, %y: vector<2x[4]xbf16>, %z: vector<f64>)
    -> (vector<4xf32>, vector<2x[4]xbf16>, vector<f64>) {
  %0 = math.exp %x : vector<4xf32>
  %1 = math.sin %y : vector<2x[4]xbf16>
  %2 = math.powf %z, %z : vector<f64>
  return %0, %1, %2 : vector<4xf32>, vector<2x[4]xbf16>, vector<f64>
}

// One pass over memory, whatever the shape.
// CHECK-LABEL: func.func @tensors(
// CHECK-SAME: %[[X:[^:]*]]: tensor<?x3xf32>, %[[Y:[^:]*]]: tensor<4xf64>, %[[Z:[^:]*]]: tensor<f16>)
// CHECK: linalg.generic {{.*}} ins(%[[X]] : tensor<?x3xf32>) outs(%[[X]] : tensor<?x3xf32>)
// CHECK: math.fma {{.*}} : f32
// CHECK: linalg.yield %{{.*}} : f32
// CHECK: linalg.generic {{.*}} ins(%[[Y]], %[[Y]] : tensor<4xf64>, tensor<4xf64>)
// CHECK: linalg.generic {{.*}} ins(%[[Z]] : tensor<f16>)
// CHECK: arith.extf
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @tensors(%x: tensor<?x3xf32>, %y: tensor<4xf64>, %z: tensor<f16>)
    -> (tensor<?x3xf32>, tensor<4xf64>, tensor<f16>) {
  %0 = math.exp %x : tensor<?x3xf32>
  %1 = math.atan2 %y, %y : tensor<4xf64>
  %2 = math.log %z : tensor<f16>
  return %0, %1, %2 : tensor<?x3xf32>, tensor<4xf64>, tensor<f16>
}

// CHECK-LABEL: func.func @sincos(
// CHECK-COUNT-1: linalg.generic
// CHECK: linalg.yield %{{.*}}, %{{.*}} : f32, f32
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @sincos(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %0, %1 = math.sincos %x : tensor<?xf32>
  return %0, %1 : tensor<?xf32>, tensor<?xf32>
}

// Flags, which the formulas must not have, are dropped; attributes are kept.
// CHECK-LABEL: func.func @flags(
// CHECK-NOT: fastmath
// CHECK: {some.tag}
// CHECK-NOT: fastmath
// CHECK: linalg.generic {{.*}}some.tag
// CHECK-NOT: fastmath
// CHECK: return
func.func @flags(%x: f32, %y: tensor<2xf32>) -> (f32, tensor<2xf32>) {
  %0 = math.exp %x fastmath<afn> {some.tag} : f32
  %1 = math.exp %y fastmath<fast> {some.tag} : tensor<2xf32>
  return %0, %1 : f32, tensor<2xf32>
}

// Bodies of linalg ops, those that go by the name of the op too.
// CHECK-LABEL: func.func @bodies(
// CHECK: linalg.map
// CHECK: math.fma
// CHECK: linalg.generic {{.*}}some.tag
// CHECK: math.fma
// CHECK: linalg.generic
// CHECK: math.fma
// CHECK: linalg.add
func.func @bodies(%x: memref<4xf32>, %y: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  linalg.map { math.exp } ins(%x : memref<4xf32>) outs(%x : memref<4xf32>)
  linalg.exp {some.tag} ins(%x : memref<4xf32>) outs(%x : memref<4xf32>)
  %0 = linalg.elementwise kind=#linalg.elementwise_kind<tanh>
      ins(%y : tensor<4xf32>) outs(%y : tensor<4xf32>) -> tensor<4xf32>
  %1 = linalg.add ins(%y, %y : tensor<4xf32>, tensor<4xf32>) outs(%y : tensor<4xf32>) -> tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: func.func @loop(
// CHECK: scf.for
// CHECK: math.fma
// CHECK: scf.yield
func.func @loop(%x: f32, %n: index) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> f32 {
    %1 = math.exp %a : f32
    scf.yield %1 : f32
  }
  return %0 : f32
}

// CHECK-LABEL: gpu.func @kernel(
// CHECK: math.fma
// CHECK: memref.store
gpu.module @kernels {
  gpu.func @kernel(%x: memref<4xf32>, %i: index) kernel {
    %0 = memref.load %x[%i] : memref<4xf32>
    %1 = math.exp %0 : f32
    memref.store %1, %x[%i] : memref<4xf32>
    gpu.return
  }
}
