// A transform script beside complex code describes ops; its types are not types
// of values and stay.

// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

module attributes {transform.with_named_sequence} {
  // CHECK: transform.structured.match ops{["linalg.generic"]} filter_result_type = tensor<4xcomplex<f32>> in
  // CHECK: transform.param.constant complex<f32> -> !transform.type
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    %0 = transform.structured.match ops{["linalg.generic"]} filter_result_type = tensor<4xcomplex<f32>> in %root : (!transform.any_op) -> !transform.any_op
    %1 = transform.param.constant complex<f32> -> !transform.type
    transform.yield
  }

  // CHECK: func.func @f(%{{.*}}: f32, %{{.*}}: f32) -> (f32, f32)
  func.func @f(%z: complex<f32>) -> complex<f32> {
    return %z : complex<f32>
  }
}
