// What happens to attributes of arguments and results: the table of docs/Abi.md.
// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s --check-prefixes=CHECK,PAIR
// RUN: milc-opt --lower-complex=abi=interleaved %s | mlir-opt | FileCheck %s --check-prefixes=CHECK,WHOLE

//===----------------------------------------------------------------------===//
// bufferization.buffer_layout
//===----------------------------------------------------------------------===//

// A strided map stays strided; strides and the offset count real elements.
// CHECK-LABEL: func.func @layouts(
// PAIR-COUNT-2: tensor<4x6xf32> {bufferization.buffer_layout = affine_map<(d0, d1)[s0, s1, s2] -> (d0 * s1 + s0 + d1 * s2)>}
// PAIR-COUNT-2: tensor<?x6xf32> {bufferization.buffer_layout = affine_map<(d0, d1) -> (d0 * 20 + d1 * 3 + 7)>}
// PAIR-COUNT-2: tensor<4x6xf32> {bufferization.buffer_layout = affine_map<(d0, d1) -> (d0, d1)>}
// PAIR-COUNT-2: tensor<4xf32> {bufferization.buffer_layout = affine_map<(d0) -> (-d0 + 3)>}
// PAIR-COUNT-2: tensor<4x?xf32> {bufferization.buffer_layout = strided<[?, 2], offset: 3>}
// PAIR-COUNT-2: tensor<f32> {bufferization.buffer_layout = strided<[], offset: 5>}
// WHOLE-SAME: tensor<4x6x2xf32> {bufferization.buffer_layout = affine_map<(d0, d1, d2)[s0, s1, s2] -> (d0 * s1 + s0 + d1 * s2 + d2)>}
// WHOLE-SAME: tensor<?x6x2xf32> {bufferization.buffer_layout = affine_map<(d0, d1, d2) -> (d0 * 40 + d1 * 6 + d2 + 14)>}
// WHOLE-SAME: tensor<4x6x2xf32> {bufferization.buffer_layout = affine_map<(d0, d1, d2) -> (d0, d1, d2)>}
// WHOLE-SAME: tensor<4x2xf32> {bufferization.buffer_layout = affine_map<(d0, d1) -> (d0 * -2 + d1 + 6)>}
// WHOLE-SAME: tensor<4x?x2xf32> {bufferization.buffer_layout = strided<[?, 4, 1], offset: 6>}
// WHOLE-SAME: tensor<2xf32> {bufferization.buffer_layout = strided<[1], offset: 10>}
// CHECK-SAME: tensor<4x6xf32> {bufferization.buffer_layout = affine_map<(d0, d1) -> (d0, d1)>}
func.func @layouts(
    %a: tensor<4x6xcomplex<f32>> {bufferization.buffer_layout = affine_map<(d0, d1)[s0, s1, s2] -> (d0 * s1 + s0 + d1 * s2)>},
    %b: tensor<?x6xcomplex<f32>> {bufferization.buffer_layout = affine_map<(d0, d1) -> (d0 * 20 + d1 * 3 + 7)>},
    %c: tensor<4x6xcomplex<f32>> {bufferization.buffer_layout = affine_map<(d0, d1) -> (d0, d1)>},
    %d: tensor<4xcomplex<f32>> {bufferization.buffer_layout = affine_map<(d0) -> (3 - d0)>},
    %e: tensor<4x?xcomplex<f32>> {bufferization.buffer_layout = strided<[?, 2], offset: 3>},
    %f: tensor<complex<f32>> {bufferization.buffer_layout = strided<[], offset: 5>},
    %real: tensor<4x6xf32> {bufferization.buffer_layout = affine_map<(d0, d1) -> (d0, d1)>}) {
  return
}

// The abi of the function decides, also at its calls.
// CHECK-LABEL: func.func @own_abi(
// CHECK-SAME: tensor<3x2xf32> {bufferization.buffer_layout = strided<[8, 1], offset: 2>, bufferization.writable = false})
func.func @own_abi(%x: tensor<3xcomplex<f32>> {bufferization.buffer_layout = strided<[4], offset: 1>, bufferization.writable = false})
    attributes {milcomplex.abi = "interleaved"} {
  return
}

// CHECK-LABEL: func.func private @private_function(
// CHECK-COUNT-2: tensor<3xf32> {bufferization.access = "read", bufferization.buffer_layout = strided<[4], offset: 1>}
func.func private @private_function(%x: tensor<3xcomplex<f32>> {bufferization.access = "read", bufferization.buffer_layout = strided<[4], offset: 1>}) {
  return
}

// CHECK-LABEL: func.func private @calls(
// CHECK: call @own_abi(%{{.*}}) {arg_attrs = [{bufferization.buffer_layout = strided<[8, 1], offset: 2>}]} : (tensor<3x2xf32>) -> ()
// CHECK: call @private_function(%{{.*}}) {arg_attrs = [{bufferization.buffer_layout = strided<[4], offset: 1>}, {bufferization.buffer_layout = strided<[4], offset: 1>}]} : (tensor<3xf32>, tensor<3xf32>) -> ()
func.func private @calls(%x: tensor<3xcomplex<f32>>) {
  call @own_abi(%x) {arg_attrs = [{bufferization.buffer_layout = strided<[4], offset: 1>}]} : (tensor<3xcomplex<f32>>) -> ()
  call @private_function(%x) {arg_attrs = [{bufferization.buffer_layout = strided<[4], offset: 1>}]} : (tensor<3xcomplex<f32>>) -> ()
  return
}

//===----------------------------------------------------------------------===//
// llvm
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func private @llvm(
// PAIR-COUNT-2: memref<4xf32> {llvm.align = 32 : i64, llvm.dereferenceable = 16 : i64, llvm.noalias}
// PAIR-COUNT-2: memref<4xf32> {llvm.align = 1 : i64, llvm.nocapture}
// WHOLE: memref<4x2xf32> {llvm.align = 64 : i64, llvm.dereferenceable = 32 : i64, llvm.noalias}
// WHOLE-SAME: memref<4x2xf32> {llvm.align = 1 : i64, llvm.nocapture}
// CHECK-COUNT-2: f32 {llvm.inreg, llvm.nofpclass = 3 : i64, llvm.noundef}
// CHECK-SAME: i32 {llvm.zeroext}
func.func private @llvm(memref<4xcomplex<f32>> {llvm.align = 64 : i64, llvm.dereferenceable = 32 : i64, llvm.noalias},
                        memref<4xcomplex<f32>> {llvm.align = 1 : i64, llvm.nocapture},
                        complex<f32> {llvm.inreg, llvm.nofpclass = 3 : i64, llvm.noundef},
                        i32 {llvm.zeroext})

// One value stays one, whatever its type.
// CHECK-LABEL: func.func private @returned_real(
// CHECK-SAME: i32 {llvm.returned}, f32, f32) -> i32
func.func private @returned_real(i32 {llvm.returned}, complex<f32>) -> i32

//===----------------------------------------------------------------------===//
// Indices of results and arguments
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func private @indices(
// CHECK-SAME: f32 {tf.aliasing_output = 0 : i32}, f32 {tf.aliasing_output = 1 : i32}, i32 {iree.abi.output = 2 : index})
// CHECK-SAME: -> (f32, f32, i32 {iree.abi.tied = 2 : index})
func.func private @indices(complex<f32> {tf.aliasing_output = 0 : i32}, i32 {iree.abi.output = 1 : index})
    -> (complex<f32>, i32 {iree.abi.tied = 1 : index})

// PAIR-LABEL: func.func private @aliased_tensors(
// PAIR-SAME: tensor<3xf32> {tf.aliasing_output = 1 : i32}, tensor<3xf32> {tf.aliasing_output = 2 : i32}) -> (i32, tensor<3xf32>, tensor<3xf32>)
// WHOLE-LABEL: func.func private @aliased_tensors(
// WHOLE-SAME: tensor<3x2xf32> {tf.aliasing_output = 1 : i32}) -> (i32, tensor<3x2xf32>)
func.func private @aliased_tensors(tensor<3xcomplex<f32>> {tf.aliasing_output = 1 : i32}) -> (i32, tensor<3xcomplex<f32>>)

//===----------------------------------------------------------------------===//
// spirv.interface_var_abi
//===----------------------------------------------------------------------===//

// An imaginary part is bound above all else in its descriptor set; existing
// bindings stay.
gpu.module @spirv {
  // CHECK-LABEL: gpu.func @bindings(
  // PAIR-SAME: memref<64xf32> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 1)>}, %{{.*}}: memref<64xf32> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 5)>}
  // WHOLE-SAME: memref<64x2xf32> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 1)>}
  // CHECK-SAME: memref<64xf32> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 4)>}
  // PAIR-SAME: memref<64xf32> {spirv.interface_var_abi = #spirv.interface_var_abi<(1, 0)>}, %{{.*}}: memref<64xf32> {spirv.interface_var_abi = #spirv.interface_var_abi<(1, 1)>}
  // WHOLE-SAME: memref<64x2xf32> {spirv.interface_var_abi = #spirv.interface_var_abi<(1, 0)>}
  // PAIR-SAME: f32 {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 3)>}, %{{.*}}: f32 {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 6)>}
  // WHOLE-SAME: f32 {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 3)>}, %{{.*}}: f32 {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 5)>}
  // CHECK-SAME: kernel
  gpu.func @bindings(%x: memref<64xcomplex<f32>> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 1)>},
                     %real: memref<64xf32> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 4)>},
                     %y: memref<64xcomplex<f32>> {spirv.interface_var_abi = #spirv.interface_var_abi<(1, 0)>},
                     %z: complex<f32> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 3)>})
      kernel attributes {spirv.entry_point_abi = #spirv.entry_point_abi<workgroup_size = [64, 1, 1]>} {
    gpu.return
  }

  // Two arguments on one binding still share it, part by part.
  // CHECK-LABEL: gpu.func @shared_binding(
  // PAIR-SAME: #spirv.interface_var_abi<(0, 0)>}, %{{.*}} #spirv.interface_var_abi<(0, 1)>}, %{{.*}} #spirv.interface_var_abi<(0, 0)>}, %{{.*}} #spirv.interface_var_abi<(0, 1)>}) kernel
  // WHOLE-SAME: #spirv.interface_var_abi<(0, 0)>}, %{{.*}} #spirv.interface_var_abi<(0, 0)>}) kernel
  gpu.func @shared_binding(%x: memref<64xcomplex<f32>> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 0)>},
                           %y: memref<64xcomplex<f32>> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 0)>}) kernel {
    gpu.return
  }
}

//===----------------------------------------------------------------------===//
// Buffers of a kernel
//===----------------------------------------------------------------------===//

gpu.module @attributions {
  // Its alignment is a request, not a promise: each part gets all of it.
  // CHECK-LABEL: gpu.func @workgroup(
  // PAIR-SAME: workgroup(%{{.*}} : memref<4xf32, 3> {llvm.align = 16 : i64}, %{{.*}} : memref<4xf32, 3> {llvm.align = 16 : i64}, %{{.*}} : memref<2xi32, 3>)
  // PAIR-SAME: private(%{{.*}} : memref<1xf32, 5> {kept}, %{{.*}} : memref<1xf32, 5> {kept})
  // WHOLE-SAME: workgroup(%{{.*}} : memref<4x2xf32, 3> {llvm.align = 16 : i64}, %{{.*}} : memref<2xi32, 3>)
  // WHOLE-SAME: private(%{{.*}} : memref<1x2xf32, 5> {kept})
  gpu.func @workgroup() workgroup(%w: memref<4xcomplex<f32>, 3> {llvm.align = 16 : i64}, %real: memref<2xi32, 3>) private(%p: memref<1xcomplex<f32>, 5> {kept}) kernel {
    gpu.return
  }
}

//===----------------------------------------------------------------------===//
// Attributes of JAX and XLA
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func private @jax(
// PAIR-COUNT-2: tensor<4xf32> {jax.buffer_donor = true, mhlo.layout_mode = "default", mhlo.memory_kind = "device", mhlo.sharding = "{replicated}"}
// WHOLE: tensor<4x2xf32> {jax.buffer_donor = true, mhlo.layout_mode = "default", mhlo.memory_kind = "device", mhlo.sharding = "{replicated}"}
// PAIR-COUNT-2: tensor<4xf32> {jax.result_info = "result[0]", mhlo.frontend_attributes = {kept = "x"}}
// WHOLE-SAME: tensor<4x2xf32> {jax.result_info = "result[0]", mhlo.frontend_attributes = {kept = "x"}}
func.func private @jax(tensor<4xcomplex<f32>> {jax.buffer_donor = true, mhlo.layout_mode = "default", mhlo.memory_kind = "device", mhlo.sharding = "{replicated}"})
    -> (tensor<4xcomplex<f32>> {jax.result_info = "result[0]", mhlo.frontend_attributes = {kept = "x"}})

// Parts have the dimensions of the whole.
// CHECK-LABEL: func.func private @sharded_parts(
// CHECK-COUNT-2: tensor<4xf32> {mhlo.layout_mode = "{0}", mhlo.sharding = "{devices=[2]<=[2]}"}
func.func private @sharded_parts(%x: tensor<4xcomplex<f32>> {mhlo.layout_mode = "{0}", mhlo.sharding = "{devices=[2]<=[2]}"}) {
  return
}
