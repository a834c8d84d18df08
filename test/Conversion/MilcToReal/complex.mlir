// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

//===----------------------------------------------------------------------===//
// Values and their parts
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @create(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32)
// CHECK-NEXT: return %[[RE]], %[[IM]], %[[RE]], %[[IM]]
func.func @create(%re: f32, %im: f32) -> (complex<f32>, complex<f32>) {
  %0 = milcomplex.complex %re, %im : complex<f32>
  %1 = complex.create %re, %im : complex<f32>
  return %0, %1 : complex<f32>, complex<f32>
}

// CHECK-LABEL: func.func @create_tensor(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<?xf64>, %[[IM:[^:]*]]: tensor<?xf64>)
// CHECK-NEXT: return %[[RE]], %[[IM]]
func.func @create_tensor(%re: tensor<?xf64>, %im: tensor<?xf64>) -> tensor<?xcomplex<f64>> {
  %0 = milcomplex.complex %re, %im : tensor<?xcomplex<f64>>
  return %0 : tensor<?xcomplex<f64>>
}

// CHECK-LABEL: func.func @parts(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32)
// CHECK-NEXT: return %[[RE]], %[[IM]], %[[RE]], %[[IM]]
func.func @parts(%z: complex<f32>) -> (f32, f32, f32, f32) {
  %0 = milcomplex.real %z : complex<f32>
  %1 = milcomplex.imag %z : complex<f32>
  %2 = complex.re %z : complex<f32>
  %3 = complex.im %z : complex<f32>
  return %0, %1, %2, %3 : f32, f32, f32, f32
}

// CHECK-LABEL: func.func @parts_of_tensor(
// CHECK-SAME: %[[RE:[^:]*]]: tensor<f16>, %[[IM:[^:]*]]: tensor<f16>)
// CHECK-NEXT: return %[[RE]], %[[IM]]
func.func @parts_of_tensor(%z: tensor<complex<f16>>) -> (tensor<f16>, tensor<f16>) {
  %0 = milcomplex.real %z : tensor<complex<f16>>
  %1 = milcomplex.imag %z : tensor<complex<f16>>
  return %0, %1 : tensor<f16>, tensor<f16>
}

//===----------------------------------------------------------------------===//
// One op per part: fast-math flags are copied
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @milcomplex_arithmetic(
// CHECK-SAME: %[[Z_RE:[^:]*]]: tensor<?xf32>, %[[Z_IM:[^:]*]]: tensor<?xf32>, %[[W_RE:[^:]*]]: tensor<?xf32>, %[[W_IM:[^:]*]]: tensor<?xf32>)
// CHECK-DAG: %[[ADD_RE:.*]] = arith.addf %[[Z_RE]], %[[W_RE]] : tensor<?xf32>
// CHECK-DAG: %[[ADD_IM:.*]] = arith.addf %[[Z_IM]], %[[W_IM]] : tensor<?xf32>
// CHECK-DAG: %[[SUB_RE:.*]] = arith.subf %[[Z_RE]], %[[W_RE]] fastmath<ninf> : tensor<?xf32>
// CHECK-DAG: %[[SUB_IM:.*]] = arith.subf %[[Z_IM]], %[[W_IM]] fastmath<ninf> : tensor<?xf32>
// CHECK-DAG: %[[NEG_RE:.*]] = arith.negf %[[Z_RE]] fastmath<nsz> : tensor<?xf32>
// CHECK-DAG: %[[NEG_IM:.*]] = arith.negf %[[Z_IM]] fastmath<nsz> : tensor<?xf32>
// CHECK-DAG: %[[CONJ_IM:.*]] = arith.negf %[[Z_IM]] fastmath<fast> : tensor<?xf32>
// CHECK: return %[[ADD_RE]], %[[ADD_IM]], %[[SUB_RE]], %[[SUB_IM]], %[[NEG_RE]], %[[NEG_IM]], %[[Z_RE]], %[[CONJ_IM]]
func.func @milcomplex_arithmetic(%z: tensor<?xcomplex<f32>>, %w: tensor<?xcomplex<f32>>)
    -> (tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) {
  %0 = milcomplex.add %z, %w : tensor<?xcomplex<f32>>
  %1 = milcomplex.sub %z, %w fastmath<ninf> : tensor<?xcomplex<f32>>
  %2 = milcomplex.neg %z fastmath<nsz> : tensor<?xcomplex<f32>>
  %3 = milcomplex.conj %z fastmath<fast> : tensor<?xcomplex<f32>>
  return %0, %1, %2, %3
      : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>
}

// CHECK-LABEL: func.func @complex_arithmetic(
// CHECK-SAME: %[[Z_RE:[^:]*]]: f32, %[[Z_IM:[^:]*]]: f32, %[[W_RE:[^:]*]]: f32, %[[W_IM:[^:]*]]: f32)
// CHECK-DAG: %[[ADD_RE:.*]] = arith.addf %[[Z_RE]], %[[W_RE]] fastmath<nnan> : f32
// CHECK-DAG: %[[ADD_IM:.*]] = arith.addf %[[Z_IM]], %[[W_IM]] fastmath<nnan> : f32
// CHECK-DAG: %[[SUB_RE:.*]] = arith.subf %[[Z_RE]], %[[W_RE]] : f32
// CHECK-DAG: %[[SUB_IM:.*]] = arith.subf %[[Z_IM]], %[[W_IM]] : f32
// CHECK-DAG: %[[NEG_RE:.*]] = arith.negf %[[Z_RE]] : f32
// CHECK-DAG: %[[NEG_IM:.*]] = arith.negf %[[Z_IM]] : f32
// CHECK-DAG: %[[CONJ_IM:.*]] = arith.negf %[[Z_IM]] fastmath<nsz> : f32
// CHECK: return %[[ADD_RE]], %[[ADD_IM]], %[[SUB_RE]], %[[SUB_IM]], %[[NEG_RE]], %[[NEG_IM]], %[[Z_RE]], %[[CONJ_IM]]
func.func @complex_arithmetic(%z: complex<f32>, %w: complex<f32>)
    -> (complex<f32>, complex<f32>, complex<f32>, complex<f32>) {
  %0 = complex.add %z, %w fastmath<nnan> : complex<f32>
  %1 = complex.sub %z, %w : complex<f32>
  %2 = complex.neg %z : complex<f32>
  %3 = complex.conj %z fastmath<nsz> : complex<f32>
  return %0, %1, %2, %3 : complex<f32>, complex<f32>, complex<f32>, complex<f32>
}

// Narrow types need no wider one where each part is rounded once.
// CHECK-LABEL: func.func @narrow_arithmetic(
// CHECK-COUNT-2: arith.addf %{{.*}}, %{{.*}} : f16
// CHECK-COUNT-2: arith.subf %{{.*}}, %{{.*}} : bf16
func.func @narrow_arithmetic(%z: complex<f16>, %w: complex<bf16>) -> (complex<f16>, complex<bf16>) {
  %0 = milcomplex.add %z, %z : complex<f16>
  %1 = milcomplex.sub %w, %w : complex<bf16>
  return %0, %1 : complex<f16>, complex<bf16>
}

// The op that computes a part has the discardable attributes of the whole; a part
// that no op computes has none.
// CHECK-LABEL: func.func @keeps_discardable_attributes(
// CHECK-SAME: %[[Z_RE:[^:]*]]: f32, %[[Z_IM:[^:]*]]: f32, %[[BITS:[^:]*]]: i64)
// CHECK-DAG: arith.addf %[[Z_RE]], %[[Z_RE]] {kept.add = complex<f32>} : f32
// CHECK-DAG: arith.addf %[[Z_IM]], %[[Z_IM]] {kept.add = complex<f32>} : f32
// CHECK-DAG: %[[CONJ:.*]] = arith.negf %[[Z_IM]] {kept.conj} : f32
// CHECK-DAG: arith.andi %{{.*}}, %{{.*}} {kept.eq} : i1
// CHECK-DAG: arith.bitcast %{{.*}} {kept.bits} : i32 to f32
// CHECK-DAG: arith.bitcast %{{.*}} {kept.bits} : i32 to f32
// CHECK: return %{{.*}}, %{{.*}}, %[[Z_RE]], %[[CONJ]]
func.func @keeps_discardable_attributes(%z: complex<f32>, %bits: i64)
    -> (complex<f32>, complex<f32>, i1, complex<f32>, complex<f32>) {
  %0 = milcomplex.add %z, %z {kept.add = complex<f32>} : complex<f32>
  %1 = complex.conj %z {kept.conj} : complex<f32>
  %2 = complex.eq %z, %z {kept.eq} : complex<f32>
  %3 = complex.bitcast %bits {kept.bits} : i64 to complex<f32>
  %re = complex.re %z {kept.part} : complex<f32>
  %4 = complex.create %re, %re {kept.create} : complex<f32>
  return %0, %1, %2, %3, %4 : complex<f32>, complex<f32>, i1, complex<f32>, complex<f32>
}

// (z - w) + w rounds twice: nothing is folded on the way.
// CHECK-LABEL: func.func @no_unsound_fold(
// CHECK-COUNT-2: arith.subf
// CHECK-COUNT-2: arith.addf
func.func @no_unsound_fold(%z: complex<f32>, %w: complex<f32>) -> complex<f32> {
  %0 = complex.sub %z, %w : complex<f32>
  %1 = complex.add %0, %w : complex<f32>
  return %1 : complex<f32>
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @milcomplex_comparison(
// CHECK-SAME: %[[Z_RE:[^:]*]]: tensor<?xf32>, %[[Z_IM:[^:]*]]: tensor<?xf32>, %[[W_RE:[^:]*]]: tensor<?xf32>, %[[W_IM:[^:]*]]: tensor<?xf32>)
// CHECK-DAG: %[[EQ_RE:.*]] = arith.cmpf oeq, %[[Z_RE]], %[[W_RE]] fastmath<nnan> : tensor<?xf32>
// CHECK-DAG: %[[EQ_IM:.*]] = arith.cmpf oeq, %[[Z_IM]], %[[W_IM]] fastmath<nnan> : tensor<?xf32>
// CHECK-DAG: %[[EQ:.*]] = arith.andi %[[EQ_RE]], %[[EQ_IM]] : tensor<?xi1>
// CHECK-DAG: %[[NE_RE:.*]] = arith.cmpf une, %[[Z_RE]], %[[W_RE]] : tensor<?xf32>
// CHECK-DAG: %[[NE_IM:.*]] = arith.cmpf une, %[[Z_IM]], %[[W_IM]] : tensor<?xf32>
// CHECK-DAG: %[[NE:.*]] = arith.ori %[[NE_RE]], %[[NE_IM]] : tensor<?xi1>
// CHECK: return %[[EQ]], %[[NE]]
func.func @milcomplex_comparison(%z: tensor<?xcomplex<f32>>, %w: tensor<?xcomplex<f32>>) -> (tensor<?xi1>, tensor<?xi1>) {
  %0 = milcomplex.eq %z, %w fastmath<nnan> : tensor<?xcomplex<f32>>
  %1 = milcomplex.ne %z, %w : tensor<?xcomplex<f32>>
  return %0, %1 : tensor<?xi1>, tensor<?xi1>
}

// CHECK-LABEL: func.func @complex_comparison(
// CHECK-COUNT-2: arith.cmpf oeq, %{{.*}}, %{{.*}} : f64
// CHECK: arith.andi
// CHECK-COUNT-2: arith.cmpf une, %{{.*}}, %{{.*}} : f64
// CHECK: arith.ori
func.func @complex_comparison(%z: complex<f64>, %w: complex<f64>) -> (i1, i1) {
  %0 = complex.eq %z, %w : complex<f64>
  %1 = complex.neq %z, %w : complex<f64>
  return %0, %1 : i1, i1
}

//===----------------------------------------------------------------------===//
// Bit casts: the real part is the low half
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @bitcast_to_integer(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32)
// CHECK-DAG: %[[WIDTH:.*]] = arith.constant 32 : i64
// CHECK-DAG: %[[RE_BITS:.*]] = arith.bitcast %[[RE]] : f32 to i32
// CHECK-DAG: %[[LOW:.*]] = arith.extui %[[RE_BITS]] : i32 to i64
// CHECK-DAG: %[[IM_BITS:.*]] = arith.bitcast %[[IM]] : f32 to i32
// CHECK-DAG: %[[IM_WIDE:.*]] = arith.extui %[[IM_BITS]] : i32 to i64
// CHECK-DAG: %[[HIGH:.*]] = arith.shli %[[IM_WIDE]], %[[WIDTH]] : i64
// CHECK: %[[BITS:.*]] = arith.ori %[[LOW]], %[[HIGH]] : i64
// CHECK-NEXT: return %[[BITS]]
func.func @bitcast_to_integer(%z: complex<f32>) -> i64 {
  %0 = complex.bitcast %z : complex<f32> to i64
  return %0 : i64
}

// CHECK-LABEL: func.func @bitcast_from_integer(
// CHECK-SAME: %[[BITS:[^:]*]]: i64)
// CHECK-DAG: %[[WIDTH:.*]] = arith.constant 32 : i64
// CHECK-DAG: %[[LOW:.*]] = arith.trunci %[[BITS]] : i64 to i32
// CHECK-DAG: %[[SHIFTED:.*]] = arith.shrui %[[BITS]], %[[WIDTH]] : i64
// CHECK-DAG: %[[HIGH:.*]] = arith.trunci %[[SHIFTED]] : i64 to i32
// CHECK-DAG: %[[RE:.*]] = arith.bitcast %[[LOW]] : i32 to f32
// CHECK-DAG: %[[IM:.*]] = arith.bitcast %[[HIGH]] : i32 to f32
// CHECK: return %[[RE]], %[[IM]]
func.func @bitcast_from_integer(%bits: i64) -> complex<f32> {
  %0 = complex.bitcast %bits : i64 to complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @bitcast_to_float(
// CHECK: %[[BITS:.*]] = arith.ori %{{.*}}, %{{.*}} : i32
// CHECK: %[[FLOAT:.*]] = arith.bitcast %[[BITS]] : i32 to f32
// CHECK: return %[[FLOAT]]
func.func @bitcast_to_float(%z: complex<bf16>) -> f32 {
  %0 = complex.bitcast %z : complex<bf16> to f32
  return %0 : f32
}

// CHECK-LABEL: func.func @bitcast_from_float(
// CHECK-SAME: %[[FLOAT:[^:]*]]: f64)
// CHECK: %[[BITS:.*]] = arith.bitcast %[[FLOAT]] : f64 to i64
// CHECK: arith.trunci %[[BITS]] : i64 to i32
func.func @bitcast_from_float(%x: f64) -> complex<f32> {
  %0 = complex.bitcast %x : f64 to complex<f32>
  return %0 : complex<f32>
}

// CHECK-LABEL: func.func @bitcast_of_f64(
// CHECK: arith.constant 64 : i128
// CHECK: arith.ori %{{.*}}, %{{.*}} : i128
func.func @bitcast_of_f64(%z: complex<f64>) -> i128 {
  %0 = complex.bitcast %z : complex<f64> to i128
  return %0 : i128
}

// CHECK-LABEL: func.func @bitcast_to_same_type(
// CHECK-SAME: %[[RE:[^:]*]]: f32, %[[IM:[^:]*]]: f32)
// CHECK-NEXT: return %[[RE]], %[[IM]]
func.func @bitcast_to_same_type(%z: complex<f32>) -> complex<f32> {
  %0 = complex.bitcast %z : complex<f32> to complex<f32>
  return %0 : complex<f32>
}
