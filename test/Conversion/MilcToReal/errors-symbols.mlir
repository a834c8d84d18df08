// Attributes that name a global that becomes two.
// RUN: milc-opt --lower-complex --allow-unregistered-dialect --verify-diagnostics --split-input-file %s

memref.global @taps : memref<2xcomplex<f32>> = dense<[(1.0, 2.0), (3.0, 4.0)]>
memref.global @real : memref<2xf32> = dense<[1.0, 2.0]>

func.func @uses() {
  // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @taps in its attribute 'table'; pass the result of memref.get_global, or lower with abi=interleaved, where a buffer stays one}}
  "some.op"() {table = @taps} : () -> ()
  // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @taps in its properties; pass the result of memref.get_global, or lower with abi=interleaved, where a buffer stays one}}
  "some.op"() <{tables = [@real, @taps]}> : () -> ()
  // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @taps in its attribute 'kept.table'}}
  "some.op"() {kept.table = @taps} : () -> ()
  // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @taps in its attribute 'text'}}
  "some.op"() {text = #some.text<[@other, @taps]>} : () -> ()
  // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @taps in its attribute 'quoted'}}
  "some.op"() {quoted = !some.text<@"taps">} : () -> ()
  // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @taps in its types}}
  %handle = "some.op"() : () -> !some.handle<@taps>
  // expected-error @below {{'memref.get_global' op must not name a complex global, which becomes two, but found @taps in its attribute 'kept.table'}}
  %0 = memref.get_global @taps : memref<2xcomplex<f32>> {kept.table = @taps}
  // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @"a\22b" in its attribute 'escaped'}}
  "some.op"() {escaped = #some.text<to @"a\"b">} : () -> ()
  "some.op"() {table = @real, other = @tap, text = #some.text<@taps2>,
               quoted = #some.text<"\"mail to me @taps">, joined = #some.text<me@taps>} : () -> ()
  return
}

memref.global @"a\22b" : memref<2xcomplex<f32>> = dense<[(1.0, 2.0), (3.0, 4.0)]>

// expected-error @below {{'func.func' op must not name a complex global, which becomes two, but found @taps in its attribute 'arg_attrs'}}
func.func private @argument_attributes(i32 {kept.table = @taps})
// expected-error @below {{'func.func' op must not name a complex global, which becomes two, but found @taps in its attribute 'function_type'}}
func.func private @signature(complex<f32>, !some.handle<@taps>)
// expected-error @below {{'func.func' op must not name a complex global, which becomes two, but found @taps in its attribute 'res_attrs'}}
func.func private @result_attributes() -> (complex<f32> {kept.table = @taps})

// -----

// A path, from without and from within, and from the module itself.

// expected-error @below {{'builtin.module' op must not name a complex global, which becomes two, but found @inner::@taps in its attribute 'kept.table'}}
module attributes {kept.table = @inner::@taps} {
  // expected-error @below {{'builtin.module' op must not name a complex global, which becomes two, but found @taps in its attribute 'kept.table'}}
  module @inner attributes {kept.table = @taps} {
    memref.global @taps : memref<2xcomplex<f32>> = dense<[(1.0, 2.0), (3.0, 4.0)]>
  }
  func.func @uses() {
    // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @inner::@taps in its attribute 'table'}}
    "some.op"() {table = @inner::@taps} : () -> ()
    // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @inner::@taps in its attribute 'text'}}
    "some.op"() {text = #some.text<@inner::@taps>} : () -> ()
    "some.op"() {table = @taps, other = @sibling::@taps} : () -> ()
    return
  }
  module @sibling {
    memref.global @taps : memref<2xf32> = dense<[1.0, 2.0]>
    func.func @uses() {
      "some.op"() {table = @taps} : () -> ()
      // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @inner::@taps in its attribute 'table'}}
      "some.op"() {table = @inner::@taps} : () -> ()
      return
    }
  }
}

// -----

ml_program.global private mutable @state(dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>) : tensor<2xcomplex<f32>>

func.func @ml_program(%z: tensor<2xcomplex<f32>>) {
  ml_program.global_store @state = %z : tensor<2xcomplex<f32>>
  // expected-error @below {{'some.op' op must not name a complex global, which becomes two, but found @state in its attribute 'table'; pass the result of ml_program.global_load}}
  "some.op"() {table = @state} : () -> ()
  return
}

// -----

// Ops of the transform dialect describe others, but a symbol names one.
memref.global @taps : memref<2xcomplex<f32>> = dense<[(1.0, 2.0), (3.0, 4.0)]>

module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%root: !transform.any_op {transform.readonly}) {
    // expected-error @below {{'transform.param.constant' op must not name a complex global, which becomes two, but found @taps in its attribute 'value'}}
    %0 = transform.param.constant @taps -> !transform.any_param
    transform.yield
  }
}
