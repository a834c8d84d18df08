// RUN: milc-opt --lower-complex --verify-diagnostics --split-input-file %s

func.func @value_shape(%x: tensor<?xcomplex<f32>>, %s: !shape.shape) -> tensor<?xcomplex<f32>> {
  // expected-error @below {{'shape.with_shape' op must not hold a complex value in a value_shape, which has one element type; pass the value and its shape separately}}
  %0 = shape.with_shape %x, %s : tensor<?xcomplex<f32>>, !shape.shape
  // expected-error @below {{'shape.value_of' op must not hold a complex value in a value_shape}}
  %1 = shape.value_of %0 : tensor<?xcomplex<f32>>
  return %1 : tensor<?xcomplex<f32>>
}
