// RUN: milc-opt --lower-complex --allow-unregistered-dialect --verify-diagnostics --split-input-file %s

// The body of a named op on real values may be of any kind, in generic form.
func.func @complex_body_of_real_op(%a: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "linalg.copy"(%a, %b) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: f32, %y: f32):
    %z = complex.create %x, %x : complex<f32>
    // expected-error @below {{'some.op' op with complex values must have a conversion pattern, but found none; register its dialect and add one with a MilcToRealInterface of its dialect}}
    %e = "some.op"(%z) : (complex<f32>) -> complex<f32>
    %r = complex.re %e : complex<f32>
    linalg.yield %r : f32
  }) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// expected-error @below {{'func.func' op with complex values must have a conversion of its types, but found none for 'tensor<?xcomplex<f32>, {x = complex<f32>}>'; add one with a MilcToRealInterface of its dialect}}
func.func private @complex_in_encoding(tensor<?xcomplex<f32>, {x = complex<f32>}>)
