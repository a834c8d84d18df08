// Code in which functions of real numbers are expanded calls nothing, on any
// processor with a fused multiply-add and a rounding instruction; neither do the
// ops that are left as they are. MLIR (22.1) does not lower isinf and isnormal to
// LLVM.

// RUN: milc-opt --milc-expand-math --math-expand-ops=ops=clampf --convert-to-llvm %s | mlir-translate --mlir-to-llvmir > %t.ll
// RUN: llc -mtriple=x86_64-linux-gnu -mcpu=x86-64-v3 %t.ll -o - | FileCheck %s --implicit-check-not=call
// RUN: llc -mtriple=aarch64-linux-gnu %t.ll -o - | FileCheck %s --implicit-check-not='{{[[:space:]]bl[[:space:]]}}'
// RUN: llc -mtriple=riscv64-linux-gnu -mattr=+d,+zfa %t.ll -o - | FileCheck %s --implicit-check-not=call
// RUN: llc -mtriple=nvptx64 -mcpu=sm_80 %t.ll -o - | FileCheck %s --implicit-check-not=call

// CHECK: of_f32
func.func @of_f32(%x: f32, %y: f32, %n: i32) -> f32 {
  %0 = math.atan2 %x, %y : f32
  %1 = math.powf %0, %y : f32
  %2 = math.exp %1 : f32
  %3 = math.exp2 %2 : f32
  %4 = math.expm1 %3 : f32
  %5 = math.log %4 : f32
  %6 = math.log2 %5 : f32
  %7 = math.log10 %6 : f32
  %8 = math.log1p %7 : f32
  %9 = math.sin %8 : f32
  %10 = math.cos %9 : f32
  %11 = math.tan %10 : f32
  %12 = math.sinh %11 : f32
  %13 = math.cosh %12 : f32
  %14 = math.tanh %13 : f32
  %15 = math.asin %14 : f32
  %16 = math.acos %15 : f32
  %17 = math.atan %16 : f32
  %18 = math.asinh %17 : f32
  %19 = math.acosh %18 : f32
  %20 = math.atanh %19 : f32
  %21 = math.erf %20 : f32
  %22 = math.erfc %21 : f32
  %23 = math.cbrt %22 : f32
  %24 = math.fpowi %23, %n : f32, i32
  return %24 : f32
}

// CHECK: of_f64
func.func @of_f64(%x: f64, %y: f64, %n: i32) -> f64 {
  %0 = math.atan2 %x, %y : f64
  %1 = math.powf %0, %y : f64
  %2 = math.exp %1 : f64
  %3 = math.exp2 %2 : f64
  %4 = math.expm1 %3 : f64
  %5 = math.log %4 : f64
  %6 = math.log2 %5 : f64
  %7 = math.log10 %6 : f64
  %8 = math.log1p %7 : f64
  %9 = math.sin %8 : f64
  %10 = math.cos %9 : f64
  %11 = math.tan %10 : f64
  %12 = math.sinh %11 : f64
  %13 = math.cosh %12 : f64
  %14 = math.tanh %13 : f64
  %15 = math.asin %14 : f64
  %16 = math.acos %15 : f64
  %17 = math.atan %16 : f64
  %18 = math.asinh %17 : f64
  %19 = math.acosh %18 : f64
  %20 = math.atanh %19 : f64
  %21 = math.erf %20 : f64
  %22 = math.erfc %21 : f64
  %23 = math.cbrt %22 : f64
  %24 = math.fpowi %23, %n : f64, i32
  return %24 : f64
}

// CHECK: instructions_of_f32
func.func @instructions_of_f32(%x: f32, %y: f32, %z: f32) -> (f32, i1, i1) {
  %0 = math.absf %x : f32
  %1 = math.ceil %0 : f32
  %2 = math.clampf %1 to [%y, %z] : f32
  %3 = math.copysign %2, %y : f32
  %4 = math.floor %3 : f32
  %5 = math.fma %4, %y, %z : f32
  %6 = math.round %5 : f32
  %7 = math.roundeven %6 : f32
  %8 = math.rsqrt %7 : f32
  %9 = math.sqrt %8 : f32
  %10 = math.trunc %9 : f32
  %11 = math.isfinite %x : f32
  %12 = math.isnan %x : f32
  return %10, %11, %12 : f32, i1, i1
}

// CHECK: instructions_of_f64
func.func @instructions_of_f64(%x: f64, %y: f64, %z: f64) -> (f64, i1, i1) {
  %0 = math.absf %x : f64
  %1 = math.ceil %0 : f64
  %2 = math.clampf %1 to [%y, %z] : f64
  %3 = math.copysign %2, %y : f64
  %4 = math.floor %3 : f64
  %5 = math.fma %4, %y, %z : f64
  %6 = math.round %5 : f64
  %7 = math.roundeven %6 : f64
  %8 = math.rsqrt %7 : f64
  %9 = math.sqrt %8 : f64
  %10 = math.trunc %9 : f64
  %11 = math.isfinite %x : f64
  %12 = math.isnan %x : f64
  return %10, %11, %12 : f64, i1, i1
}
