// What the survey reports of constants.
// RUN: milc-opt --lower-complex --verify-diagnostics --split-input-file %s

func.func @too_short() -> tensor<2xcomplex<f32>> {
  // expected-error @below {{'arith.constant' op complex constant of type tensor<2xcomplex<f32>> must have 16 bytes of data, but resource 'data' holds 12}}
  %0 = arith.constant dense_resource<data> : tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

{-#
  dialect_resources: {
    builtin: {
      data: "0x040000000000803F0000004000004040"
    }
  }
#-}

// -----

func.func @too_long() -> tensor<1xcomplex<f16>> {
  // expected-error @below {{'milcomplex.const' op complex constant of type tensor<1xcomplex<f16>> must have 4 bytes of data, but resource 'data' holds 8}}
  %0 = milcomplex.const dense_resource<data> : tensor<1xcomplex<f16>>
  return %0 : tensor<1xcomplex<f16>>
}

{-#
  dialect_resources: {
    builtin: {
      data: "0x040000000000803F00000040"
    }
  }
#-}

// -----

func.func @countless() -> tensor<9223372036854775807xcomplex<f32>> {
  // expected-error @below {{complex constant of type tensor<9223372036854775807xcomplex<f32>> must have 2^64 or more bytes of data, but resource 'data' holds 8}}
  %0 = arith.constant dense_resource<data> : tensor<9223372036854775807xcomplex<f32>>
  return %0 : tensor<9223372036854775807xcomplex<f32>>
}

{-#
  dialect_resources: {
    builtin: {
      data: "0x040000000000803F00000040"
    }
  }
#-}

// -----

func.func @countless_times_nothing() -> tensor<4611686018427387904x0xcomplex<f32>> {
  // expected-error @below {{complex constant of type tensor<4611686018427387904x0xcomplex<f32>> must have 0 bytes of data, but resource 'data' holds 8}}
  %0 = arith.constant dense_resource<data> : tensor<4611686018427387904x0xcomplex<f32>>
  return %0 : tensor<4611686018427387904x0xcomplex<f32>>
}

{-#
  dialect_resources: {
    builtin: {
      data: "0x040000000000803F00000040"
    }
  }
#-}

// -----

// One element is not a splat in a resource.
func.func @one_element_of_two() -> tensor<2xcomplex<f32>> {
  // expected-error @below {{complex constant of type tensor<2xcomplex<f32>> must have 16 bytes of data, but resource 'data' holds 8}}
  %0 = arith.constant dense_resource<data> : tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

{-#
  dialect_resources: {
    builtin: {
      data: "0x040000000000803F00000040"
    }
  }
#-}

// -----

func.func @elided() -> tensor<2xcomplex<f32>> {
  // expected-error @below {{'arith.constant' op complex constant must have its data in the module, but resource '__elided__' has none; print the module without eliding resources}}
  %0 = arith.constant dense_resource<__elided__> : tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// -----

func.func @missing() -> tensor<2xcomplex<f32>> {
  // expected-error @below {{'milcomplex.const' op complex constant must have its data in the module, but resource 'nowhere' has none}}
  %0 = milcomplex.const dense_resource<nowhere> : tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// -----

// A resource that only real constants use is not checked.
func.func @elided_reals(%z: complex<f32>) -> tensor<2xf32> {
  %0 = arith.constant dense_resource<__elided__> : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @dynamic() -> (tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.const' op complex constant must have a static shape, but found tensor<?xcomplex<f32>>}}
  %0 = milcomplex.const dense_resource<data> : tensor<?xcomplex<f32>>
  // expected-error @below {{'arith.constant' op complex constant must have a static shape, but found tensor<?xcomplex<f32>>}}
  %1 = arith.constant dense_resource<data> : tensor<?xcomplex<f32>>
  return %0, %1 : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>
}

{-#
  dialect_resources: {
    builtin: {
      data: "0x040000000000803F00000040"
    }
  }
#-}
