// RUN: milc-opt --milc-verify-real --allow-unregistered-dialect --verify-diagnostics --split-input-file %s

// expected-error @below {{'func.func' op must have no complex type in its results, block arguments and inherent attributes, but found one}}
func.func private @signature(complex<f32>)

// -----

func.func @result() {
  // expected-error @below {{'complex.constant' op must have no complex type in its results, block arguments and inherent attributes, but found one}}
  %0 = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
  return
}

// -----

// Where a value is defined, not where it is used.
func.func @operand() {
  // expected-error @below {{'some.op' op must have no complex type}}
  %0 = "some.op"() : () -> complex<f32>
  %1 = complex.re %0 : complex<f32>
  return
}

// -----

func.func @block_argument() {
  // expected-error @below {{'some.op' op must have no complex type}}
  "some.op"() ({
  ^bb0(%z: tensor<2xcomplex<f32>>):
    "some.end"() : () -> ()
  }) : () -> ()
  return
}

// -----

func.func @unreachable_block_argument() {
  // expected-error @below {{'scf.execute_region' op must have no complex type}}
  scf.execute_region {
    scf.yield
  ^unreachable(%z: complex<f32>):
    cf.br ^unreachable(%z : complex<f32>)
  }
  return
}

// -----

// expected-error @below {{'ml_program.global' op must have no complex type}}
ml_program.global private @dense_attribute(dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>) : tensor<2xcomplex<f32>>

// -----

// expected-error @below {{'some.op' op must have no complex type}}
"some.op"() <{attribute_of_unregistered_op = [dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>]}> : () -> ()

// -----

func.func private @nested_type(tuple<i32, tensor<2xi32>>)
// expected-error @below {{'func.func' op must have no complex type}}
func.func private @nested_complex_type(tuple<i32, (tensor<2xcomplex<f32>>) -> ()>)

// -----

func.func @milcomplex_op() {
  // expected-error @below {{'milcomplex.const' op must not be of the milcomplex dialect}}
  %0 = milcomplex.const [1.0, 2.0] : complex<f64>
  return
}

// -----

module @nested {
  module {
    // expected-error @below {{'func.func' op must have no complex type}}
    func.func private @deep(tensor<2xcomplex<f32>>)
  }
}

// -----

// Discardable attributes, and those of arguments and results, are the user's.
func.func private @discardable(f32 {kept.argument = complex<f32>})
    -> (f32 {kept.result = dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>})
    attributes {kept.function = complex<f32>}

func.func @call_with_discardable(%x: f32) {
  %0 = call @discardable(%x) {
    arg_attrs = [{kept.argument = complex<f32>}], res_attrs = [{kept.result = complex<f32>}],
    kept.call = complex<f32>
  } : (f32) -> f32
  "some.op"() {kept.op = complex<f32>} : () -> ()
  return
}

// -----

// expected-error @below {{'func.func' op must have no complex type}}
func.func private @opaque_type(!torch.vtensor<[3],complex<f32>>)
// expected-error @below {{'some.op' op must have no complex type}}
"some.op"() {value = #some.value<complex<f32>>} : () -> ()

// -----

// A name that ends as that of a part does says nothing about another.
module attributes {my.weights = @w} {
  memref.global @w.im : memref<2xf32> = dense<[1.0, 2.0]>
  "some.op"() {doc.see = @w, table = @w, text = #some.text<@w>} : () -> ()
}
