// The body of a named op is the one that its name implies also where a fold has
// moved a constant out of it.

// RUN: milc-opt --canonicalize --lower-complex %s | FileCheck %s

// CHECK-LABEL: func.func @copy_from_real
// CHECK: linalg.copy ins(%{{.*}} : tensor<3xf32>) outs(%{{.*}} : tensor<3xf32>)
// CHECK: linalg.fill ins(%{{.*}} : f32) outs(%{{.*}} : tensor<3xf32>)
func.func @copy_from_real(%x: tensor<3xf32>, %y: tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>> {
  %0 = linalg.copy ins(%x : tensor<3xf32>) outs(%y : tensor<3xcomplex<f32>>) -> tensor<3xcomplex<f32>>
  return %0 : tensor<3xcomplex<f32>>
}
