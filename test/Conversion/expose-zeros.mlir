// Factors and divisors whose real or imaginary part is known to be zero.

// RUN: milc-opt --milc-expose-zeros %s | FileCheck %s
// RUN: milc-opt --lower-complex %s | FileCheck %s --check-prefix=LOWERED

#id = affine_map<(d0) -> (d0)>
#scalar = affine_map<(d0) -> ()>

// A real number that becomes complex in another op.
// CHECK-LABEL: @converted
// CHECK: ^bb0(%[[X:.*]]: complex<f32>, %[[Y:.*]]: complex<f32>, %{{.*}}: complex<f32>):
// CHECK: %[[RE:.*]] = milcomplex.real %[[Y]]
// CHECK: %[[FACTOR:.*]] = milcomplex.complex %[[RE]], %{{.*}} : complex<f32>
// CHECK: complex.mul %[[X]], %[[FACTOR]]
// LOWERED-LABEL: @converted
// LOWERED-COUNT-2: math.fma
// LOWERED-NOT: math.fma
func.func @converted(%x: tensor<?xcomplex<f32>>, %y: tensor<?xf32>) -> tensor<?xcomplex<f32>> {
  %real = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%y : tensor<?xf32>) outs(%x : tensor<?xcomplex<f32>>) {
  ^bb0(%a: f32, %o: complex<f32>):
    %zero = arith.constant 0.0 : f32
    %0 = complex.create %a, %zero : complex<f32>
    linalg.yield %0 : complex<f32>
  } -> tensor<?xcomplex<f32>>
  %0 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%x, %real : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) outs(%x : tensor<?xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %b: complex<f32>, %o: complex<f32>):
    %1 = complex.mul %a, %b : complex<f32>
    linalg.yield %1 : complex<f32>
  } -> tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// An imaginary constant that is broadcast, times the sum of real ones.
// LOWERED-LABEL: @broadcast
// CHECK-LABEL: @broadcast
// CHECK: ^bb0(%[[X:.*]]: complex<f64>, %[[Y:.*]]: complex<f64>, %{{.*}}: complex<f64>):
// CHECK: %[[IM:.*]] = milcomplex.imag %[[X]]
// CHECK: %[[LEFT:.*]] = milcomplex.complex %{{.*}}, %[[IM]] : complex<f64>
// CHECK: %[[RE:.*]] = milcomplex.real %[[Y]]
// CHECK: %[[RIGHT:.*]] = milcomplex.complex %[[RE]], %{{.*}} : complex<f64>
// CHECK: complex.mul %[[LEFT]], %[[RIGHT]]
func.func @broadcast(%out: tensor<4xcomplex<f64>>) -> tensor<4xcomplex<f64>> {
  %i = arith.constant dense<(0.0, 1.0)> : tensor<complex<f64>>
  %window = milcomplex.const dense<[(1.0, 0.0), (2.0, 0.0), (3.0, 0.0), (4.0, 0.0)]> : tensor<4xcomplex<f64>>
  %sum = milcomplex.add %window, %window : tensor<4xcomplex<f64>>
  %wide = linalg.generic {indexing_maps = [#scalar, #id], iterator_types = ["parallel"]} ins(%i : tensor<complex<f64>>) outs(%out : tensor<4xcomplex<f64>>) {
  ^bb0(%a: complex<f64>, %o: complex<f64>):
    linalg.yield %a : complex<f64>
  } -> tensor<4xcomplex<f64>>
  %0 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%wide, %sum : tensor<4xcomplex<f64>>, tensor<4xcomplex<f64>>) outs(%out : tensor<4xcomplex<f64>>) {
  ^bb0(%a: complex<f64>, %b: complex<f64>, %o: complex<f64>):
    %1 = complex.mul %a, %b : complex<f64>
    linalg.yield %1 : complex<f64>
  } -> tensor<4xcomplex<f64>>
  return %0 : tensor<4xcomplex<f64>>
}

// Quotients by real and by imaginary numbers, one a part. A dividend does not matter.
// CHECK-LABEL: @quotients
// CHECK: milcomplex.real
// CHECK-NOT: milcomplex.real
// CHECK: return
// LOWERED-LABEL: @quotients
// LOWERED: linalg.generic
// LOWERED: %[[ONE:.*]] = math.copysign
// LOWERED: math.fma %{{.*}}, %[[ONE]]
// LOWERED-COUNT-2: arith.divf
// LOWERED-NOT: arith.divf
// LOWERED: linalg.generic
// LOWERED-COUNT-2: arith.divf
// LOWERED-NOT: arith.divf
// LOWERED: return
func.func @quotients(%x: tensor<4xcomplex<f64>>, %y: tensor<4xf64>) -> (tensor<4xcomplex<f64>>, tensor<4xcomplex<f64>>) {
  %real = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%y : tensor<4xf64>) outs(%x : tensor<4xcomplex<f64>>) {
  ^bb0(%a: f64, %o: complex<f64>):
    %zero = arith.constant 0.0 : f64
    %2 = complex.create %a, %zero : complex<f64>
    linalg.yield %2 : complex<f64>
  } -> tensor<4xcomplex<f64>>
  %0 = milcomplex.div %x, %real : tensor<4xcomplex<f64>>
  %i = milcomplex.const dense<(0.0, 2.0)> : tensor<4xcomplex<f64>>
  %1 = milcomplex.div %real, %i : tensor<4xcomplex<f64>>
  return %0, %1 : tensor<4xcomplex<f64>>, tensor<4xcomplex<f64>>
}

// Named ops keep their bodies, and contractions their products.
// CHECK-LABEL: @contractions
// CHECK-NOT: milcomplex.real
// CHECK: return
// LOWERED-LABEL: @contractions
// LOWERED-NOT: math.fma
// LOWERED: return
func.func @contractions(%x: tensor<2x2xcomplex<f32>>) -> (tensor<2x2xcomplex<f32>>, tensor<2x2xcomplex<f32>>) {
  %two = milcomplex.const dense<(2.0, 0.0)> : tensor<2x2xcomplex<f32>>
  %0 = linalg.matmul ins(%x, %two : tensor<2x2xcomplex<f32>>, tensor<2x2xcomplex<f32>>) outs(%x : tensor<2x2xcomplex<f32>>) -> tensor<2x2xcomplex<f32>>
  %1 = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (k, j)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x, %two : tensor<2x2xcomplex<f32>>, tensor<2x2xcomplex<f32>>) outs(%x : tensor<2x2xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %b: complex<f32>, %o: complex<f32>):
    %2 = complex.mul %a, %b : complex<f32>
    %3 = complex.add %o, %2 : complex<f32>
    linalg.yield %3 : complex<f32>
  } -> tensor<2x2xcomplex<f32>>
  return %0, %1 : tensor<2x2xcomplex<f32>>, tensor<2x2xcomplex<f32>>
}

// Beside its diagonal, a matrix has the elements of the init; a huge splat is
// looked at once.
// CHECK-LABEL: @diagonal
// CHECK-NOT: milcomplex.real
// CHECK: return
// LOWERED-LABEL: @diagonal
func.func @diagonal(%x: tensor<4xf32>, %m: tensor<4x4xcomplex<f32>>, %i: index) -> (tensor<4x4xcomplex<f32>>, complex<f32>) {
  %diagonal = linalg.generic {indexing_maps = [#id, affine_map<(i) -> (i, i)>], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%m : tensor<4x4xcomplex<f32>>) {
  ^bb0(%a: f32, %o: complex<f32>):
    %zero = arith.constant 0.0 : f32
    %0 = complex.create %a, %zero : complex<f32>
    linalg.yield %0 : complex<f32>
  } -> tensor<4x4xcomplex<f32>>
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%diagonal : tensor<4x4xcomplex<f32>>) outs(%m : tensor<4x4xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %o: complex<f32>):
    %1 = complex.mul %a, %a : complex<f32>
    linalg.yield %1 : complex<f32>
  } -> tensor<4x4xcomplex<f32>>
  %huge = arith.constant dense<(1.0, 1.0)> : tensor<1099511627776xcomplex<f32>>
  %element = tensor.extract %huge[%i] : tensor<1099511627776xcomplex<f32>>
  %square = complex.mul %element, %element : complex<f32>
  return %0, %square : tensor<4x4xcomplex<f32>>, complex<f32>
}

// Neither -0 nor what is added to is known to be +0, nor one of several elements.
// LOWERED-LABEL: @unknown
// CHECK-LABEL: @unknown
// CHECK-NOT: milcomplex.real
// CHECK-NOT: milcomplex.imag
// CHECK: return
func.func @unknown(%x: tensor<2xcomplex<f32>>) -> (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) {
  %minus = milcomplex.const dense<(1.0, -0.0)> : tensor<2xcomplex<f32>>
  %one = milcomplex.const dense<[(1.0, 0.0), (1.0, 1.0)]> : tensor<2xcomplex<f32>>
  %0:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id, #id], iterator_types = ["parallel"]} ins(%x, %minus, %one : tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) outs(%x, %x : tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>) {
  ^bb0(%a: complex<f32>, %b: complex<f32>, %c: complex<f32>, %o: complex<f32>, %q: complex<f32>):
    %1 = complex.mul %a, %b : complex<f32>
    %2 = complex.mul %c, %o : complex<f32>
    linalg.yield %1, %2 : complex<f32>, complex<f32>
  } -> (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>)
  return %0#0, %0#1 : tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>
}
