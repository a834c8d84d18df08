// What the survey reports of attributes that no part, or no whole, can have.
// RUN: milc-opt --lower-complex --allow-unregistered-dialect --verify-diagnostics --split-input-file %s

//===----------------------------------------------------------------------===//
// Attributes of one value
//===----------------------------------------------------------------------===//

// expected-error @below {{'func.func' op 'llvm.nest' must be on a real argument, but found it on argument 0 of type memref<2xcomplex<f32>>, which becomes two}}
func.func private @nest(memref<2xcomplex<f32>> {llvm.nest})

// -----

// expected-error @below {{'func.func' op 'emitc.opaque' must be on a real argument, but found it on argument 0 of type tensor<2xcomplex<f32>>, which becomes two}}
func.func private @field_name(tensor<2xcomplex<f32>> {emitc.opaque = "input"})

// -----

// expected-error @below {{'func.func' op 'tf_saved_model.index_path' must be on a real result, but found it on result 1 of type complex<f32>, which becomes two}}
func.func private @index_path() -> (i32, complex<f32> {tf_saved_model.index_path = ["y"]})

// -----

// expected-error @below {{'func.func' op 'llvm.byval' must be on a real argument, but found it on argument 0 of type complex<f32>, which becomes two}}
func.func private @scalar_by_value(complex<f32> {llvm.byval = complex<f32>})

// -----

async.func private @asynchronous(tensor<2xcomplex<f32>>) -> !async.value<tensor<2xcomplex<f32>>>
func.func @async_call(%x: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'async.call' op 'llvm.returned' must be on a real argument, but found it on argument 0 of type tensor<2xcomplex<f32>>, which becomes two}}
  %0 = "async.call"(%x) <{callee = @asynchronous, arg_attrs = [{llvm.returned}]}> : (tensor<2xcomplex<f32>>) -> !async.value<tensor<2xcomplex<f32>>>
  return
}

// -----

//===----------------------------------------------------------------------===//
// Attributes that describe the type
//===----------------------------------------------------------------------===//

// expected-error @below {{'func.func' op 'iree.abi.encoding' must be on a value that keeps its type, but found it on argument 0 of type tensor<2xcomplex<f32>>, which becomes two}}
func.func private @encoding(tensor<2xcomplex<f32>> {iree.abi.encoding = tensor<2xf32>})

// -----

// expected-error @below {{'func.func' op 'mhlo.sharding' must be on a value that keeps its type, but found it on argument 0 of type tuple<complex<f32>>, which gets more elements}}
func.func private @sharded_tuple(tuple<complex<f32>> {mhlo.sharding = "{{replicated}}"})

// -----

// expected-error @below {{'func.func' op 'llvm.byval' of argument 0 must hold a type without complex numbers, but found complex<f32>; write the type of its parts}}
func.func private @complex_by_value(!llvm.ptr {llvm.byval = complex<f32>})

// -----

func.func private @callee(!llvm.ptr)
func.func @call_with_complex_type(%p: !llvm.ptr) {
  // expected-error @below {{'func.call' op 'llvm.sret' of argument 0 must hold a type without complex numbers, but found tuple<complex<f64>>; write the type of its parts}}
  call @callee(%p) {arg_attrs = [{llvm.sret = tuple<complex<f64>>}]} : (!llvm.ptr) -> ()
  return
}

// -----

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

// expected-error @below {{'func.func' op 'iree.abi.tied' of result 0 must be the index of one of 1 arguments, but found 1}}
func.func private @no_such_argument(complex<f32>) -> (complex<f32> {iree.abi.tied = 1 : index})

// -----

// expected-error @below {{'func.func' op 'tf.aliasing_output' of argument 0 must name a result that splits as the argument of type tuple<complex<f32>> does, but found result 0 of type tuple<complex<f32>, i1>}}
func.func private @other_tuple(tuple<complex<f32>> {tf.aliasing_output = 0 : i32}) -> tuple<complex<f32>, i1>

// -----

//===----------------------------------------------------------------------===//
// Bindings
//===----------------------------------------------------------------------===//

// expected-error @below {{'func.func' op 'spirv.interface_var_abi' must leave a binding above its own to the imaginary part, but found #spirv.interface_var_abi<(0, 4294967295)> on complex argument 0}}
func.func private @last_binding(memref<2xcomplex<f32>> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 4294967295)>})

// -----

// expected-error @below {{'func.func' op 'spirv.interface_var_abi' of complex argument 1, which becomes two, must not be that of an argument that stays one, but found it on argument 0 of type memref<4xf32> too}}
func.func private @shared_binding(memref<4xf32> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 1)>},
                                  memref<2xcomplex<f32>> {spirv.interface_var_abi = #spirv.interface_var_abi<(0, 1)>})

// -----

func.func private @callee(memref<2xcomplex<f32>>)
func.func @other_binding(%x: memref<2xcomplex<f32>>) {
  // expected-error @below {{'func.call' op 'spirv.interface_var_abi' of complex argument 0 must be an #spirv.interface_var_abi of an argument, but found 1 : i32}}
  call @callee(%x) {arg_attrs = [{spirv.interface_var_abi = 1 : i32}]} : (memref<2xcomplex<f32>>) -> ()
  return
}

// -----

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

gpu.module @kernels {
  // expected-error @below {{'gpu.func' op 'llvm.dereferenceable' of complex attribution 0 must be even, but found 7}}
  gpu.func @workgroup() workgroup(%w: memref<4xcomplex<f32>, 3> {llvm.dereferenceable = 7 : i64}) kernel {
    gpu.return
  }
  // expected-error @below {{'gpu.func' op 'llvm.returned' must be on a real attribution, but found it on attribution 0 of type memref<4xcomplex<f32>, 5>, which becomes two}}
  gpu.func @private() private(%w: memref<4xcomplex<f32>, 5> {llvm.returned}) kernel {
    gpu.return
  }
  // expected-error @below {{'gpu.func' op must have as many attribution attributes as it has attributions, 1, but found 0}}
  "gpu.func"() ({
  ^bb0(%w: memref<4xcomplex<f32>, 3>):
    gpu.return
  }) {function_type = () -> (), sym_name = "count", workgroup_attributions = 1 : i64, workgroup_attrib_attrs = []} : () -> ()
}

// -----

module attributes {gpu.container_module} {
  gpu.module @kernels {
    llvm.func @lowered(%re: f32, %im: f32) attributes {gpu.kernel} {
      llvm.return
    }
  }
  func.func @launch(%z: complex<f32>) {
    %c1 = arith.constant 1 : index
    // expected-error @below {{'gpu.launch_func' op must launch a gpu.func with complex values, which is lowered too, but found a 'llvm.func' op}}
    gpu.launch_func @kernels::@lowered blocks in (%c1, %c1, %c1) threads in (%c1, %c1, %c1) args(%z : complex<f32>)
    return
  }
}

// -----

module attributes {gpu.container_module} {
  gpu.binary @compiled [#gpu.object<#nvvm.target, "">]
  func.func @launch_compiled(%z: complex<f32>) {
    %c1 = arith.constant 1 : index
    // expected-error @below {{'gpu.launch_func' op must launch a gpu.func with complex values, which is lowered too, but found a 'gpu.binary' op}}
    gpu.launch_func @compiled::@kernel blocks in (%c1, %c1, %c1) threads in (%c1, %c1, %c1) args(%z : complex<f32>)
    return
  }
}

// -----

module attributes {gpu.container_module} {
  func.func @launch_missing(%z: complex<f32>) {
    %c1 = arith.constant 1 : index
    scf.execute_region {
      // expected-error @below {{'gpu.launch_func' op must launch a gpu.func with complex values, which is lowered too, but found no function of that name}}
      gpu.launch_func @missing::@kernel blocks in (%c1, %c1, %c1) threads in (%c1, %c1, %c1) args(%z : complex<f32>)
      scf.yield
    }
    return
  }
}
