// milc-to-real removes what is dead or computed twice where there were complex
// values; milc-tidy does so everywhere.

// RUN: milc-opt --lower-complex %s | FileCheck %s
// RUN: milc-opt --milc-to-real %s | FileCheck %s
// RUN: milc-opt --milc-to-real %s | milc-opt --milc-tidy | FileCheck %s --check-prefix=ALONE

func.func private @use(f32)

// CHECK-LABEL: func.func @real(
// CHECK-COUNT-2: arith.addf
// CHECK-COUNT-2: arith.constant
// CHECK: ^bb1:
// On its own it tidies everything.
// ALONE-LABEL: func.func @real(
// ALONE-COUNT-1: arith.constant
// ALONE-NEXT: call @use
// ALONE-NEXT: call @use
// ALONE-NEXT: return
// ALONE-NEXT: }
func.func @real(%x: f32) {
  %dead = arith.addf %x, %x : f32
  %deader = arith.addf %dead, %x : f32
  %0 = arith.constant 1.0 : f32
  %1 = arith.constant 1.0 : f32
  call @use(%0) : (f32) -> ()
  call @use(%1) : (f32) -> ()
  return
^unreachable:
  cf.br ^unreachable
}

// CHECK-LABEL: func.func @complex(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32)
// CHECK-NEXT: %[[SUM:.*]] = arith.addf %[[RE]], %[[IM]]
// CHECK-NEXT: call @use(%[[SUM]])
// CHECK-NEXT: call @use(%[[SUM]])
// CHECK-NEXT: return
// ALONE-LABEL: func.func @complex(
func.func @complex(%z: complex<f32>) {
  %re = complex.re %z : complex<f32>
  %im = complex.im %z : complex<f32>
  %0 = arith.addf %re, %im : f32
  %1 = arith.addf %re, %im : f32
  %dead = arith.addf %0, %1 : f32
  call @use(%0) : (f32) -> ()
  call @use(%1) : (f32) -> ()
  return
}

// Ops with effects stay.
// CHECK-LABEL: func.func @effects(
// CHECK: memref.alloc
// CHECK: memref.load
// CHECK: call @use
// CHECK: memref.store
func.func @effects(%m: memref<2xf32>, %i: index, %z: complex<f32>) {
  %re = complex.re %z : complex<f32>
  %alloc = memref.alloc() : memref<2xf32>
  %0 = memref.load %m[%i] : memref<2xf32>
  call @use(%0) : (f32) -> ()
  memref.store %re, %alloc[%i] : memref<2xf32>
  return
}

// Two ops with different attributes are not duplicates.
// CHECK-LABEL: func.func @attributes(
// CHECK-DAG: arith.negf %{{.*}} {kept.first}
// CHECK-DAG: arith.negf %{{.*}} {kept.second}
func.func @attributes(%z: complex<f32>) -> (f32, f32) {
  %re = complex.re %z : complex<f32>
  %0 = arith.negf %re {kept.first} : f32
  %1 = arith.negf %re {kept.second} : f32
  return %0, %1 : f32, f32
}

// A private function that nothing calls any more is not tidy's to remove.
// CHECK-LABEL: func.func private @uncalled(
func.func private @uncalled(%z: complex<f32>) {
  return
}

// Loop-carried values that are not read are dropped.
// CHECK-LABEL: func.func @block_arguments(
// CHECK: cf.br ^[[NEXT:.*]](%{{.*}} : f32)
// CHECK: ^[[NEXT]](%{{.*}}: f32):
func.func @block_arguments(%z: complex<f32>) -> f32 {
  cf.br ^next(%z : complex<f32>)
^next(%w: complex<f32>):
  %im = complex.im %w : complex<f32>
  return %im : f32
}

// linalg.index of a nested body is another value than that of the enclosing one.
// CHECK-LABEL: func.func @nested_index(
// CHECK: linalg.generic
// CHECK: %[[OUTER:.*]] = linalg.index 0 : index
// CHECK: linalg.generic
// CHECK: %[[INNER:.*]] = linalg.index 0 : index
// CHECK-NEXT: tensor.extract %{{.*}}[%[[INNER]]]
// CHECK: tensor.extract %{{.*}}[%[[OUTER]]]
// CHECK-NOT: milcomplex
// ALONE-LABEL: func.func @nested_index(
// ALONE-COUNT-2: linalg.index 0
func.func @nested_index(%x: tensor<4xf32>, %z: complex<f32>) -> tensor<4xf32> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      outs(%x : tensor<4xf32>) {
  ^bb0(%a: f32):
    %i = linalg.index 0 : index
    %inner = linalg.generic {
        indexing_maps = [affine_map<(j) -> (j)>], iterator_types = ["parallel"]}
        outs(%x : tensor<4xf32>) {
    ^bb0(%b: f32):
      %j = linalg.index 0 : index
      %e = tensor.extract %x[%j] : tensor<4xf32>
      linalg.yield %e : f32
    } -> tensor<4xf32>
    %f = tensor.extract %inner[%i] : tensor<4xf32>
    linalg.yield %f : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// Destinations are not values: each part keeps its own.
// CHECK-LABEL: func.func @destinations(
// CHECK: %[[RE:.*]] = tensor.empty() {real_part} : tensor<4xf32>
// CHECK: %[[IM:.*]] = tensor.empty() {imaginary_part} : tensor<4xf32>
// CHECK: bufferization.materialize_in_destination %{{.*}} in %[[RE]]
// CHECK: bufferization.materialize_in_destination %{{.*}} in %[[IM]]
func.func @destinations(%x: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %e = tensor.empty() : tensor<4xcomplex<f32>>
  %0 = bufferization.materialize_in_destination %x in %e : (tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @buffers_of_one_tensor(
// CHECK-COUNT-4: bufferization.to_buffer %{{.*}} read_only : tensor<2xf32>
// CHECK-NOT: milcomplex.
func.func @buffers_of_one_tensor(%x: tensor<2xcomplex<f32>>, %i: index) -> (complex<f32>, complex<f32>) {
  %a = bufferization.to_buffer %x read_only : tensor<2xcomplex<f32>> to memref<2xcomplex<f32>>
  %b = bufferization.to_buffer %x read_only : tensor<2xcomplex<f32>> to memref<2xcomplex<f32>>
  %0 = memref.load %a[%i] : memref<2xcomplex<f32>>
  %1 = memref.load %b[%i] : memref<2xcomplex<f32>>
  return %0, %1 : complex<f32>, complex<f32>
}

// CHECK-LABEL: module @nested
// CHECK: func.func @real_in_nested_module(
// CHECK-NEXT: arith.addf
// CHECK: func.func @complex_in_nested_module(
// CHECK-NEXT: return
module @nested {
  func.func @real_in_nested_module(%x: f32) {
    %dead = arith.addf %x, %x : f32
    return
  }
  func.func @complex_in_nested_module(%z: complex<f32>) {
    %dead = complex.add %z, %z : complex<f32>
    return
  }
}

// An unreachable block is dead code, even one that refers to itself.
// ALONE-LABEL: func.func @unreachable_cycle
// ALONE-NEXT: return
// ALONE-NEXT: }
func.func @unreachable_cycle(%x: f32) -> f32 {
  return %x : f32
^dead(%y: f32):
  %z = arith.negf %y : f32
  cf.br ^dead(%z : f32)
}
