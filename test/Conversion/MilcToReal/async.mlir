// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

// CHECK-LABEL: func.func @execute(
// CHECK-SAME: %[[T:.*]]: !async.token, %[[Z_RE:.*]]: !async.value<f32>, %[[Z_IM:.*]]: !async.value<f32>, %[[X:.*]]: !async.value<f32>) -> (!async.value<f32>, !async.value<f32>)
// CHECK: %{{.*}}, %[[R:.*]]:2 = async.execute [%[[T]]] (%[[Z_RE]] as %{{.*}}: !async.value<f32>, %[[Z_IM]] as %{{.*}}: !async.value<f32>, %[[X]] as %{{.*}}: !async.value<f32>) -> (!async.value<f32>, !async.value<f32>) {
// CHECK: async.yield %{{.*}}, %{{.*}} : f32, f32
// CHECK: return %[[R]]#0, %[[R]]#1
func.func @execute(%t: !async.token, %z: !async.value<complex<f32>>, %x: !async.value<f32>) -> !async.value<complex<f32>> {
  %token, %r = async.execute [%t] (%z as %v: !async.value<complex<f32>>, %x as %u: !async.value<f32>) -> !async.value<complex<f32>> {
    %w = complex.create %u, %u : complex<f32>
    %s = complex.add %v, %w : complex<f32>
    async.yield %s : complex<f32>
  }
  return %r : !async.value<complex<f32>>
}

// CHECK-LABEL: async.func @function(
// CHECK-SAME: %{{.*}}: f32, %{{.*}}: f32) -> (!async.value<f32>, !async.value<f32>)
// CHECK: return %{{.*}}, %{{.*}} : f32, f32
async.func @function(%z: complex<f32>) -> !async.value<complex<f32>> {
  %0 = complex.neg %z : complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @await(
// CHECK: %[[V:.*]]:2 = async.call @function(%{{.*}}, %{{.*}}) : (f32, f32) -> (!async.value<f32>, !async.value<f32>)
// CHECK: async.await %[[V]]#0 : !async.value<f32>
// CHECK: async.await %[[V]]#1 : !async.value<f32>
func.func @await(%z: complex<f32>) -> complex<f32> {
  %v = async.call @function(%z) : (complex<f32>) -> !async.value<complex<f32>>
  %r = async.await %v : !async.value<complex<f32>>
  return %r : complex<f32>
}

// CHECK-LABEL: func.func @call_attributes(
// CHECK: async.call @attributes(%{{.*}}, %{{.*}}, %{{.*}}) {arg_attrs = [{kept.z}, {kept.z}, {kept.x}], res_attrs = [{kept.r}, {kept.r}]}
func.func @call_attributes(%z: complex<f32>, %x: i32) {
  %v = "async.call"(%z, %x) <{callee = @attributes, arg_attrs = [{kept.z}, {kept.x}], res_attrs = [{kept.r}]}> : (complex<f32>, i32) -> !async.value<complex<f32>>
  return
}

async.func private @attributes(complex<f32>, i32) -> !async.value<complex<f32>>
