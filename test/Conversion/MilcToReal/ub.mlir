// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// CHECK-LABEL: func.func @poison()
// CHECK: %[[POISON:.*]] = ub.poison {kept.poison} : f32
// CHECK: return %[[POISON]], %[[POISON]]
func.func @poison() -> complex<f32> {
  %0 = ub.poison {kept.poison} : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @poison_tensor()
// CHECK: %[[POISON:.*]] = ub.poison : tensor<?xf64>
// CHECK: return %[[POISON]], %[[POISON]]
func.func @poison_tensor() -> tensor<?xcomplex<f64>> {
  %0 = ub.poison : tensor<?xcomplex<f64>>
  return %0 : tensor<?xcomplex<f64>>
}

// CHECK-LABEL: func.func @poison_function()
// CHECK: %[[POISON:.*]] = ub.poison : (f32, f32) -> ()
// CHECK: return %[[POISON]]
func.func @poison_function() -> ((complex<f32>) -> ()) {
  %0 = ub.poison : (complex<f32>) -> ()
  return %0 : (complex<f32>) -> ()
}
