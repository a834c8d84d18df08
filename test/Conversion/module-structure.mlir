// RUN: milc-opt --lower-complex --allow-unregistered-dialect %s | mlir-opt --allow-unregistered-dialect | milc-opt --lower-complex --allow-unregistered-dialect | FileCheck %s

//===----------------------------------------------------------------------===//
// Nested modules: symbols are their own
//===----------------------------------------------------------------------===//

// CHECK-LABEL: module @outer
// CHECK: func.func private @f(f32, f32) -> (f32, f32)
// CHECK: module @inner
// CHECK: func.func private @f(tensor<2xf32>, tensor<2xf32>) -> f32
// CHECK: func.func @g(%[[RE:.*]]: tensor<2xf32>, %[[IM:.*]]: tensor<2xf32>) -> f32
// CHECK: call @f(%[[RE]], %[[IM]]) : (tensor<2xf32>, tensor<2xf32>) -> f32
// CHECK: func.func @g(%[[RE:.*]]: f32, %[[IM:.*]]: f32) -> (f32, f32)
// CHECK: call @f(%[[RE]], %[[IM]]) : (f32, f32) -> (f32, f32)
module @outer {
  func.func private @f(complex<f32>) -> complex<f32>
  module @inner {
    func.func private @f(tensor<2xcomplex<f32>>) -> f32
    func.func @g(%z: tensor<2xcomplex<f32>>) -> f32 {
      %0 = call @f(%z) : (tensor<2xcomplex<f32>>) -> f32
      return %0 : f32
    }
  }
  func.func @g(%z: complex<f32>) -> complex<f32> {
    %0 = call @f(%z) : (complex<f32>) -> complex<f32>
    return %0 : complex<f32>
  }
}

// CHECK-LABEL: gpu.module @kernels
// CHECK: func.func private @device(f32, f32)
gpu.module @kernels {
  func.func private @device(complex<f32>)
}

// CHECK-LABEL: func.func @module_within_function(
// CHECK: builtin.module
// CHECK: func.func @within(%{{.*}}: f64, %{{.*}}: f64) -> (f64, f64)
// CHECK-NEXT: return
// CHECK-NEXT: }
func.func @module_within_function(%x: f32) -> f32 {
  builtin.module {
    func.func @within(%z: complex<f64>) -> complex<f64> {
      return %z : complex<f64>
    ^unreachable(%w: complex<f64>):
      "some.op"(%w) : (complex<f64>) -> ()
      cf.br ^unreachable(%w : complex<f64>)
    }
  }
  return %x : f32
}

//===----------------------------------------------------------------------===//
// Complex values within ops that have none themselves
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @within_unregistered_op(
// CHECK-SAME: %[[X:.*]]: f32)
// CHECK: "some.op"() ({
// CHECK-NEXT: %[[NEG:.*]] = arith.negf %[[X]]
// CHECK-NEXT: "some.end"(%[[NEG]]) : (f32) -> ()
func.func @within_unregistered_op(%x: f32) {
  "some.op"() ({
    %z = complex.create %x, %x : complex<f32>
    %w = complex.neg %z : complex<f32>
    %im = complex.im %w : complex<f32>
    "some.end"(%im) : (f32) -> ()
  }) : () -> ()
  return
}

// CHECK-LABEL: func.func @function_within_unregistered_op(
// CHECK-SAME: %{{.*}}: f32, %{{.*}}: f32)
// CHECK-NEXT: return
// CHECK-NEXT: }
"some.container"() ({
  func.func @function_within_unregistered_op(%z: complex<f32>) {
    return
  ^unreachable(%w: complex<f32>):
    "some.op"(%w) : (complex<f32>) -> ()
    cf.br ^unreachable(%w : complex<f32>)
  }
}) : () -> ()

// CHECK-LABEL: func.func @complex_in_attributes_only() attributes {kept.function = complex<f32>} {
// CHECK-NEXT: %[[DEAD:.*]] = arith.constant {kept.constant = complex<f32>} 1.0
// CHECK-NEXT: return
func.func @complex_in_attributes_only() attributes {kept.function = complex<f32>} {
  %dead = arith.constant {kept.constant = complex<f32>} 1.0 : f32
  return
}

// CHECK-LABEL: func.func @empty() {
// CHECK-NEXT: return
func.func @empty() {
  return
}

//===----------------------------------------------------------------------===//
// Ops at module scope, where a value may be used before it is defined
//===----------------------------------------------------------------------===//

// CHECK-LABEL: module @ops_at_module_scope
// CHECK-DAG: %[[RE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK-DAG: "some.op"(%[[SUM:.*]]) : (f32) -> ()
// CHECK-DAG: %[[SUM]] = arith.addf %[[NEG:.*]], %[[NEG]] : f32
// CHECK-DAG: %[[NEG]] = arith.negf %[[RE]] : f32
// CHECK-NOT: arith
// CHECK: func.func
module @ops_at_module_scope {
  "some.op"(%re) : (f32) -> ()
  %re = complex.re %sum : complex<f32>
  %sum = milcomplex.add %neg, %neg : complex<f32>
  %neg = milcomplex.neg %z : complex<f32>
  %z = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
  func.func private @beside(complex<f32>)
}

// CHECK-LABEL: module @cycle_at_module_scope
// CHECK: %[[SUM:.*]] = arith.addf %[[SUM]], %[[SUM]] : f32
// CHECK: "some.op"(%[[SUM]]) : (f32) -> ()
module @cycle_at_module_scope {
  %sum = milcomplex.add %sum, %sum : complex<f32>
  %re = complex.re %sum : complex<f32>
  "some.op"(%re) : (f32) -> ()
}
