// RUN: milc-opt --verify-diagnostics --split-input-file %s

func.func @vector(%a: tensor<3xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.cholesky' op (C1): operand must have no encoding and a rank of at least 2, but found 'tensor<3xcomplex<f32>>'}}
  %0 = milcomplex.cholesky %a : tensor<3xcomplex<f32>>
  return
}

// -----

func.func @encoding(%a: tensor<3x3xf32, "dense">) {
  // expected-error @below {{'milcomplex.lu' op (C1): operand must have no encoding and a rank of at least 2, but found 'tensor<3x3xf32, "dense">'}}
  %0:3 = milcomplex.lu %a : tensor<3x3xf32, "dense">
  return
}

// -----

func.func @half(%a: tensor<3x3xf16>) {
  // expected-error @below {{'milcomplex.qr' op operand #0 must be ranked tensor of}}
  %0:2 = milcomplex.qr %a : tensor<3x3xf16>
  return
}

// -----

func.func @not_square(%a: tensor<3x4xf32>) {
  // expected-error @below {{'milcomplex.inverse' op (C2): operand must have as many rows as columns, but found 'tensor<3x4xf32>'}}
  %0 = milcomplex.inverse %a : tensor<3x4xf32>
  return
}

// -----

func.func @not_square_eig(%a: tensor<3x4xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.eig' op (C2): operand must have as many rows as columns, but found 'tensor<3x4xcomplex<f32>>'}}
  %0:3 = milcomplex.eig %a : tensor<3x4xcomplex<f32>>
  return
}

// -----

func.func @not_square_expm(%a: tensor<3x4xf32>) {
  // expected-error @below {{'milcomplex.expm' op (C2): operand must have as many rows as columns, but found 'tensor<3x4xf32>'}}
  %0 = milcomplex.expm %a : tensor<3x4xf32>
  return
}

// -----

func.func @real_eig(%a: tensor<3x3xf32>) {
  // expected-error @below {{'milcomplex.eig' op operand #0 must be ranked tensor of}}
  %0:3 = milcomplex.eig %a : tensor<3x3xf32>
  return
}

// -----

func.func @vector_hessenberg(%a: tensor<3xf32>) {
  // expected-error @below {{'milcomplex.hessenberg' op (C1): operand must have no encoding and a rank of at least 2, but found 'tensor<3xf32>'}}
  %0:2 = milcomplex.hessenberg %a : tensor<3xf32>
  return
}

// -----

func.func @not_square_tridiagonal(%a: tensor<3x4xf32>) {
  // expected-error @below {{'milcomplex.tridiagonal' op (C2): operand must have as many rows as columns, but found 'tensor<3x4xf32>'}}
  %0:4 = milcomplex.tridiagonal %a : tensor<3x4xf32>
  return
}

// -----

func.func @not_square_system(%a: tensor<3x4xf32>, %b: tensor<3x1xf32>) {
  // expected-error @below {{'milcomplex.solve' op (C2): matrix must have as many rows as columns, but found 'tensor<3x4xf32>'}}
  %0 = milcomplex.solve %a, %b : tensor<3x4xf32>, tensor<3x1xf32>
  return
}

// -----

func.func @rows(%a: tensor<3x3xf32>, %b: tensor<4x3xf32>) {
  // expected-error @below {{'milcomplex.triangular_solve' op (C2): operand must have as many rows as the matrix, but found 'tensor<4x3xf32>' for 'tensor<3x3xf32>'}}
  %0 = milcomplex.triangular_solve %a, %b : tensor<3x3xf32>, tensor<4x3xf32>
  return
}

// -----

func.func @columns(%a: tensor<3x3xf32>, %b: tensor<3x4xf32>) {
  // expected-error @below {{'milcomplex.triangular_solve' op (C2): operand must have as many columns as the matrix, but found 'tensor<3x4xf32>' for 'tensor<3x3xf32>'}}
  %0 = milcomplex.triangular_solve right %a, %b : tensor<3x3xf32>, tensor<3x4xf32>
  return
}

// -----

func.func @batch(%a: tensor<2x3x3xf32>, %b: tensor<5x3x4xf32>) {
  // expected-error @below {{'milcomplex.solve' op (C3): both must have one batch and element type, but found 'tensor<2x3x3xf32>' and 'tensor<5x3x4xf32>'}}
  %0 = milcomplex.solve %a, %b : tensor<2x3x3xf32>, tensor<5x3x4xf32>
  return
}

// -----

func.func @elements(%a: tensor<3x3xcomplex<f32>>, %b: tensor<3x4xf32>) {
  // expected-error @below {{'milcomplex.solve' op (C3): both must have one batch and element type, but found 'tensor<3x3xcomplex<f32>>' and 'tensor<3x4xf32>'}}
  %0 = milcomplex.solve %a, %b : tensor<3x3xcomplex<f32>>, tensor<3x4xf32>
  return
}

// -----

func.func @scalar_tau(%a: tensor<3x3xf32>, %b: tensor<f32>) {
  // expected-error @below {{'milcomplex.householder_product' op (C1): tau must have no encoding and a rank of at least 1, but found 'tensor<f32>'}}
  %0 = milcomplex.householder_product %a, %b : tensor<3x3xf32>, tensor<f32>
  return
}

// -----

func.func @many_reflections(%a: tensor<5x3xf32>, %b: tensor<4xf32>) {
  // expected-error @below {{'milcomplex.householder_product' op (C2): tau must have at most as many elements as packed has columns, and these at most as many as it has rows, but found 'tensor<5x3xf32>' and 'tensor<4xf32>'}}
  %0 = milcomplex.householder_product %a, %b : tensor<5x3xf32>, tensor<4xf32>
  return
}

// -----

func.func @result(%a: tensor<3x3xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.eigh' op inferred type(s) 'tensor<3xf32>', 'tensor<3x3xcomplex<f32>>' are incompatible with return type(s) of operation 'tensor<3xcomplex<f32>>', 'tensor<3x3xcomplex<f32>>'}}
  // expected-error @below {{failed to infer returned types}}
  %0:2 = "milcomplex.eigh"(%a) : (tensor<3x3xcomplex<f32>>) -> (tensor<3xcomplex<f32>>, tensor<3x3xcomplex<f32>>)
  return
}

// -----

func.func @unpivoted(%a: tensor<3x3xf32>) {
  // expected-error @below {{'milcomplex.qr' op inferred type(s) 'tensor<3x3xf32>', 'tensor<3x3xf32>' are incompatible with return type(s) of operation 'tensor<3x3xf32>', 'tensor<3x3xf32>', 'tensor<3xi32>'}}
  // expected-error @below {{failed to infer returned types}}
  %0:3 = "milcomplex.qr"(%a) : (tensor<3x3xf32>) -> (tensor<3x3xf32>, tensor<3x3xf32>, tensor<3xi32>)
  return
}

// -----

func.func @marks_without_pivoting(%a: tensor<2x5x3xf32>, %marks: tensor<2x3xi32>) {
  // expected-error @below {{'milcomplex.householder_qr' op (C2): first must be an operand of a pivoted factorization}}
  %0:2 = milcomplex.householder_qr %a first %marks : tensor<2x5x3xf32>, tensor<2x3xi32>
  return
}

// -----

func.func @marks_of_rows(%a: tensor<2x5x3xf32>, %marks: tensor<2x5xi32>) {
  // expected-error @below {{'milcomplex.householder_qr' op (C2): first must be of type 'tensor<2x3xi32>', but found 'tensor<2x5xi32>'}}
  %0:3 = milcomplex.householder_qr pivoted %a first %marks : tensor<2x5x3xf32>, tensor<2x5xi32>
  return
}
