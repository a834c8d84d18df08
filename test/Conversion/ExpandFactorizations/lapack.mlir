// RUN: milc-opt --milc-expand-factorizations=factorizations=call --split-input-file %s | FileCheck %s
// RUN: milc-opt --lower-complex=factorizations=call --split-input-file %s | FileCheck %s --check-prefix=REAL
// RUN: milc-opt --lower-complex=factorizations=call --split-input-file %s | milc-opt --lower-complex=factorizations=call --split-input-file | FileCheck %s --check-prefix=REAL

// The arguments are addresses, which are integers to the ABI of 64 bits.
// CHECK-LABEL: func.func @lu(
// CHECK: call @milc_z_lu(
// CHECK-LABEL: func.func private @milc_z_lu(
// CHECK: %[[MATRIX:.*]] = memref.alloc(%{{.*}}) : memref<?xf64>
// CHECK: memref.store %{{.*}}, %[[MATRIX]][
// CHECK: %[[ADDRESS:.*]] = memref.extract_aligned_pointer_as_index %[[MATRIX]] :
// CHECK: call @zgetrf_(%{{.*}}, %{{.*}}, %[[ADDRESS]], %{{.*}}, %{{.*}}, %{{.*}}) : (index, index, index, index, index, index) -> ()
// CHECK: memref.load %[[MATRIX]][
// CHECK: func.func private @zgetrf_(index, index, index, index, index, index)
// REAL-LABEL: func.func @lu(
// REAL-NOT: complex<
// REAL: call @zgetrf_(
// REAL-NOT: complex<
func.func @lu(%a: tensor<?x?xcomplex<f64>>) -> (tensor<?x?xcomplex<f64>>, tensor<?xi32>) {
  %lu, %pivots, %permutation = milcomplex.lu %a : tensor<?x?xcomplex<f64>>
  return %lu, %permutation : tensor<?x?xcomplex<f64>>, tensor<?xi32>
}

// -----

// The lengths of two strings follow the arguments. Workspaces are asked for first.
// CHECK-LABEL: func.func private @milc_d_eigh(
// CHECK: call @dsyevd_(
// CHECK: memref.alloc
// CHECK: call @dsyevd_(
// CHECK-SAME: %[[LENGTH:[^ ,]*]], %[[LENGTH]]) : (index, index, index, index, index, index, index, index, index, index, index, index, index) -> ()
func.func @spectrum(%a: tensor<3x3xf64>) -> (tensor<3xf64>, tensor<3x3xf64>) {
  %values, %vectors = milcomplex.eigh %a : tensor<3x3xf64>
  return %values, %vectors : tensor<3xf64>, tensor<3x3xf64>
}

// -----

// What LAPACK lacks is loops.
// CHECK-LABEL: func.func private @milc_c_triangular_solve_left_upper_conjugated(
// CHECK-NOT: call @
// CHECK: return
func.func @conjugated(%a: tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>> {
  %0 = milcomplex.triangular_solve conjugate %a, %a : tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>
  return %0 : tensor<3x3xcomplex<f32>>
}

// -----

// CHECK-LABEL: func.func private @milc_s_expm(
// CHECK-NOT: call @
// CHECK: return
func.func @exponential(%a: tensor<3x3xf32>) -> tensor<3x3xf32> {
  %0 = milcomplex.expm %a : tensor<3x3xf32>
  return %0 : tensor<3x3xf32>
}
