// Public functions accept buffers of the caller.

// RUN: milc-opt --milc-add-entry-points --split-input-file --verify-diagnostics %s | FileCheck %s

// CHECK: func.func @f(%[[X:.*]]: memref<2xf32>, %[[Y:.*]]: memref<?xf32>, %[[N:.*]]: f64, %[[S:.*]]: memref<2xf32>, %[[T:.*]]: memref<f64>) -> memref<?xf32>
// CHECK-SAME: milc.entry_arguments = [memref<2xf32>, memref<?xf32>, f64]
// CHECK-SAME: milc.entry_results = [memref<2xf32>, memref<?xf32>, memref<f64>]
// CHECK: %[[A:.*]] = bufferization.to_tensor %[[X]] restrict : memref<2xf32>
// CHECK: %[[B:.*]] = bufferization.to_tensor %[[Y]] restrict : memref<?xf32>
// CHECK: %[[R:.*]]:3 = call @f_0(%[[A]], %[[B]], %[[N]])
// CHECK: bufferization.materialize_in_destination %[[R]]#0 in restrict writable %[[S]]
// CHECK: %[[D:.*]] = bufferization.to_buffer %[[R]]#1
// CHECK: memref.store %[[R]]#2, %[[T]][]
// CHECK: return %[[D]] : memref<?xf32>
// CHECK: func.func private @f_0(%{{.*}}: tensor<2xf32>, %{{.*}}: tensor<?xf32>, %{{.*}}: f64)
func.func @f(%x: tensor<2xf32>, %y: tensor<?xf32>, %n: f64) -> (tensor<2xf32>, tensor<?xf32>, f64) {
  return %x, %y, %n : tensor<2xf32>, tensor<?xf32>, f64
}

// CHECK: func.func private @unchanged(tensor<2xf32>)
func.func private @unchanged(tensor<2xf32>)

// A call within the module stays one.
// CHECK: func.func @caller(
// CHECK: func.func private @caller_0(
// CHECK: call @f_0
func.func @caller(%x: tensor<2xf32>, %y: tensor<?xf32>, %n: f64) {
  %0:3 = call @f(%x, %y, %n) : (tensor<2xf32>, tensor<?xf32>, f64) -> (tensor<2xf32>, tensor<?xf32>, f64)
  return
}

// -----

// expected-error @below {{that C calls must accept and return numbers, ranked tensors and contiguous buffers, but it accepts 'tensor<*xf32>'}}
func.func @unranked(%x: tensor<*xf32>) { return }

// expected-error @below {{but it accepts 'memref<2xf32, strided<[2]>>'}}
func.func @strided(%x: memref<2xf32, strided<[2]>>) { return }

// expected-error @below {{but it returns 'vector<2xf32>'}}
func.func @vector(%x: f32) -> vector<2xf32> {
  %0 = vector.broadcast %x : f32 to vector<2xf32>
  return %0 : vector<2xf32>
}
