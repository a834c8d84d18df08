// What the survey reports of ops and types.
// RUN: milc-opt --lower-complex --allow-unregistered-dialect --verify-diagnostics --split-input-file %s

//===----------------------------------------------------------------------===//
// Ops without a pattern
//===----------------------------------------------------------------------===//

func.func @complex_operand(%z: complex<f32>) {
  // expected-error @below {{'some.op' op with complex values must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
  "some.op"(%z) : (complex<f32>) -> ()
  return
}

// -----

func.func @made_late(%m: memref<4xcomplex<f32>>) {
  // expected-error @below {{'acc.copyin' op with complex values must have a conversion pattern, but found none; run --lower-complex before the passes that create such ops, or add one}}
  %0 = acc.copyin varPtr(%m : memref<4xcomplex<f32>>) -> memref<4xcomplex<f32>>
  return
}

// -----

func.func @complex_result() {
  // expected-error @below {{'some.op' op with complex values must have a conversion pattern, but found none}}
  %z = "some.op"() : () -> complex<f32>
  return
}

// -----

func.func @complex_block_argument() {
  // expected-error @below {{'some.op' op with complex values must have a conversion pattern, but found none}}
  "some.op"() ({
  ^bb0(%z: complex<f32>):
    "some.end"() : () -> ()
  }) : () -> ()
  return
}

// -----

// expected-error @below {{'some.op' op with a complex type in its properties must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
"some.op"() <{type = complex<f32>}> : () -> ()

// -----

// expected-error @below {{'some.op' op with a complex type in its properties must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
"some.op"() <{value = [dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>]}> : () -> ()

// -----

// expected-error @below {{'emitc.func' op with complex values must have a conversion pattern, but found none}}
emitc.func @other_function_op(%z: complex<f32>) {
  emitc.return
}

// -----

gpu.module @within_module_of_another_dialect {
  func.func @host() {
    // expected-error @below {{'some.op' op with complex values must have a conversion pattern, but found none}}
    %z = "some.op"() : () -> complex<f32>
    return
  }
}

// -----

func.func @op_of_a_dialect_with_patterns(%z: !async.coro.handle) {
  // expected-error @below {{'async.runtime.create' op with complex values must have a conversion pattern, but found none}}
  %0 = async.runtime.create : !async.value<complex<f32>>
  return
}

// -----

func.func @cast_to_other_dialect(%z: complex<f32>) -> !llvm.struct<(f32, f32)> {
  // expected-error @below {{'builtin.unrealized_conversion_cast' op must not cast complex values; lower complex numbers before the conversion that left the cast}}
  %0 = builtin.unrealized_conversion_cast %z : complex<f32> to !llvm.struct<(f32, f32)>
  return %0 : !llvm.struct<(f32, f32)>
}

// -----

// Each op, once, in nested regions too.
func.func @several(%c: i1, %z: complex<f32>) -> f32 {
  // expected-error @below {{'some.first' op with complex values must have a conversion pattern, but found none}}
  %0 = "some.first"(%z, %z) : (complex<f32>, complex<f32>) -> complex<f32>
  scf.if %c {
    // expected-error @below {{'some.second' op with complex values must have a conversion pattern, but found none}}
    %1 = "some.second"(%0) : (complex<f32>) -> complex<f32>
    // expected-error @below {{'some.first' op with complex values must have a conversion pattern, but found none}}
    %2 = "some.first"(%1, %z) : (complex<f32>, complex<f32>) -> complex<f32>
  }
  %3 = complex.re %z : complex<f32>
  return %3 : f32
}

// expected-error @below {{'some.third' op with complex values must have a conversion pattern, but found none}}
%0 = "some.third"() : () -> complex<f32>

module @nested {
  func.func private @in_nested_module() {
    // expected-error @below {{'some.fourth' op with complex values must have a conversion pattern, but found none}}
    %z = "some.fourth"() : () -> complex<f32>
    return
  }
}

// -----

//===----------------------------------------------------------------------===//
// Types: each once, where it is met first
//===----------------------------------------------------------------------===//

// expected-error @below {{'func.func' op with complex values must have parts of type f16, bf16, f32 or f64, but found 'complex<i32>'; cast to one of these first}}
func.func @complex_integer(%z: complex<i32>) -> complex<i32> {
  return %z : complex<i32>
}

// -----

// expected-error @below {{'func.func' op with complex values must have parts of type f16, bf16, f32 or f64, but found 'complex<f128>'; cast to one of these first}}
func.func private @complex_f128(complex<f128>)

// -----

// expected-error @below {{must have parts of type f16, bf16, f32 or f64, but found 'complex<f80>'}}
func.func private @complex_f80_result() -> complex<f80>

// -----

func.func @tensor_of_narrow_floats(
    // expected-error @below {{'func.func' op with complex values must have parts of type f16, bf16, f32 or f64, but found 'tensor<2xcomplex<f8E4M3FN>>'; cast to one of these first}}
    %z: tensor<2xcomplex<f8E4M3FN>>) {
  return
}

// -----

func.func @result_of_op() -> f32 {
  // expected-error @below {{'complex.constant' op with complex values must have parts of type f16, bf16, f32 or f64, but found 'complex<f80>'}}
  %0 = complex.constant [1.0 : f80, 2.0 : f80] : complex<f80>
  %1 = arith.constant 1.0 : f32
  return %1 : f32
}

// -----

func.func @block_argument() {
  %0 = "some.real_op"() : () -> i32
  %1 = complex.bitcast %0 : i32 to complex<f16>
  scf.execute_region {
    %2 = complex.bitcast %0 : i32 to complex<i16>
    cf.br ^next(%2 : complex<i16>)
  // expected-error @below {{'scf.execute_region' op with complex values must have parts of type f16, bf16, f32 or f64, but found 'complex<i16>'}}
  ^next(%z: complex<i16>):
    scf.yield
  }
  return
}

// -----

func.func @type_of_another_dialect(
    // expected-error @below {{'func.func' op with complex values must have a conversion of its types, but found none for '!emitc.ptr<complex<f32>>'; add one with a MilcToRealInterface of its dialect}}
    %t: !emitc.ptr<complex<f32>>) {
  return
}

// -----

#csr = #sparse_tensor.encoding<{map = (d0, d1) -> (d0 : dense, d1 : compressed)}>

func.func @sparse_tensor(
    // expected-error @below {{'func.func' op with complex values must have them in dense tensors, but found 'tensor<4x4xcomplex<f32>, #sparse_tensor.encoding<{ map = (d0, d1) -> (d0 : dense, d1 : compressed) }>>'; run --linalg-generalize-named-ops and --sparsification-and-bufferization first}}
    %t: tensor<4x4xcomplex<f32>, #csr>) {
  return
}

// -----

func.func @function_type(
    // expected-error @below {{must have parts of type f16, bf16, f32 or f64, but found '(complex<i8>) -> ()'; cast to one of these first}}
    %f: (complex<i8>) -> (),
    // expected-error @below {{must have parts of type f16, bf16, f32 or f64, but found 'tuple<memref<2xcomplex<f80>>>'}}
    %g: tuple<memref<2xcomplex<f80>>>) {
  return
}

// -----

// The rules for an op are applied only where its types convert.
func.func @type_before_rule() {
  // expected-error @below {{must have parts of type f16, bf16, f32 or f64, but found 'tensor<2xcomplex<f80>>'}}
  %0 = arith.constant dense_resource<__elided__> : tensor<2xcomplex<f80>>
  return
}

// -----

// Values of a supported type are not blamed beside others.
// expected-error @below {{but found 'complex<i32>'}}
func.func private @one_of_many(complex<f32>, complex<i32>, tensor<2xcomplex<f64>>) -> complex<f16>
