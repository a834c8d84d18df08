// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

//===----------------------------------------------------------------------===//
// func.func, func.return
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @argument_attributes(
// CHECK-SAME: %{{[^:]*}}: f32 {kept.a = 1 : i64},
// CHECK-SAME: %[[RE:[^:]*]]: f32 {kept.z = 2 : i64}, %[[IM:[^:]*]]: f32 {kept.z = 2 : i64},
// CHECK-SAME: %{{[^:]*}}: i32 {kept.b = 3 : i64})
// CHECK-SAME: -> (f32, f32) {
// CHECK-NEXT: return %[[RE]], %[[IM]] : f32, f32
func.func @argument_attributes(
    %a: f32 {kept.a = 1}, %z: complex<f32> {kept.z = 2}, %b: i32 {kept.b = 3}) -> complex<f32> {
  return %z : complex<f32>
}

// CHECK-LABEL: func.func @argument_attributes_of_some(
// CHECK-SAME: %{{[^:]*}}: f32, %{{[^:]*}}: tensor<2xf64>, %{{[^:]*}}: tensor<2xf64>, %{{[^:]*}}: i32 {kept.b})
func.func @argument_attributes_of_some(%a: f32, %z: tensor<2xcomplex<f64>>, %b: i32 {kept.b}) {
  return
}

// CHECK-LABEL: func.func @result_attributes(
// CHECK-SAME: %[[A:[^:]*]]: f32, %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[B:[^:]*]]: i32)
// CHECK-SAME: -> (i32 {kept.b = 1 : i64}, f32 {kept.z = 2 : i64}, f32 {kept.z = 2 : i64}, f32 {kept.a = 3 : i64}) {
// CHECK-NEXT: return %[[B]], %[[RE]], %[[IM]], %[[A]] : i32, f32, f32, f32
func.func @result_attributes(%a: f32, %z: complex<f32>, %b: i32)
    -> (i32 {kept.b = 1}, complex<f32> {kept.z = 2}, f32 {kept.a = 3}) {
  return %b, %z, %a : i32, complex<f32>, f32
}

// CHECK: func.func private @declaration(f32 {kept.z}, f32 {kept.z}, tensor<?xf64>, tensor<?xf64>, i32 {kept.i}) -> (tensor<f16> {kept.r}, tensor<f16> {kept.r}) attributes {kept.function}
func.func private @declaration(complex<f32> {kept.z}, tensor<?xcomplex<f64>>, i32 {kept.i})
    -> (tensor<complex<f16>> {kept.r}) attributes {kept.function}

// CHECK: func.func public @public(
func.func public @public(%z: complex<f32>) { return }
// CHECK: func.func private @private(
func.func private @private(%z: complex<f32>) { return }
// CHECK: func.func nested @nested(
func.func nested @nested(%z: complex<f32>) { return }

// CHECK-LABEL: func.func @keeps_discardable_attributes(
// CHECK-SAME: f32 {kept.elements = dense<(1.000000e+00,2.000000e+00)> : tensor<2xcomplex<f32>>, kept.type = complex<f32>},
// CHECK-SAME: f32 {kept.elements = dense<(1.000000e+00,2.000000e+00)> : tensor<2xcomplex<f32>>, kept.type = complex<f32>})
// CHECK-SAME: -> (f32 {kept.signature = (complex<f32>) -> ()}, f32 {kept.signature = (complex<f32>) -> ()})
// CHECK-SAME: attributes {kept.function = complex<f32>, llvm.emit_c_interface}
// CHECK: return {kept.return = complex<f32>} %{{.*}}, %{{.*}} : f32, f32
func.func @keeps_discardable_attributes(
    %z: complex<f32> {kept.type = complex<f32>, kept.elements = dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>})
    -> (complex<f32> {kept.signature = (complex<f32>) -> ()})
    attributes {kept.function = complex<f32>, llvm.emit_c_interface} {
  return {kept.return = complex<f32>} %z : complex<f32>
}

// Function types split by their inputs and results, at any depth.
// CHECK: func.func @function_types(%{{.*}}: ((f32, f32) -> (tensor<2xf32>, tensor<2xf32>)) -> (f32, f32))
// CHECK-SAME: -> (((f32, f32) -> (tensor<2xf32>, tensor<2xf32>)) -> (f32, f32))
func.func @function_types(%f: ((complex<f32>) -> tensor<2xcomplex<f32>>) -> complex<f32>)
    -> (((complex<f32>) -> tensor<2xcomplex<f32>>) -> complex<f32>) {
  return %f : ((complex<f32>) -> tensor<2xcomplex<f32>>) -> complex<f32>
}

// CHECK-LABEL: func.func @unranked_tensor(
// CHECK-SAME: %{{.*}}: tensor<*xf32>, %{{.*}}: tensor<*xf32>) -> (tensor<*xf32>, tensor<*xf32>)
func.func @unranked_tensor(%z: tensor<*xcomplex<f32>>) -> tensor<*xcomplex<f32>> {
  return %z : tensor<*xcomplex<f32>>
}

// CHECK-LABEL: func.func @complex_in_the_body_only() {
func.func @complex_in_the_body_only() {
  %z = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
  return
}

//===----------------------------------------------------------------------===//
// Attributes that refer to their value
//===----------------------------------------------------------------------===//

// Results 0 1 2 3 are now 0-1 2-3 4 5-6.
// CHECK-LABEL: func.func @aliasing_output(
// CHECK-SAME: f32 {tf.aliasing_output = 4 : i32},
// CHECK-SAME: f32 {tf.aliasing_output = 2 : i32}, %{{[^:]*}}: f32 {tf.aliasing_output = 3 : i32},
// CHECK-SAME: tensor<2xf32> {tf.aliasing_output = 5 : i64}, %{{[^:]*}}: tensor<2xf32> {tf.aliasing_output = 6 : i64})
func.func @aliasing_output(
    %x: f32 {tf.aliasing_output = 2 : i32},
    %z: complex<f32> {tf.aliasing_output = 1 : i32},
    %t: tensor<2xcomplex<f32>> {tf.aliasing_output = 3 : i64})
    -> (complex<f32>, complex<f32>, f32, tensor<2xcomplex<f32>>) {
  return %z, %z, %x, %t : complex<f32>, complex<f32>, f32, tensor<2xcomplex<f32>>
}

// CHECK: func.func private @iree_output(
// CHECK-SAME: tensor<2xf32> {iree.abi.output = 1 : index}, tensor<2xf32> {iree.abi.output = 2 : index},
// CHECK-SAME: f32 {iree.abi.output = 0 : index})
func.func private @iree_output(
    tensor<2xcomplex<f32>> {iree.abi.output = 1 : index}, f32 {iree.abi.output = 0 : index})
    -> (f32, tensor<2xcomplex<f32>>)

// CHECK: func.func private @dereferenceable(
// CHECK-SAME: tensor<2xf32> {llvm.dereferenceable = 8 : i64},
// CHECK-SAME: tensor<2xf32> {llvm.dereferenceable = 8 : i64}, tensor<2xf32> {llvm.dereferenceable = 8 : i64},
// CHECK-SAME: tensor<2xf32> {llvm.dereferenceable_or_null = 8 : i64}, tensor<2xf32> {llvm.dereferenceable_or_null = 8 : i64})
// CHECK-SAME: -> (tensor<2xf32> {llvm.dereferenceable = 8 : i64}, tensor<2xf32> {llvm.dereferenceable = 8 : i64})
func.func private @dereferenceable(
    tensor<2xf32> {llvm.dereferenceable = 8 : i64},
    tensor<2xcomplex<f32>> {llvm.dereferenceable = 16 : i64},
    tensor<2xcomplex<f32>> {llvm.dereferenceable_or_null = 16 : i64})
    -> (tensor<2xcomplex<f32>> {llvm.dereferenceable = 16 : i64})

// Only an integer holds an index.
// CHECK: func.func private @no_number(f32 {tf.aliasing_output}, f32 {tf.aliasing_output})
func.func private @no_number(complex<f32> {tf.aliasing_output})

//===----------------------------------------------------------------------===//
// func.call
//===----------------------------------------------------------------------===//

func.func private @callee(f32, complex<f32>, i32) -> (i32, complex<f32>, f32)

// CHECK-LABEL: func.func @call(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[X:[^:]*]]: f32, %[[I:[^:]*]]: i32)
// CHECK: %[[RESULT:.*]]:4 = call @callee(%[[X]], %[[RE]], %[[IM]], %[[I]]) : (f32, f32, f32, i32) -> (i32, f32, f32, f32)
// CHECK: return %[[RESULT]]#1, %[[RESULT]]#2, %[[RESULT]]#3
func.func @call(%z: complex<f32>, %x: f32, %i: i32) -> (complex<f32>, f32) {
  %0:3 = call @callee(%x, %z, %i) : (f32, complex<f32>, i32) -> (i32, complex<f32>, f32)
  return %0#1, %0#2 : complex<f32>, f32
}

// CHECK-LABEL: func.func @call_with_attributes
// CHECK: call @callee
// CHECK-SAME: arg_attrs = [{kept.a}, {kept.b = 1 : i64}, {kept.b = 1 : i64}, {}]
// CHECK-SAME: kept.call = complex<f32>
// CHECK-SAME: no_inline
// CHECK-SAME: res_attrs = [{}, {kept.z}, {kept.z}, {kept.x}]
func.func @call_with_attributes(%z: complex<f32>, %x: f32, %i: i32) {
  %0:3 = call @callee(%x, %z, %i) {
    arg_attrs = [{kept.a}, {kept.b = 1}, {}], res_attrs = [{}, {kept.z}, {kept.x}],
    kept.call = complex<f32>, no_inline
  } : (f32, complex<f32>, i32) -> (i32, complex<f32>, f32)
  return
}

func.func private @in_place(tensor<2xcomplex<f32>>) -> (f32, tensor<2xcomplex<f32>>)

// CHECK-LABEL: func.func @call_that_speaks_of_its_values
// CHECK: call @in_place
// CHECK-SAME: arg_attrs = [{llvm.dereferenceable = 8 : i64, tf.aliasing_output = 1 : i32}, {llvm.dereferenceable = 8 : i64, tf.aliasing_output = 2 : i32}]
func.func @call_that_speaks_of_its_values(%z: tensor<2xcomplex<f32>>) {
  %0:2 = call @in_place(%z) {
    arg_attrs = [{tf.aliasing_output = 1 : i32, llvm.dereferenceable = 16 : i64}]
  } : (tensor<2xcomplex<f32>>) -> (f32, tensor<2xcomplex<f32>>)
  return
}

// CHECK-LABEL: func.func @recursion(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32) -> (f32, f32)
// CHECK: %[[RESULT:.*]]:2 = call @recursion(%[[RE]], %[[IM]]) : (f32, f32) -> (f32, f32)
// CHECK: return %[[RESULT]]#0, %[[RESULT]]#1
func.func @recursion(%z: complex<f32>) -> complex<f32> {
  %0 = call @recursion(%z) : (complex<f32>) -> complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @call_before_definition
// CHECK: call @defined_later
func.func @call_before_definition(%z: complex<f32>) -> complex<f32> {
  %0 = call @defined_later(%z) : (complex<f32>) -> complex<f32>
  return %0 : complex<f32>
}

// CHECK: func.func @defined_later(%{{.*}}: f32, %{{.*}}: f32) -> (f32, f32)
func.func @defined_later(%z: complex<f32>) -> complex<f32> {
  return %z : complex<f32>
}

//===----------------------------------------------------------------------===//
// func.constant, func.call_indirect
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @constant() -> ((f32, f32) -> (f32, f32))
// CHECK: %[[F:.*]] = constant {kept.tag} @recursion : (f32, f32) -> (f32, f32)
// CHECK: return %[[F]]
func.func @constant() -> ((complex<f32>) -> complex<f32>) {
  %f = constant {kept.tag} @recursion : (complex<f32>) -> complex<f32>
  return %f : (complex<f32>) -> complex<f32>
}

// CHECK-LABEL: func.func @call_indirect(
// CHECK-SAME: %[[F:[^:]*]]: (f32, f32, f32) -> (tensor<2xf32>, tensor<2xf32>), %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[X:[^:]*]]: f32)
// CHECK: %[[RESULT:.*]]:2 = call_indirect %[[F]](%[[RE]], %[[IM]], %[[X]])
// CHECK-SAME: arg_attrs = [{kept.z}, {kept.z}, {kept.x}]
// CHECK-SAME: kept.call
// CHECK-SAME: res_attrs = [{kept.r}, {kept.r}]
// CHECK-SAME: : (f32, f32, f32) -> (tensor<2xf32>, tensor<2xf32>)
// CHECK: return %[[RESULT]]#0, %[[RESULT]]#1
func.func @call_indirect(
    %f: (complex<f32>, f32) -> tensor<2xcomplex<f32>>, %z: complex<f32>, %x: f32)
    -> tensor<2xcomplex<f32>> {
  %0 = call_indirect %f(%z, %x) {
    arg_attrs = [{kept.z}, {kept.x}], res_attrs = [{kept.r}], kept.call
  } : (complex<f32>, f32) -> tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// Integers of any width and sign pass as they are.
// CHECK-LABEL: func.func private @integer_attributes(
// CHECK-SAME: f32 {kept.signed = -1 : si8, kept.unsigned = 18446744073709551615 : ui64, kept.wide = 100000000000000000000000000000 : i128}, f32
func.func private @integer_attributes(
  complex<f32> {kept.wide = 100000000000000000000000000000 : i128, kept.unsigned = 18446744073709551615 : ui64, kept.signed = -1 : si8})
