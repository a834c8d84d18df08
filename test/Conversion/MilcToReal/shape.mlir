// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// CHECK-LABEL: func.func @queries(
// CHECK-SAME: %[[RE:.*]]: tensor<?x3xf32>, %{{.*}}: tensor<?x3xf32>, %[[I:.*]]: index)
// CHECK: shape.shape_of %[[RE]] : tensor<?x3xf32> -> tensor<2xindex>
// CHECK: shape.dim %[[RE]], %[[I]] : tensor<?x3xf32>, index -> index
func.func @queries(%x: tensor<?x3xcomplex<f32>>, %i: index) -> (tensor<2xindex>, index) {
  %0 = shape.shape_of %x : tensor<?x3xcomplex<f32>> -> tensor<2xindex>
  %1 = shape.dim %x, %i : tensor<?x3xcomplex<f32>>, index -> index
  return %0, %1 : tensor<2xindex>, index
}

// CHECK-LABEL: func.func @assuming(
// CHECK: shape.assuming %{{.*}} -> (tensor<2xf32>, tensor<2xf32>) {
// CHECK: shape.assuming_yield %{{.*}}, %{{.*}} : tensor<2xf32>, tensor<2xf32>
func.func @assuming(%w: !shape.witness, %x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = shape.assuming %w -> (tensor<2xcomplex<f32>>) {
    %1 = milcomplex.neg %x : tensor<2xcomplex<f32>>
    shape.assuming_yield %1 : tensor<2xcomplex<f32>>
  }
  return %0 : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: shape.func @function(
// CHECK-SAME: %[[RE:.*]]: tensor<2xf32>, %{{.*}}: tensor<2xf32>) -> !shape.shape
// CHECK: shape_of %[[RE]] : tensor<2xf32> -> !shape.shape
shape.func @function(%x: tensor<2xcomplex<f32>>) -> !shape.shape {
  %0 = shape.shape_of %x : tensor<2xcomplex<f32>> -> !shape.shape
  shape.return %0 : !shape.shape
}
