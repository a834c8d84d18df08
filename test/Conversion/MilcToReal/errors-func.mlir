// What the survey reports of functions and calls.
// RUN: milc-opt --lower-complex --verify-diagnostics --split-input-file %s

//===----------------------------------------------------------------------===//
// Byte counts
//===----------------------------------------------------------------------===//

// expected-error @below {{'func.func' op 'llvm.dereferenceable' of complex argument 1 must be even, but found 7}}
func.func private @odd_dereferenceable(i32, tensor<2xcomplex<f32>> {llvm.dereferenceable = 7 : i64})

// -----

// expected-error @below {{'func.func' op 'llvm.dereferenceable_or_null' of complex argument 0 must be even, but found 9}}
func.func private @odd_dereferenceable_or_null(tensor<2xcomplex<f32>> {llvm.dereferenceable_or_null = 9 : i64})

// -----

// expected-error @below {{'func.func' op 'llvm.dereferenceable' of complex result 0 must be even, but found 7}}
func.func private @odd_dereferenceable_result() -> (tensor<2xcomplex<f32>> {llvm.dereferenceable = 7 : i64})

// -----

// That of a real value may be odd.
func.func private @odd_dereferenceable_of_real(tensor<7xi8> {llvm.dereferenceable = 7 : i64}, complex<f32>)

// -----

//===----------------------------------------------------------------------===//
// Indices of results
//===----------------------------------------------------------------------===//

// expected-error @below {{'func.func' op 'tf.aliasing_output' of argument 0 must be the index of one of 1 results, but found 1}}
func.func private @no_such_result(tensor<2xcomplex<f32>> {tf.aliasing_output = 1 : i32}) -> tensor<2xcomplex<f32>>

// -----

// expected-error @below {{'func.func' op 'iree.abi.output' of argument 0 must be the index of one of 1 results, but found -1}}
func.func private @negative_result(tensor<2xcomplex<f32>> {iree.abi.output = -1 : index}) -> tensor<2xcomplex<f32>>

// -----

// expected-error @below {{'func.func' op 'tf.aliasing_output' of result 0 must be the index of one of 1 results, but found 5}}
func.func private @no_such_result_on_result() -> (complex<f32> {tf.aliasing_output = 5 : i32})

// -----

// expected-error @below {{'func.func' op 'tf.aliasing_output' of argument 0 must name a result that splits as the argument of type complex<f32> does, but found result 1 of type f32}}
func.func private @complex_aliases_real(complex<f32> {tf.aliasing_output = 1 : i32}) -> (complex<f32>, f32)

// -----

// expected-error @below {{'func.func' op 'iree.abi.output' of argument 0 must name a result that splits as the argument of type f32 does, but found result 0 of type complex<f32>}}
func.func private @real_aliases_complex(f32 {iree.abi.output = 0 : index}) -> (complex<f32>, f32)

// -----

//===----------------------------------------------------------------------===//
// Attributes that no part can have
//===----------------------------------------------------------------------===//

// expected-error @below {{'func.func' op 'llvm.noalias' must be on a pointer, but found it on argument 0 of type complex<f32>}}
func.func private @noalias(complex<f32> {llvm.noalias})

// -----

// expected-error @below {{'func.func' op 'llvm.align' must be on a pointer, but found it on result 1 of type complex<f64>}}
func.func private @align() -> (i32, complex<f64> {llvm.align = 8 : i64})

// -----

// These two may be on a float.
func.func private @noundef_and_inreg(complex<f32> {llvm.noundef, llvm.inreg}) -> (complex<f32> {llvm.noundef})

// -----

// expected-error @below {{'func.func' op 'llvm.returned' must be on a real argument, but found it on argument 0 of type tensor<2xcomplex<f32>>, which becomes two}}
func.func private @returned(tensor<2xcomplex<f32>> {llvm.returned}) -> tensor<2xcomplex<f32>>

// -----

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

func.func private @callee(tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>

func.func @caller(%z: tensor<2xcomplex<f32>>) {
  // expected-error @below {{'func.call' op 'llvm.dereferenceable' of complex argument 0 must be even, but found 7}}
  %0 = call @callee(%z) {arg_attrs = [{llvm.dereferenceable = 7 : i64}]} : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  // expected-error @below {{'func.call' op 'llvm.dereferenceable' of complex result 0 must be even, but found 5}}
  %1 = call @callee(%z) {res_attrs = [{llvm.dereferenceable = 5 : i64}]} : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  // expected-error @below {{'func.call' op 'tf.aliasing_output' of argument 0 must be the index of one of 1 results, but found 9}}
  %2 = call @callee(%z) {arg_attrs = [{tf.aliasing_output = 9 : i32}]} : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  // expected-error @below {{'func.call' op must have as many argument attributes as it has arguments, 1, but found 2}}
  %3 = call @callee(%z) {arg_attrs = [{}, {}]} : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  // expected-error @below {{'func.call' op must have as many result attributes as it has results, 1, but found 0}}
  %4 = call @callee(%z) {res_attrs = []} : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  return
}

func.func @indirect_caller(%f: (complex<f32>) -> complex<f32>, %z: complex<f32>) {
  // expected-error @below {{'func.call_indirect' op 'llvm.noalias' must be on a pointer, but found it on argument 0 of type complex<f32>}}
  %0 = call_indirect %f(%z) {arg_attrs = [{llvm.noalias}]} : (complex<f32>) -> complex<f32>
  // expected-error @below {{'func.call_indirect' op must have as many argument attributes as it has arguments, 1, but found 0}}
  %1 = call_indirect %f(%z) {arg_attrs = []} : (complex<f32>) -> complex<f32>
  return
}
