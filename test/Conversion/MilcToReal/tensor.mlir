// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

//===----------------------------------------------------------------------===//
// One op per part
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @cast(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<4xf32>, %[[IM:[^:]*]]: tensor<4xf32>)
// CHECK-DAG: %[[CAST_RE:.*]] = tensor.cast %[[RE]] {kept.cast = complex<f32>} : tensor<4xf32> to tensor<?xf32>
// CHECK-DAG: %[[CAST_IM:.*]] = tensor.cast %[[IM]] {kept.cast = complex<f32>} : tensor<4xf32> to tensor<?xf32>
// CHECK: return %[[CAST_RE]], %[[CAST_IM]]
func.func @cast(%z: tensor<4xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = tensor.cast %z {kept.cast = complex<f32>} : tensor<4xcomplex<f32>> to tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// CHECK-LABEL: func.func @cast_unranked(
// CHECK-COUNT-2: tensor.cast %{{.*}} : tensor<*xf32> to tensor<2xf32>
func.func @cast_unranked(%z: tensor<*xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %0 = tensor.cast %z : tensor<*xcomplex<f32>> to tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @collapse_shape(
// CHECK-COUNT-2: tensor.collapse_shape %{{.*}} {{\[\[}}0, 1]] : tensor<4x2xf32> into tensor<8xf32>
func.func @collapse_shape(%z: tensor<4x2xcomplex<f32>>) -> tensor<8xcomplex<f32>> {
  %0 = tensor.collapse_shape %z [[0, 1]] : tensor<4x2xcomplex<f32>> into tensor<8xcomplex<f32>>
  return %0 : tensor<8xcomplex<f32>>
}

// CHECK-LABEL: func.func @collapse_shape_to_rank_0(
// CHECK-COUNT-2: tensor.collapse_shape %{{.*}} [] : tensor<1x1xf32> into tensor<f32>
func.func @collapse_shape_to_rank_0(%z: tensor<1x1xcomplex<f32>>) -> tensor<complex<f32>> {
  %0 = tensor.collapse_shape %z [] : tensor<1x1xcomplex<f32>> into tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// CHECK-LABEL: func.func @concat(
// CHECK-SAME: %[[Z_RE:[^:]*]]: tensor<2xf32>, %[[Z_IM:[^:]*]]: tensor<2xf32>, %[[W_RE:[^:]*]]: tensor<?xf32>, %[[W_IM:[^:]*]]: tensor<?xf32>)
// CHECK: tensor.concat dim(0) %[[Z_RE]], %[[W_RE]], %[[Z_RE]] : (tensor<2xf32>, tensor<?xf32>, tensor<2xf32>) -> tensor<?xf32>
// CHECK: tensor.concat dim(0) %[[Z_IM]], %[[W_IM]], %[[Z_IM]] : (tensor<2xf32>, tensor<?xf32>, tensor<2xf32>) -> tensor<?xf32>
func.func @concat(%z: tensor<2xcomplex<f32>>, %w: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = tensor.concat dim(0) %z, %w, %z : (tensor<2xcomplex<f32>>, tensor<?xcomplex<f32>>, tensor<2xcomplex<f32>>) -> tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// CHECK-LABEL: func.func @expand_shape(
// CHECK-COUNT-2: tensor.expand_shape %{{.*}} {{\[\[}}0, 1]] output_shape [%{{.*}}, 2] : tensor<?xf32> into tensor<?x2xf32>
func.func @expand_shape(%z: tensor<?xcomplex<f32>>, %n: index) -> tensor<?x2xcomplex<f32>> {
  %0 = tensor.expand_shape %z [[0, 1]] output_shape [%n, 2] : tensor<?xcomplex<f32>> into tensor<?x2xcomplex<f32>>
  return %0 : tensor<?x2xcomplex<f32>>
}

// CHECK-LABEL: func.func @extract(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<?x2xf32>, %[[IM:[^:]*]]: tensor<?x2xf32>, %[[I:[^:]*]]: index)
// CHECK-DAG: %[[ELEMENT_RE:.*]] = tensor.extract %[[RE]][%[[I]], %[[I]]]
// CHECK-DAG: %[[ELEMENT_IM:.*]] = tensor.extract %[[IM]][%[[I]], %[[I]]]
// CHECK: return %[[ELEMENT_RE]], %[[ELEMENT_IM]] : f32, f32
func.func @extract(%z: tensor<?x2xcomplex<f32>>, %i: index) -> complex<f32> {
  %0 = tensor.extract %z[%i, %i] : tensor<?x2xcomplex<f32>>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @extract_from_rank_0(
// CHECK-COUNT-2: tensor.extract %{{.*}}[] : tensor<f32>
func.func @extract_from_rank_0(%z: tensor<complex<f32>>) -> complex<f32> {
  %0 = tensor.extract %z[] : tensor<complex<f32>>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @extract_slice(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<?x4xf32>, %[[IM:[^:]*]]: tensor<?x4xf32>, %[[I:[^:]*]]: index, %[[N:[^:]*]]: index)
// CHECK: tensor.extract_slice %[[RE]][%[[I]], 0] [%[[N]], 2] [1, %[[I]]] : tensor<?x4xf32> to tensor<?x2xf32>
// CHECK: tensor.extract_slice %[[IM]][%[[I]], 0] [%[[N]], 2] [1, %[[I]]] : tensor<?x4xf32> to tensor<?x2xf32>
func.func @extract_slice(%z: tensor<?x4xcomplex<f32>>, %i: index, %n: index) -> tensor<?x2xcomplex<f32>> {
  %0 = tensor.extract_slice %z[%i, 0] [%n, 2] [1, %i] : tensor<?x4xcomplex<f32>> to tensor<?x2xcomplex<f32>>
  return %0 : tensor<?x2xcomplex<f32>>
}

// CHECK-LABEL: func.func @extract_slice_of_lower_rank(
// CHECK-COUNT-2: tensor.extract_slice %{{.*}}[%{{.*}}, 0] [1, 2] [1, 1] : tensor<?x4xf32> to tensor<2xf32>
func.func @extract_slice_of_lower_rank(%z: tensor<?x4xcomplex<f32>>, %i: index) -> tensor<2xcomplex<f32>> {
  %0 = tensor.extract_slice %z[%i, 0] [1, 2] [1, 1] : tensor<?x4xcomplex<f32>> to tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @from_elements(
// CHECK-SAME: %[[Z_RE:[^:]*]]: f32, %[[Z_IM:[^:]*]]: f32, %[[W_RE:[^:]*]]: f32, %[[W_IM:[^:]*]]: f32)
// CHECK: tensor.from_elements %[[Z_RE]], %[[W_RE]] : tensor<2xf32>
// CHECK: tensor.from_elements %[[Z_IM]], %[[W_IM]] : tensor<2xf32>
func.func @from_elements(%z: complex<f32>, %w: complex<f32>) -> tensor<2xcomplex<f32>> {
  %0 = tensor.from_elements %z, %w : tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func.func @from_elements_of_rank_0(
// CHECK-COUNT-2: tensor.from_elements %{{.*}} : tensor<f32>
func.func @from_elements_of_rank_0(%z: complex<f32>) -> tensor<complex<f32>> {
  %0 = tensor.from_elements %z : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// CHECK-LABEL: func.func @from_no_elements(
// CHECK: tensor.from_elements : tensor<0xf32>
func.func @from_no_elements() -> tensor<0xcomplex<f32>> {
  %0 = tensor.from_elements : tensor<0xcomplex<f32>>
  return %0 : tensor<0xcomplex<f32>>
}

// CHECK-LABEL: func.func @gather(
// CHECK-COUNT-2: tensor.gather %{{.*}}[%[[INDICES:.*]]] gather_dims([0, 2]) unique : (tensor<4x4x4xf32>, tensor<6x7x2xindex>) -> tensor<6x7x1x4x1xf32>
func.func @gather(%z: tensor<4x4x4xcomplex<f32>>, %indices: tensor<6x7x2xindex>) -> tensor<6x7x1x4x1xcomplex<f32>> {
  %0 = tensor.gather %z[%indices] gather_dims([0, 2]) unique : (tensor<4x4x4xcomplex<f32>>, tensor<6x7x2xindex>) -> tensor<6x7x1x4x1xcomplex<f32>>
  return %0 : tensor<6x7x1x4x1xcomplex<f32>>
}

// CHECK-LABEL: func.func @insert(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[T_RE:[^:]*]]: tensor<4xf32>, %[[T_IM:[^:]*]]: tensor<4xf32>, %[[I:[^:]*]]: index)
// CHECK: tensor.insert %[[RE]] into %[[T_RE]][%[[I]]]
// CHECK: tensor.insert %[[IM]] into %[[T_IM]][%[[I]]]
func.func @insert(%z: complex<f32>, %t: tensor<4xcomplex<f32>>, %i: index) -> tensor<4xcomplex<f32>> {
  %0 = tensor.insert %z into %t[%i] : tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @insert_slice(
// CHECK-SAME: %[[Z_RE:[^:]*]]: tensor<?xf32>, %[[Z_IM:[^:]*]]: tensor<?xf32>, %[[T_RE:[^:]*]]: tensor<4x?xf32>, %[[T_IM:[^:]*]]: tensor<4x?xf32>, %[[I:[^:]*]]: index)
// CHECK: tensor.insert_slice %[[Z_RE]] into %[[T_RE]][%[[I]], 1] [1, %[[I]]] [%[[I]], 2] : tensor<?xf32> into tensor<4x?xf32>
// CHECK: tensor.insert_slice %[[Z_IM]] into %[[T_IM]][%[[I]], 1] [1, %[[I]]] [%[[I]], 2] : tensor<?xf32> into tensor<4x?xf32>
func.func @insert_slice(%z: tensor<?xcomplex<f32>>, %t: tensor<4x?xcomplex<f32>>, %i: index) -> tensor<4x?xcomplex<f32>> {
  %0 = tensor.insert_slice %z into %t[%i, 1] [1, %i] [%i, 2] : tensor<?xcomplex<f32>> into tensor<4x?xcomplex<f32>>
  return %0 : tensor<4x?xcomplex<f32>>
}

// tensor.parallel_insert_slice: scf.mlir, @forall.

// CHECK-LABEL: func.func @reshape(
// CHECK-COUNT-2: tensor.reshape %{{.*}}(%{{.*}}) : (tensor<4xf32>, tensor<2xi32>) -> tensor<?x?xf32>
func.func @reshape(%z: tensor<4xcomplex<f32>>, %shape: tensor<2xi32>) -> tensor<?x?xcomplex<f32>> {
  %0 = tensor.reshape %z(%shape) : (tensor<4xcomplex<f32>>, tensor<2xi32>) -> tensor<?x?xcomplex<f32>>
  return %0 : tensor<?x?xcomplex<f32>>
}

// CHECK-LABEL: func.func @scatter(
// CHECK-COUNT-2: tensor.scatter %{{.*}} into %{{.*}}[%{{.*}}] scatter_dims([0]) unique : (tensor<1x1xf32>, tensor<4xf32>, tensor<1x1xindex>) -> tensor<4xf32>
func.func @scatter(%z: tensor<1x1xcomplex<f32>>, %t: tensor<4xcomplex<f32>>, %indices: tensor<1x1xindex>) -> tensor<4xcomplex<f32>> {
  %0 = tensor.scatter %z into %t[%indices] scatter_dims([0]) unique : (tensor<1x1xcomplex<f32>>, tensor<4xcomplex<f32>>, tensor<1x1xindex>) -> tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @splat(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32, %[[N:[^:]*]]: index)
// CHECK: tensor.splat %[[RE]][%[[N]]] : tensor<?x2xf32>
// CHECK: tensor.splat %[[IM]][%[[N]]] : tensor<?x2xf32>
func.func @splat(%z: complex<f32>, %n: index) -> tensor<?x2xcomplex<f32>> {
  %0 = tensor.splat %z[%n] : tensor<?x2xcomplex<f32>>
  return %0 : tensor<?x2xcomplex<f32>>
}

//===----------------------------------------------------------------------===//
// Queries of the shape are of the real part
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @dim(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<?xf32>, %{{[^:]*}}: tensor<?xf32>, %[[I:[^:]*]]: index)
// CHECK: %[[DIM:.*]] = tensor.dim %[[RE]], %[[I]] : tensor<?xf32>
// CHECK: return %[[DIM]]
func.func @dim(%z: tensor<?xcomplex<f32>>, %i: index) -> index {
  %0 = tensor.dim %z, %i : tensor<?xcomplex<f32>>
  return %0 : index
}

// CHECK-LABEL: func.func @rank(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<*xf32>,
// CHECK: %[[RANK:.*]] = tensor.rank %[[RE]] : tensor<*xf32>
// CHECK: return %[[RANK]]
func.func @rank(%z: tensor<*xcomplex<f32>>) -> index {
  %0 = tensor.rank %z : tensor<*xcomplex<f32>>
  return %0 : index
}

//===----------------------------------------------------------------------===//
// tensor.pad becomes two
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @pad(
// CHECK-SAME: %[[Z_RE:[^:]*]]: tensor<2x?xf32>, %[[Z_IM:[^:]*]]: tensor<2x?xf32>, %[[P_RE:[^:]*]]: f32, %[[P_IM:[^:]*]]: f32, %[[N:[^:]*]]: index)
// CHECK: %[[RE:.*]] = tensor.pad %[[Z_RE]] nofold low[1, %[[N]]] high[1, 3] {
// CHECK: tensor.yield %[[P_RE]] : f32
// CHECK: } {kept.pad = complex<f32>} : tensor<2x?xf32> to tensor<4x?xf32>
// CHECK: %[[IM:.*]] = tensor.pad %[[Z_IM]] nofold low[1, %[[N]]] high[1, 3] {
// CHECK: tensor.yield %[[P_IM]] : f32
// CHECK: } {kept.pad = complex<f32>} : tensor<2x?xf32> to tensor<4x?xf32>
// CHECK: return %[[RE]], %[[IM]]
func.func @pad(%z: tensor<2x?xcomplex<f32>>, %p: complex<f32>, %n: index) -> tensor<4x?xcomplex<f32>> {
  %0 = tensor.pad %z nofold low[1, %n] high[1, 3] {
  ^bb0(%i: index, %j: index):
    tensor.yield %p : complex<f32>
  } {kept.pad = complex<f32>} : tensor<2x?xcomplex<f32>> to tensor<4x?xcomplex<f32>>
  return %0 : tensor<4x?xcomplex<f32>>
}

// CHECK-LABEL: func.func @pad_with_constant(
// CHECK: tensor.pad
// CHECK: %[[RE:.*]] = arith.constant 1.000000e+00
// CHECK: tensor.yield %[[RE]]
// CHECK: tensor.pad
// CHECK: %[[IM:.*]] = arith.constant 2.000000e+00
// CHECK: tensor.yield %[[IM]]
func.func @pad_with_constant(%z: tensor<2xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %0 = tensor.pad %z low[1] high[1] {
  ^bb0(%i: index):
    %p = complex.constant [1.0 : f32, 2.0 : f32] : complex<f32>
    tensor.yield %p : complex<f32>
  } : tensor<2xcomplex<f32>> to tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @pad_with_loop(
// CHECK: tensor.pad
// CHECK: %[[LOOP:.*]]:2 = scf.for
// CHECK: tensor.yield %[[LOOP]]#0
// CHECK: tensor.pad
// CHECK: %[[LOOP:.*]]:2 = scf.for
// CHECK: tensor.yield %[[LOOP]]#1
func.func @pad_with_loop(%z: tensor<2xcomplex<f32>>, %p: complex<f32>, %n: index) -> tensor<4xcomplex<f32>> {
  %0 = tensor.pad %z low[1] high[1] {
  ^bb0(%i: index):
    %r = scf.for %j = %n to %n step %n iter_args(%a = %p) -> complex<f32> {
      %m = complex.add %a, %p : complex<f32>
      scf.yield %m : complex<f32>
    }
    tensor.yield %r : complex<f32>
  } : tensor<2xcomplex<f32>> to tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @pad_within_pad(
// CHECK: tensor.pad
// CHECK: %[[INNER_RE:.*]] = tensor.pad
// CHECK: %[[RE:.*]] = tensor.extract %[[INNER_RE]]
// CHECK: tensor.yield %[[RE]] : f32
// CHECK: tensor.pad
// CHECK: %[[INNER_IM:.*]] = tensor.pad
// CHECK: %[[IM:.*]] = tensor.extract %[[INNER_IM]]
// CHECK: tensor.yield %[[IM]] : f32
func.func @pad_within_pad(%z: tensor<2xcomplex<f32>>, %p: complex<f32>) -> tensor<4xcomplex<f32>> {
  %0 = tensor.pad %z low[1] high[1] {
  ^bb0(%i: index):
    %inner = tensor.pad %z low[1] high[1] {
    ^bb0(%j: index):
      tensor.yield %p : complex<f32>
    } : tensor<2xcomplex<f32>> to tensor<4xcomplex<f32>>
    %e = tensor.extract %inner[%i] : tensor<4xcomplex<f32>>
    tensor.yield %e : complex<f32>
  } : tensor<2xcomplex<f32>> to tensor<4xcomplex<f32>>
  return %0 : tensor<4xcomplex<f32>>
}

// CHECK-LABEL: func.func @pad_rank_0(
// CHECK-COUNT-2: tensor.pad %{{.*}} low[] high[]
func.func @pad_rank_0(%z: tensor<complex<f32>>, %p: complex<f32>) -> tensor<complex<f32>> {
  %0 = tensor.pad %z low[] high[] {
  ^bb0:
    tensor.yield %p : complex<f32>
  } : tensor<complex<f32>> to tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// CHECK-LABEL: func.func @pad_reals(
// CHECK-COUNT-1: tensor.pad
// CHECK: tensor.yield %{{.*}} : f32
func.func @pad_reals(%x: tensor<2xf32>, %p: complex<f32>) -> tensor<4xf32> {
  %0 = tensor.pad %x low[1] high[1] {
  ^bb0(%i: index):
    %im = complex.im %p : complex<f32>
    tensor.yield %im : f32
  } : tensor<2xf32> to tensor<4xf32>
  return %0 : tensor<4xf32>
}

// CSE merges two that are equal, to which one-shot-bufferize (22.1) may let two
// loop-carried tensors write: the parts of an empty tensor differ.
// CHECK-LABEL: func.func @empty_parts(
// CHECK-SAME: %[[N:.*]]: index)
// CHECK: %[[RE:.*]] = tensor.empty(%[[N]]) {kept.empty, real_part} : tensor<?x2xf32, 1 : i64>
// CHECK: %[[IM:.*]] = tensor.empty(%[[N]]) {imaginary_part, kept.empty} : tensor<?x2xf32, 1 : i64>
// CHECK: return %[[RE]], %[[IM]]
func.func @empty_parts(%n: index) -> tensor<?x2xcomplex<f32>, 1> {
  %0 = tensor.empty(%n) {kept.empty} : tensor<?x2xcomplex<f32>, 1>
  return %0 : tensor<?x2xcomplex<f32>, 1>
}

// Canonicalization drops attributes where it makes sizes known: loop-carried
// tensors are then slices of one.
// CHECK-LABEL: func.func @empty_carried(
// CHECK-SAME: %[[N:[^:]*]]: index
// CHECK: %[[BOTH:.*]] = tensor.empty(%[[N]]) : tensor<2x?x3xf32>
// CHECK: %[[RE:.*]] = tensor.extract_slice %[[BOTH]][0, 0, 0] [1, %[[N]], 3] [1, 1, 1] : tensor<2x?x3xf32> to tensor<1x?x3xf32>
// CHECK: %[[RE_INIT:.*]] = tensor.collapse_shape %[[RE]] {{\[\[}}0, 1], [2]]
// CHECK: %[[IM:.*]] = tensor.extract_slice %[[BOTH]][1, 0, 0] [1, %[[N]], 3] [1, 1, 1] : tensor<2x?x3xf32> to tensor<1x?x3xf32>
// CHECK: %[[IM_INIT:.*]] = tensor.collapse_shape %[[IM]] {{\[\[}}0, 1], [2]]
// CHECK: linalg.fill ins(%{{.*}}) outs(%[[RE_INIT]] :
// CHECK: linalg.fill ins(%{{.*}}) outs(%[[IM_INIT]] :
func.func @empty_carried(%n: index, %z: complex<f32>) -> tensor<?x3xcomplex<f32>> {
  %0 = tensor.empty(%n) : tensor<?x3xcomplex<f32>>
  %1 = linalg.fill ins(%z : complex<f32>) outs(%0 : tensor<?x3xcomplex<f32>>) -> tensor<?x3xcomplex<f32>>
  %2 = scf.for %i = %n to %n step %n iter_args(%a = %1) -> tensor<?x3xcomplex<f32>> {
    %b = tensor.insert %z into %a[%i, %i] : tensor<?x3xcomplex<f32>>
    scf.yield %b : tensor<?x3xcomplex<f32>>
  }
  return %2 : tensor<?x3xcomplex<f32>>
}

//===----------------------------------------------------------------------===//
// tensor.generate becomes one linalg.generic
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @generate(
// CHECK-SAME: %[[N:[^:]*]]: index, %[[X:[^:]*]]: f32)
// CHECK: %[[INIT_RE:.*]] = tensor.empty(%[[N]]) {real_part} : tensor<?x2xf32>
// CHECK: %[[INIT_IM:.*]] = tensor.empty(%[[N]]) {imaginary_part} : tensor<?x2xf32>
// CHECK: %[[RESULT:.*]]:2 = linalg.generic {{.*}} iterator_types = ["parallel", "parallel"]} outs(%[[INIT_RE]], %[[INIT_IM]] : tensor<?x2xf32>, tensor<?x2xf32>) attrs = {kept.generate} {
// CHECK-DAG: %[[I:.*]] = linalg.index 0
// CHECK-DAG: %[[J:.*]] = linalg.index 1
// CHECK: %[[SUM:.*]] = arith.addi %[[I]], %[[J]]
// CHECK: %[[CAST:.*]] = arith.index_cast %[[SUM]]
// CHECK: %[[RE:.*]] = arith.sitofp %[[CAST]]
// CHECK: linalg.yield %[[RE]], %[[X]] : f32, f32
// CHECK: return %[[RESULT]]#0, %[[RESULT]]#1
func.func @generate(%n: index, %x: f32) -> tensor<?x2xcomplex<f32>> {
  %0 = tensor.generate %n {
  ^bb0(%i: index, %j: index):
    %sum = arith.addi %i, %j : index
    %cast = arith.index_cast %sum : index to i32
    %re = arith.sitofp %cast : i32 to f32
    %z = milcomplex.complex %re, %x : complex<f32>
    tensor.yield %z : complex<f32>
  } {kept.generate} : tensor<?x2xcomplex<f32>>
  return %0 : tensor<?x2xcomplex<f32>>
}

// CHECK-LABEL: func.func @generate_rank_0(
// CHECK: linalg.generic {{.*}} iterator_types = []}
// CHECK: linalg.yield %{{.*}}, %{{.*}} : f32, f32
func.func @generate_rank_0(%z: complex<f32>) -> tensor<complex<f32>> {
  %0 = tensor.generate {
  ^bb0:
    tensor.yield %z : complex<f32>
  } : tensor<complex<f32>>
  return %0 : tensor<complex<f32>>
}

// CHECK-LABEL: func.func @generate_with_branch(
// CHECK: linalg.generic
// CHECK: %[[IF:.*]]:2 = scf.if
// CHECK: linalg.yield %[[IF]]#0, %[[IF]]#1
func.func @generate_with_branch(%n: index, %z: complex<f32>) -> tensor<?xcomplex<f32>> {
  %0 = tensor.generate %n {
  ^bb0(%i: index):
    %c = arith.cmpi eq, %i, %n : index
    %e = scf.if %c -> complex<f32> {
      scf.yield %z : complex<f32>
    } else {
      %w = milcomplex.neg %z : complex<f32>
      scf.yield %w : complex<f32>
    }
    tensor.yield %e : complex<f32>
  } : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// Each body has its own index, which CSE must not merge with that of another.
// CHECK-LABEL: func.func @generate_within_generate(
// CHECK-SAME: %{{[^:]*}}: index, %[[RE:[^:]*]]: tensor<?xf32>, %[[IM:[^:]*]]: tensor<?xf32>)
// CHECK: linalg.generic
// CHECK: %[[OUTER:.*]] = linalg.index 0 {loop_depth = 0 : index}
// CHECK: linalg.generic
// CHECK: %[[INNER:.*]] = linalg.index 0 {loop_depth = 1 : index}
// CHECK: tensor.extract %[[RE]][%[[INNER]]]
// CHECK: tensor.extract %[[IM]][%[[INNER]]]
// CHECK: linalg.yield
// CHECK: tensor.extract %{{.*}}[%[[OUTER]]]
// CHECK: tensor.extract %{{.*}}[%[[OUTER]]]
// CHECK: linalg.yield
func.func @generate_within_generate(%n: index, %w: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %0 = tensor.generate %n {
  ^bb0(%i: index):
    %t = tensor.generate %n {
    ^bb0(%j: index):
      %inner = tensor.extract %w[%j] : tensor<?xcomplex<f32>>
      tensor.yield %inner : complex<f32>
    } : tensor<?xcomplex<f32>>
    %outer = tensor.extract %t[%i] : tensor<?xcomplex<f32>>
    tensor.yield %outer : complex<f32>
  } : tensor<?xcomplex<f32>>
  return %0 : tensor<?xcomplex<f32>>
}

// CHECK-LABEL: func.func @generate_reals(
// CHECK: tensor.generate
// CHECK: tensor.yield %{{.*}} : f32
func.func @generate_reals(%n: index, %z: complex<f32>) -> tensor<?xf32> {
  %0 = tensor.generate %n {
  ^bb0(%i: index):
    %re = milcomplex.real %z : complex<f32>
    tensor.yield %re : f32
  } : tensor<?xf32>
  return %0 : tensor<?xf32>
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @encoding(
// CHECK: linalg.generic
// CHECK: -> (tensor<?xf32, "encoding">, tensor<?xf32, "encoding">)
// CHECK-COUNT-2: tensor.cast %{{.*}} : tensor<?xf32, "encoding"> to tensor<4xf32, "encoding">
func.func @encoding(%n: index, %z: complex<f32>) -> tensor<4xcomplex<f32>, "encoding"> {
  %0 = tensor.generate %n {
  ^bb0(%i: index):
    tensor.yield %z : complex<f32>
  } : tensor<?xcomplex<f32>, "encoding">
  %1 = tensor.cast %0 : tensor<?xcomplex<f32>, "encoding"> to tensor<4xcomplex<f32>, "encoding">
  return %1 : tensor<4xcomplex<f32>, "encoding">
}

// CHECK-LABEL: func.func @element_types(
// CHECK-COUNT-2: tensor.cast %{{.*}} : tensor<4xf16> to tensor<?xf16>
// CHECK-COUNT-2: tensor.cast %{{.*}} : tensor<4xbf16> to tensor<?xbf16>
// CHECK-COUNT-2: tensor.cast %{{.*}} : tensor<4xf64> to tensor<?xf64>
func.func @element_types(%a: tensor<4xcomplex<f16>>, %b: tensor<4xcomplex<bf16>>, %c: tensor<4xcomplex<f64>>)
    -> (tensor<?xcomplex<f16>>, tensor<?xcomplex<bf16>>, tensor<?xcomplex<f64>>) {
  %0 = tensor.cast %a : tensor<4xcomplex<f16>> to tensor<?xcomplex<f16>>
  %1 = tensor.cast %b : tensor<4xcomplex<bf16>> to tensor<?xcomplex<bf16>>
  %2 = tensor.cast %c : tensor<4xcomplex<f64>> to tensor<?xcomplex<f64>>
  return %0, %1, %2 : tensor<?xcomplex<f16>>, tensor<?xcomplex<bf16>>, tensor<?xcomplex<f64>>
}
