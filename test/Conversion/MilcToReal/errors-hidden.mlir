// Complex types in types and attributes that a walk cannot look into.
// RUN: milc-opt --lower-complex --allow-unregistered-dialect --verify-diagnostics --split-input-file %s

//===----------------------------------------------------------------------===//
// Types of dialects that are not registered
//===----------------------------------------------------------------------===//

// expected-error @below {{'func.func' op with complex values must have types that show what they hold, but found '!torch.vtensor<[3],complex<f32>>', whose text names a complex type; register its dialect and add a conversion with a MilcToRealInterface of its dialect}}
func.func @opaque_type(%a: !torch.vtensor<[3],complex<f32>>) -> !torch.vtensor<[3],complex<f32>> {
  return %a : !torch.vtensor<[3],complex<f32>>
}

// -----

// expected-error @below {{'func.func' op with complex values must have types that show what they hold, but found 'tuple<i1, !some.type<4x?xcomplex<f32>>>', whose text names a complex type; register its dialect and add a conversion with a MilcToRealInterface of its dialect}}
func.func @nested(%a: i32, %b: tuple<i1, !some.type<4x?xcomplex<f32>>>) {
  return
}

// -----

// expected-error @below {{'func.func' op with complex values must have types that show what they hold, but found '!some.type<[4]xcomplex <f32>>', whose text names a complex type; register its dialect and add a conversion with a MilcToRealInterface of its dialect}}
func.func private @space(!some.type<[4]xcomplex <f32>>)

// -----

// expected-error @below {{'func.func' op with complex values must have types that show what they hold, but found 'tensor<4xf32, #some.encoding<complex<f32>>>', whose text names a complex type; register its dialect and add a conversion with a MilcToRealInterface of its dialect}}
func.func private @encoding(tensor<4xf32, #some.encoding<complex<f32>>>)

// -----

func.func @values(%i: i32) {
  // expected-error @below {{'some.op' op with complex values must have types that show what they hold, but found '!some.type<complex<f32>>', whose text names a complex type; register its dialect and add a conversion with a MilcToRealInterface of its dialect}}
  // expected-error @below {{'some.op' op with complex values must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
  %0 = "some.op"() : () -> !some.type<complex<f32>>
  // expected-error @below {{'some.user' op with complex values must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
  "some.user"(%0) : (!some.type<complex<f32>>) -> ()
  return
}

// -----

// Beside complex values that can be lowered.
// expected-error @below {{'func.func' op with complex values must have types that show what they hold, but found '!some.type<complex<f32>>', whose text names a complex type; register its dialect and add a conversion with a MilcToRealInterface of its dialect}}
func.func @cast(%z: complex<f32>) -> !some.type<complex<f32>> {
  %0 = builtin.unrealized_conversion_cast %z : complex<f32> to !some.type<complex<f32>>
  return %0 : !some.type<complex<f32>>
}

// -----

//===----------------------------------------------------------------------===//
// Attributes of ops that are not registered
//===----------------------------------------------------------------------===//

func.func @attributes() {
  // expected-error @below {{'some.op' op with a complex type in its properties must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
  "some.op"() <{value = #some.value<complex<f32>>}> : () -> ()
  // expected-error @below {{'some.op' op with a complex type in its attribute 'value' must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
  "some.op"() {value = [#some.value<1 : complex<f32>>]} : () -> ()
  // expected-error @below {{'some.op' op with a complex type in its attribute 'value' must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
  "some.op"() {value = dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>} : () -> ()
  // expected-error @below {{'some.op' op with a complex type in its attribute 'type' must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
  "some.op"() {type = !some.type<complex<f32>>} : () -> ()
  // expected-error @below {{'some.op' op with a complex type in its attribute 'text' must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
  "some.op"() {text = "typed" : complex<f32>} : () -> ()
  // One whose name has the prefix of a dialect is discardable.
  "some.op"() {kept.value = #some.value<complex<f32>>} : () -> ()
  return
}

// -----

//===----------------------------------------------------------------------===//
// What is not a complex type
//===----------------------------------------------------------------------===//

func.func private @other_words(!some.type<hypercomplex<f32>>, !some.type<3x!some.complex<f32>>,
                               !some.complex<!some.float>, !some.type<complex>,
                               !some.type<std::complex<float>>, !some.type<"complex<f32>">,
                               !emitc.opaque<"std::complex<float>">, !llvm.struct<"complex<float>", (f32)>)
    attributes {kept.value = #some.value<complex<f32>>}

"some.op"() {complex = #some.complex<1, 2>, quoted = #some.value<"\"complex<f32>">,
             name = #some.value<@"operator-(complex<float>)">} : () -> ()
