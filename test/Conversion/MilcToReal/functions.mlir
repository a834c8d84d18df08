// How functions are lowered, by complex-range, type and fast-math flags. Their
// results are tested by test/Integration/functions.mlir and test/Unit.

// RUN: milc-opt --lower-complex="complex-range=basic real-functions=call" %s | mlir-opt | FileCheck %s --check-prefixes=CHECK,BASIC
// RUN: milc-opt --lower-complex="complex-range=improved real-functions=call" %s | mlir-opt | FileCheck %s --check-prefixes=CHECK,IMPROVED
// RUN: milc-opt --lower-complex="complex-range=full real-functions=call" %s | mlir-opt | FileCheck %s --check-prefixes=CHECK,FULL
// RUN: milc-opt --lower-complex="complex-range=promoted real-functions=call" %s | mlir-opt | FileCheck %s --check-prefixes=CHECK,PROMOTED

// e^x (cos y + i sin y) as written.
// CHECK-LABEL: func.func @exp(
// CHECK-SAME: %[[X:[^:]*]]: f32, %[[Y:[^:]*]]: f32)
// BASIC-NEXT: %[[E:.*]] = math.exp %[[X]] : f32
// BASIC-NEXT: %[[C:.*]] = math.cos %[[Y]] : f32
// BASIC-NEXT: %[[S:.*]] = math.sin %[[Y]] : f32
// BASIC-NEXT: %[[RE:.*]] = arith.mulf %[[E]], %[[C]] : f32
// BASIC-NEXT: %[[IM:.*]] = arith.mulf %[[E]], %[[S]] : f32
// BASIC-NEXT: return %[[RE]], %[[IM]]
// IMPROVED-NOT: f64
// IMPROVED: arith.select
// PROMOTED: arith.extf %[[X]] : f32 to f64
// PROMOTED: arith.extf %[[Y]] : f32 to f64
// PROMOTED: math.exp %{{.*}} : f64
// PROMOTED: arith.truncf
// PROMOTED: arith.truncf
// PROMOTED-NEXT: return
func.func @exp(%z: complex<f32>) -> complex<f32> {
  %0 = complex.exp %z : complex<f32>
  return %0 : complex<f32>
}

// f64 is the widest: promoted is improved.
// CHECK-LABEL: func.func @exp_f64(
// PROMOTED-NOT: arith.extf
// PROMOTED: math.exp %{{.*}} : f64
// PROMOTED: arith.select
// CHECK: return
func.func @exp_f64(%z: complex<f64>) -> complex<f64> {
  %0 = milcomplex.exp %z : complex<f64>
  return %0 : complex<f64>
}

// Narrow types compute in f32.
// CHECK-LABEL: func.func @sqrt_f16(
// CHECK-SAME: %[[X:[^:]*]]: f16, %[[Y:[^:]*]]: f16)
// CHECK: arith.extf %[[X]] : f16 to f32
// CHECK: arith.extf %[[Y]] : f16 to f32
// CHECK: math.sqrt %{{.*}} : f32
// CHECK-NOT: math.sqrt %{{.*}} : f16
// CHECK-COUNT-2: arith.truncf %{{.*}} : f32 to f16
// CHECK-NEXT: return
func.func @sqrt_f16(%z: complex<f16>) -> complex<f16> {
  %0 = milcomplex.sqrt %z : complex<f16>
  return %0 : complex<f16>
}

// One pass over memory, whatever the shape.
// CHECK-LABEL: func.func @tensor(
// CHECK-SAME: %[[X:[^:]*]]: tensor<?x3xf32>, %[[Y:[^:]*]]: tensor<?x3xf32>)
// CHECK-COUNT-1: linalg.generic
// CHECK-SAME: ins(%[[X]], %[[Y]] :
// CHECK: math.sin
// CHECK: linalg.yield %{{.*}}, %{{.*}} : f32, f32
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @tensor(%z: tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>> {
  %0 = milcomplex.sin %z : tensor<?x3xcomplex<f32>>
  return %0 : tensor<?x3xcomplex<f32>>
}

// CHECK-LABEL: func.func @real_result(
// CHECK-COUNT-1: linalg.generic
// CHECK: linalg.yield %{{.*}} : f64
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @real_result(%z: tensor<4xcomplex<f64>>) -> tensor<4xf64> {
  %0 = milcomplex.abs %z : tensor<4xcomplex<f64>>
  return %0 : tensor<4xf64>
}

// Only `full` looks for infinities to recover.
// CHECK-LABEL: func.func @div(
// BASIC-COUNT-6: arith.mulf
// BASIC-NOT: arith.cmpf
// FULL: arith.select
// CHECK: return
func.func @div(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = complex.div %x, %y : complex<f32>
  return %0 : complex<f32>
}

// A flag selects the textbook formula, and is set on its ops: arcp for quotients,
// contract for squares, afn for the rest.
// CHECK-LABEL: func.func @div_arcp(
// CHECK-NOT: arith.select
// CHECK: arith.divf {{.*}} fastmath<arcp>
// CHECK-NOT: arith.select
// CHECK: return
func.func @div_arcp(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = complex.div %x, %y fastmath<arcp> : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @square_contract(
// CHECK-NOT: math.fma
// CHECK: arith.mulf {{.*}} fastmath<contract>
// CHECK: return
func.func @square_contract(%z: complex<f32>) -> complex<f32> {
  %0 = milcomplex.square %z fastmath<contract> : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @exp_afn(
// CHECK-NOT: arith.select
// CHECK: math.exp {{.*}} fastmath<afn>
// CHECK-NOT: arith.select
// CHECK: return
func.func @exp_afn(%z: complex<f32>) -> complex<f32> {
  %0 = milcomplex.exp %z fastmath<afn> : complex<f32>
  return %0 : complex<f32>
}

// No infinity needs recovery where there is none.
// CHECK-LABEL: func.func @div_finite(
// FULL-NOT: arith.cmpf uno
// CHECK: return
func.func @div_finite(%x: complex<f32>, %y: complex<f32>) -> complex<f32> {
  %0 = complex.div %x, %y fastmath<nnan,ninf> : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @kept_attributes(
// CHECK: math.sqrt
// CHECK: linalg.generic {{.*}}some.tag
func.func @kept_attributes(%x: complex<f32>, %t: tensor<2xcomplex<f32>>) -> (f32, tensor<2xcomplex<f32>>) {
  %0 = complex.abs %x {some.tag} : complex<f32>
  %1 = milcomplex.tanh %t {some.tag} : tensor<2xcomplex<f32>>
  return %0, %1 : f32, tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @powi_i64(
// CHECK-NOT: arith.extsi
// CHECK: return
func.func @powi_i64(%z: complex<f64>, %n: i64) -> complex<f64> {
  %0 = milcomplex.powi %z, %n : complex<f64>, i64
  return %0 : complex<f64>
}

// Results are written over operands of their type, so that a loop bufferizes in
// place; one of another type is not.
// CHECK-LABEL: func.func @inits(
// CHECK-SAME: %[[X:[^:]*]]: tensor<?xf32>, %[[Y:[^:]*]]: tensor<?xf32>)
// CHECK-NOT: tensor.empty
// CHECK: linalg.generic
// CHECK-SAME: outs(%[[X]], %[[Y]] : tensor<?xf32>, tensor<?xf32>)
// CHECK: linalg.generic
// CHECK-SAME: outs(%[[X]] : tensor<?xf32>)
// CHECK: %[[MASK:.*]] = tensor.empty(%{{.*}}) : tensor<?xi1>
// CHECK: linalg.generic
// CHECK-SAME: outs(%[[MASK]] : tensor<?xi1>)
func.func @inits(%z: tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, tensor<?xf32>, tensor<?xi1>) {
  %0 = milcomplex.exp %z : tensor<?xcomplex<f32>>
  %1 = milcomplex.abs %z : tensor<?xcomplex<f32>>
  %2 = milcomplex.is_nan %z : tensor<?xcomplex<f32>>
  return %0, %1, %2 : tensor<?xcomplex<f32>>, tensor<?xf32>, tensor<?xi1>
}

// In a loop, over a loop-carried tensor, whichever operand that is.
// CHECK-LABEL: func.func @inits_of_recurrence(
// CHECK: scf.for {{.*}} iter_args(%[[X:.*]] = %{{.*}}, %[[Y:.*]] = %{{.*}})
// IMPROVED: linalg.generic
// IMPROVED-SAME: outs(%[[X]], %[[Y]] : tensor<3xf32>, tensor<3xf32>)
func.func @inits_of_recurrence(%p: tensor<3xcomplex<f32>>, %s: tensor<3xcomplex<f32>>, %n: index) -> tensor<3xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%x = %s) -> tensor<3xcomplex<f32>> {
    %1 = milcomplex.mul %p, %x : tensor<3xcomplex<f32>>
    scf.yield %1 : tensor<3xcomplex<f32>>
  }
  return %0 : tensor<3xcomplex<f32>>
}
