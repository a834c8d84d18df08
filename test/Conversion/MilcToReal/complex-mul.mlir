// How a product is computed, by complex-range, type and fast-math flags.

// RUN: milc-opt --lower-complex=complex-range=basic %s | mlir-opt | milc-opt --lower-complex | FileCheck %s --check-prefixes=CHECK,BASIC
// RUN: milc-opt --lower-complex=complex-range=improved %s | mlir-opt | milc-opt --lower-complex | FileCheck %s --check-prefixes=CHECK,IMPROVED
// RUN: milc-opt --lower-complex=complex-range=full %s | mlir-opt | milc-opt --lower-complex | FileCheck %s --check-prefixes=CHECK,FULL
// RUN: milc-opt --lower-complex=complex-range=promoted %s | mlir-opt | milc-opt --lower-complex | FileCheck %s --check-prefixes=CHECK,PROMOTED

// The default, and the option of the phase itself.
// RUN: milc-opt --lower-complex=complex-range=improved %s > %t.improved
// RUN: milc-opt --lower-complex %s | cmp - %t.improved
// RUN: milc-opt --lower-complex=complex-range=full %s > %t.full
// RUN: milc-opt --milc-to-real=complex-range=full %s | cmp - %t.full
// RUN: milc-opt --pass-pipeline='builtin.module(lower-complex{complex-range=full})' %s | cmp - %t.full
// RUN: not milc-opt --lower-complex=complex-range=none %s 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// UNKNOWN: Cannot find option named 'none'

// (ac - bd) + i(ad + bc) as written; Kahan's scheme with a fused multiply-add
// otherwise, of operands that are scaled down where the sum is not finite. Flags
// do not reach a compensated formula.
// CHECK-LABEL: func.func @f32(
// CHECK-SAME: %[[A:[^:]*]]: f32, %[[B:[^:]*]]: f32, %[[C:[^:]*]]: f32, %[[D:[^:]*]]: f32)
// BASIC-NEXT: %[[AC:.*]] = arith.mulf %[[A]], %[[C]] fastmath<nnan> : f32
// BASIC-NEXT: %[[BD:.*]] = arith.mulf %[[B]], %[[D]] fastmath<nnan> : f32
// BASIC-NEXT: %[[AD:.*]] = arith.mulf %[[A]], %[[D]] fastmath<nnan> : f32
// BASIC-NEXT: %[[BC:.*]] = arith.mulf %[[B]], %[[C]] fastmath<nnan> : f32
// BASIC-NEXT: %[[RE:.*]] = arith.subf %[[AC]], %[[BD]] fastmath<nnan> : f32
// BASIC-NEXT: %[[IM:.*]] = arith.addf %[[AD]], %[[BC]] fastmath<nnan> : f32
// BASIC-NEXT: return %[[RE]], %[[IM]]
// IMPROVED-NOT: fastmath
// IMPROVED: %[[BC:.*]] = arith.mulf %[[B]], %[[C]] : f32
// IMPROVED: %[[SUM:.*]] = math.fma %[[A]], %[[D]], %[[BC]] : f32
// IMPROVED: %[[ABS:.*]] = math.absf %[[SUM]] : f32
// IMPROVED: %[[IN_RANGE:.*]] = arith.cmpf olt, %[[ABS]], %{{.*}} : f32
// IMPROVED: %[[DOWN:.*]] = arith.select %[[IN_RANGE]], %{{.*}}, %{{.*}} : f32
// IMPROVED: %[[UP:.*]] = arith.select %[[IN_RANGE]], %{{.*}}, %{{.*}} : f32
// IMPROVED: %[[A1:.*]] = arith.mulf %[[A]], %[[DOWN]] : f32
// IMPROVED: %[[D1:.*]] = arith.mulf %[[D]], %[[DOWN]] : f32
// IMPROVED: %[[B1:.*]] = arith.mulf %[[B]], %[[DOWN]] : f32
// IMPROVED: %[[C1:.*]] = arith.mulf %[[C]], %[[DOWN]] : f32
// IMPROVED: %[[BC1:.*]] = arith.mulf %[[B1]], %[[C1]] : f32
// IMPROVED: %[[NEG_B1:.*]] = arith.negf %[[B1]] : f32
// IMPROVED: %[[EXCESS:.*]] = math.fma %[[NEG_B1]], %[[C1]], %[[BC1]] : f32
// IMPROVED: %[[SUM1:.*]] = math.fma %[[A1]], %[[D1]], %[[BC1]] : f32
// IMPROVED: arith.subf %[[SUM1]], %[[EXCESS]] : f32
// IMPROVED: %[[IS_NAN:.*]] = arith.cmpf uno, %[[SCALED:.*]], %[[SCALED]] : f32
// IMPROVED: arith.select %[[IS_NAN]], %[[SUM]], %[[SCALED]] : f32
// IMPROVED-NOT: math.copysign
// FULL-NOT: fastmath
// FULL: math.fma
// FULL: math.copysign
// FULL: arith.cmpf uno
// PROMOTED-COUNT-4: arith.extf %{{.*}} : f32 to f64
// PROMOTED-NEXT: arith.mulf %{{.*}}, %{{.*}} : f64
// PROMOTED-NEXT: arith.mulf %{{.*}}, %{{.*}} : f64
// PROMOTED-NEXT: arith.mulf %{{.*}}, %{{.*}} : f64
// PROMOTED-NEXT: arith.mulf %{{.*}}, %{{.*}} : f64
// PROMOTED-NEXT: arith.subf %{{.*}}, %{{.*}} : f64
// PROMOTED-NEXT: arith.addf %{{.*}}, %{{.*}} : f64
// PROMOTED-COUNT-2: arith.truncf %{{.*}} : f64 to f32
// PROMOTED-NEXT: return
func.func @f32(%z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %0 = complex.mul %z, %w fastmath<nnan> : complex<f32>
  return %0 : complex<f32>
}

// The products of f16 are exact in f32.
// CHECK-LABEL: func.func @f16(
// CHECK-COUNT-4: arith.extf %{{.*}} : f16 to f32
// CHECK-NEXT: arith.mulf %{{.*}}, %{{.*}} : f32
// CHECK-NEXT: arith.mulf %{{.*}}, %{{.*}} : f32
// CHECK-NEXT: arith.mulf %{{.*}}, %{{.*}} : f32
// CHECK-NEXT: arith.mulf %{{.*}}, %{{.*}} : f32
// CHECK-NEXT: arith.subf %{{.*}}, %{{.*}} : f32
// CHECK-NEXT: arith.addf %{{.*}}, %{{.*}} : f32
// FULL: math.copysign
// CHECK-COUNT-2: arith.truncf %{{.*}} : f32 to f16
// CHECK-NEXT: return
func.func @f16(%z: complex<f16>, %w: complex<f16>) -> complex<f16> {
  %0 = milcomplex.mul %z, %w : complex<f16>
  return %0 : complex<f16>
}

// Those of bf16 are, but for their exponents.
// CHECK-LABEL: func.func @bf16(
// CHECK-COUNT-4: arith.extf %{{.*}} : bf16 to f32
// BASIC-NOT: math.fma
// IMPROVED: math.fma
// FULL: math.fma
// FULL: math.copysign
// PROMOTED: math.fma
// CHECK-COUNT-2: arith.truncf %{{.*}} : f32 to bf16
// CHECK-NEXT: return
func.func @bf16(%z: complex<bf16>, %w: complex<bf16>) -> complex<bf16> {
  %0 = milcomplex.mul %z, %w : complex<bf16>
  return %0 : complex<bf16>
}

// There is no wider type than f64.
// CHECK-LABEL: func.func @f64(
// CHECK-NOT: arith.extf
// BASIC-NOT: math.fma
// IMPROVED: math.fma %{{.*}}, %{{.*}}, %{{.*}} : f64
// FULL: math.copysign %{{.*}}, %{{.*}} : f64
// PROMOTED: math.fma %{{.*}}, %{{.*}}, %{{.*}} : f64
// CHECK-NOT: arith.truncf
// CHECK: return
func.func @f64(%z: complex<f64>, %w: complex<f64>) -> complex<f64> {
  %0 = milcomplex.mul %z, %w : complex<f64>
  return %0 : complex<f64>
}

// contract selects the textbook formula in every range.
// CHECK-LABEL: func.func @contract(
// CHECK-COUNT-4: arith.mulf %{{.*}}, %{{.*}} fastmath<contract> : f32
// CHECK-NEXT: arith.subf %{{.*}}, %{{.*}} fastmath<contract> : f32
// CHECK-NEXT: arith.addf %{{.*}}, %{{.*}} fastmath<contract> : f32
// CHECK-NEXT: return
func.func @contract(%z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %0 = complex.mul %z, %w fastmath<contract> : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @fast(
// CHECK-COUNT-4: arith.mulf %{{.*}}, %{{.*}} fastmath<fast> : f32
// CHECK-NEXT: arith.subf %{{.*}}, %{{.*}} fastmath<fast> : f32
// CHECK-NEXT: arith.addf %{{.*}}, %{{.*}} fastmath<fast> : f32
// CHECK-NEXT: return
func.func @fast(%z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %0 = milcomplex.mul %z, %w fastmath<fast> : complex<f32>
  return %0 : complex<f32>
}

// Without NaNs and infinities there is nothing to recover.
// CHECK-LABEL: func.func @no_infinities(
// FULL: math.fma
// FULL-NOT: math.copysign
// CHECK: return
func.func @no_infinities(%z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %0 = complex.mul %z, %w fastmath<nnan,ninf> : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @no_nans(
// FULL: math.copysign
// CHECK: return
func.func @no_nans(%z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %0 = complex.mul %z, %w fastmath<nnan> : complex<f32>
  return %0 : complex<f32>
}

// The last op of each part has the discardable attributes.
// CHECK-LABEL: func.func @keeps_discardable_attributes(
// BASIC: %[[RE:.*]] = arith.subf %{{.*}}, %{{.*}} {kept.mul} : f32
// BASIC: %[[IM:.*]] = arith.addf %{{.*}}, %{{.*}} {kept.mul} : f32
// IMPROVED-DAG: %[[RE:.*]] = arith.select %{{.*}}, %{{.*}}, %{{.*}} {kept.mul} : f32
// IMPROVED-DAG: %[[IM:.*]] = arith.select %{{.*}}, %{{.*}}, %{{.*}} {kept.mul} : f32
// FULL-DAG: %[[RE:.*]] = arith.select %{{.*}}, %{{.*}}, %{{.*}} {kept.mul} : f32
// FULL-DAG: %[[IM:.*]] = arith.select %{{.*}}, %{{.*}}, %{{.*}} {kept.mul} : f32
// PROMOTED-DAG: %[[RE:.*]] = arith.truncf %{{.*}} {kept.mul} : f64 to f32
// PROMOTED-DAG: %[[IM:.*]] = arith.truncf %{{.*}} {kept.mul} : f64 to f32
// CHECK: return %[[RE]], %[[IM]]
func.func @keeps_discardable_attributes(%z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %0 = complex.mul %z, %w {kept.mul} : complex<f32>
  return %0 : complex<f32>
}

//===----------------------------------------------------------------------===//
// Tensors: the textbook formula is arith on tensors, a longer one is the body
// of one linalg.generic
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @tensor(
// CHECK-SAME: %[[A:[^:]*]]: tensor<2x?xf32>, %[[B:[^:]*]]: tensor<2x?xf32>, %[[C:[^:]*]]: tensor<2x?xf32>, %[[D:[^:]*]]: tensor<2x?xf32>)
// BASIC-COUNT-4: arith.mulf %{{.*}}, %{{.*}} : tensor<2x?xf32>
// BASIC-NEXT: arith.subf %{{.*}}, %{{.*}} {kept.mul} : tensor<2x?xf32>
// BASIC-NEXT: arith.addf %{{.*}}, %{{.*}} {kept.mul} : tensor<2x?xf32>
// BASIC-NEXT: return
// IMPROVED-NEXT: %[[RESULT:.*]]:2 = linalg.generic {indexing_maps = [#[[ID:.*]], #[[ID]], #[[ID]], #[[ID]], #[[ID]], #[[ID]]], iterator_types = ["parallel", "parallel"]}
// IMPROVED-SAME: ins(%[[A]], %[[B]], %[[C]], %[[D]] : tensor<2x?xf32>, tensor<2x?xf32>, tensor<2x?xf32>, tensor<2x?xf32>)
// IMPROVED-SAME: outs(%[[A]], %[[B]] : tensor<2x?xf32>, tensor<2x?xf32>) attrs = {kept.mul}
// IMPROVED: math.fma %{{.*}}, %{{.*}}, %{{.*}} : f32
// IMPROVED: linalg.yield %{{.*}}, %{{.*}} : f32, f32
// IMPROVED-NOT: linalg.generic
// IMPROVED: return %[[RESULT]]#0, %[[RESULT]]#1
// FULL-COUNT-1: linalg.generic
// FULL: math.copysign
// PROMOTED-COUNT-1: linalg.generic
// PROMOTED: arith.extf %{{.*}} : f32 to f64
func.func @tensor(%z: tensor<2x?xcomplex<f32>>, %w: tensor<2x?xcomplex<f32>>) -> tensor<2x?xcomplex<f32>> {
  %0 = milcomplex.mul %z, %w {kept.mul} : tensor<2x?xcomplex<f32>>
  return %0 : tensor<2x?xcomplex<f32>>
}

// CHECK-LABEL: func.func @narrow_tensor(
// CHECK-COUNT-1: linalg.generic
// CHECK-COUNT-4: arith.extf %{{.*}} : f16 to f32
// CHECK-COUNT-2: arith.truncf %{{.*}} : f32 to f16
// CHECK: linalg.yield %{{.*}}, %{{.*}} : f16, f16
func.func @narrow_tensor(%z: tensor<4xcomplex<f16>>, %w: tensor<4xcomplex<f16>>) -> tensor<4xcomplex<f16>> {
  %0 = milcomplex.mul %z, %w fastmath<contract> : tensor<4xcomplex<f16>>
  return %0 : tensor<4xcomplex<f16>>
}

// CHECK-LABEL: func.func @contract_tensor(
// CHECK-COUNT-4: arith.mulf %{{.*}}, %{{.*}} fastmath<contract> : tensor<4xf32>
// CHECK-NEXT: arith.subf %{{.*}}, %{{.*}} fastmath<contract> : tensor<4xf32>
// CHECK-NEXT: arith.addf %{{.*}}, %{{.*}} fastmath<contract> : tensor<4xf32>
// CHECK-NEXT: return
func.func @contract_tensor(%z: tensor<4xcomplex<f32>>, %w: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = milcomplex.mul %z, %w fastmath<contract> : tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @rank_0(
// IMPROVED: linalg.generic {{.*}}iterator_types = []} ins(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} : tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>)
// CHECK: return %{{.*}}, %{{.*}} : tensor<f32>, tensor<f32>
func.func @rank_0(%z: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %0 = milcomplex.mul %z, %z : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// CHECK-LABEL: func.func @rank_12(
// CHECK: return %{{.*}}, %{{.*}} : tensor<1x1x1x1x1x1x1x1x1x1x1x2xf64>, tensor<1x1x1x1x1x1x1x1x1x1x1x2xf64>
func.func @rank_12(%z: tensor<1x1x1x1x1x1x1x1x1x1x1x2xcomplex<f64>>) -> tensor<1x1x1x1x1x1x1x1x1x1x1x2xcomplex<f64>> {
  %0 = milcomplex.mul %z, %z : tensor<1x1x1x1x1x1x1x1x1x1x1x2xcomplex<f64>>
  return %0 : tensor<1x1x1x1x1x1x1x1x1x1x1x2xcomplex<f64>>
}

// CHECK-LABEL: func.func @no_elements(
// CHECK: return %{{.*}}, %{{.*}} : tensor<0x?xf32>, tensor<0x?xf32>
func.func @no_elements(%z: tensor<0x?xcomplex<f32>>) -> tensor<0x?xcomplex<f32>> {
  %0 = milcomplex.mul %z, %z : tensor<0x?xcomplex<f32>>
  return %0 : tensor<0x?xcomplex<f32>>
}

// CHECK-LABEL: func.func @encoding(
// IMPROVED: } -> (tensor<?xf32, "encoding">, tensor<?xf32, "encoding">)
// CHECK: return %{{.*}}, %{{.*}} : tensor<?xf32, "encoding">, tensor<?xf32, "encoding">
func.func @encoding(%z: tensor<?xcomplex<f32>, "encoding">) -> tensor<?xcomplex<f32>, "encoding"> {
  %0 = milcomplex.mul %z, %z : tensor<?xcomplex<f32>, "encoding">
  return %0 : tensor<?xcomplex<f32>, "encoding">
}
