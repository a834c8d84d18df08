// With a limit of zero, every long scalar function that is used twice is called.
// RUN: milc-opt --lower-complex="inline-limit=0 real-functions=call" --split-input-file %s > %t
// RUN: FileCheck %s --input-file=%t
// RUN: mlir-opt --split-input-file %t | cmp - %t
// RUN: milc-opt --lower-complex="inline-limit=0 real-functions=call" --split-input-file %t | cmp - %t
// RUN: milc-opt --lower-complex="inline-limit=0 real-functions=call" --mlir-disable-threading --split-input-file %s | cmp - %t
// RUN: milc-opt --milc-to-real="inline-limit=0 real-functions=call" --split-input-file %s | cmp - %t

// A program of ordinary size, or one without a limit, calls nothing.
// RUN: milc-opt --lower-complex=real-functions=call --split-input-file %s | FileCheck %s --check-prefix=INLINE
// RUN: milc-opt --lower-complex="inline-limit=-1 real-functions=call" --split-input-file %s | FileCheck %s --check-prefix=INLINE
// INLINE-NOT: llvm.linkage

// CHECK-LABEL: func.func @powers(
// CHECK-SAME: %[[A:.*]]: f32, %[[B:.*]]: f32, %[[C:.*]]: f32, %[[D:.*]]: f32) -> (f32, f32, f32, f32) {
// CHECK-NEXT: %[[POW:.*]]:2 = call @milc_pow_f32(%[[A]], %[[B]], %[[C]], %[[D]]) {test.kept = 1 : i64} : (f32, f32, f32, f32) -> (f32, f32)
// CHECK-NEXT: %[[AGAIN:.*]]:2 = call @milc_pow_f32(%[[POW]]#0, %[[POW]]#1, %[[C]], %[[D]]) : (f32, f32, f32, f32) -> (f32, f32)
// CHECK-NEXT: return %[[POW]]#0, %[[POW]]#1, %[[AGAIN]]#0, %[[AGAIN]]#1
func.func @powers(%z: complex<f32>, %w: complex<f32>) -> (complex<f32>, complex<f32>) {
  %0 = complex.pow %z, %w {test.kept = 1 : i64} : complex<f32>
  %1 = complex.pow %0, %w : complex<f32>
  return %0, %1 : complex<f32>, complex<f32>
}

// Of each element type, and of each kind of exponent.
// CHECK-LABEL: func.func @types(
// CHECK-COUNT-2: call @milc_sqrt_f16(%{{.*}}, %{{.*}}) : (f16, f16) -> (f16, f16)
// CHECK-COUNT-2: call @milc_sqrt_bf16(
// CHECK-COUNT-2: call @milc_sqrt_f64(
// CHECK-COUNT-2: call @milc_powi_f64_i32(%{{.*}}, %{{.*}}, %{{.*}}) : (f64, f64, i32) -> (f64, f64)
func.func @types(%a: complex<f16>, %b: complex<bf16>, %c: complex<f64>, %n: i32) -> (complex<f16>, complex<bf16>, complex<f64>, complex<f64>) {
  %0 = milcomplex.sqrt %a : complex<f16>
  %1 = milcomplex.sqrt %0 : complex<f16>
  %2 = milcomplex.sqrt %b : complex<bf16>
  %3 = milcomplex.sqrt %2 : complex<bf16>
  %4 = milcomplex.sqrt %c : complex<f64>
  %5 = milcomplex.sqrt %4 : complex<f64>
  %6 = complex.powi %c, %n : complex<f64>, i32
  %7 = complex.powi %6, %n : complex<f64>, i32
  return %1, %3, %5, %7 : complex<f16>, complex<bf16>, complex<f64>, complex<f64>
}

// The flags may select another formula; the textbook one is short.
// CHECK-LABEL: func.func @flags(
// CHECK-COUNT-2: call @milc_pow_f32_0(
// CHECK-NOT: call
func.func @flags(%z: complex<f32>) -> (complex<f32>, complex<f32>) {
  %0 = complex.pow %z, %z fastmath<ninf> : complex<f32>
  %1 = complex.pow %0, %z fastmath<ninf> : complex<f32>
  %2 = complex.pow %z, %z fastmath<afn> : complex<f32>
  %3 = complex.pow %2, %z fastmath<afn> : complex<f32>
  return %1, %3 : complex<f32>, complex<f32>
}

// What is short, used once or dead stays in place.
// CHECK-LABEL: func.func @in_place(
// CHECK-NOT: call
func.func @in_place(%z: complex<f32>) -> (complex<f32>, f32) {
  %0 = complex.mul %z, %z : complex<f32>
  %1 = complex.mul %0, %z : complex<f32>
  %2 = complex.abs %0 : complex<f32>
  %3 = complex.abs %1 : complex<f32>
  %4 = arith.addf %2, %3 : f32
  %once = complex.tan %1 : complex<f32>
  %dead = complex.sin %z : complex<f32>
  %5 = complex.sin %once : complex<f32>
  return %5, %4 : complex<f32>, f32
}

// Loops and conditions call; the bodies of other ops do not.
// CHECK-LABEL: func.func @bodies(
// CHECK: scf.while
// CHECK: call @milc_log1p_f32(
// CHECK: scf.condition
// CHECK: scf.for
// CHECK: call @milc_log1p_f32(
// CHECK: affine.for
// CHECK: call @milc_log1p_f32(
// CHECK: scf.if
// CHECK: call @milc_log1p_f32(
// CHECK-NOT: call
func.func @bodies(%z: complex<f32>, %t: tensor<8xcomplex<f32>>, %m: memref<8xcomplex<f32>>, %n: index, %p: i1) -> (complex<f32>, tensor<8xcomplex<f32>>, tensor<?xcomplex<f32>>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.while (%a = %z) : (complex<f32>) -> complex<f32> {
    %b = complex.log1p %a : complex<f32>
    scf.condition(%p) %b : complex<f32>
  } do {
  ^bb0(%a: complex<f32>):
    scf.yield %a : complex<f32>
  }
  %1 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %0) -> complex<f32> {
    %b = complex.log1p %a : complex<f32>
    scf.yield %b : complex<f32>
  }
  %2 = affine.for %i = 0 to 8 iter_args(%a = %1) -> complex<f32> {
    %b = complex.log1p %a : complex<f32>
    affine.yield %b : complex<f32>
  }
  %3 = scf.if %p -> complex<f32> {
    %b = complex.log1p %2 : complex<f32>
    scf.yield %b : complex<f32>
  } else {
    scf.yield %2 : complex<f32>
  }
  scf.parallel (%i) = (%c0) to (%n) step (%c1) {
    %a = memref.load %m[%i] : memref<8xcomplex<f32>>
    %b = complex.log1p %a : complex<f32>
    memref.store %b, %m[%i] : memref<8xcomplex<f32>>
  }
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %c1, %gz = %c1) threads(%x, %y, %w) in (%tx = %c1, %ty = %c1, %tz = %c1) {
    %a = memref.load %m[%x] : memref<8xcomplex<f32>>
    %b = complex.log1p %a : complex<f32>
    memref.store %b, %m[%x] : memref<8xcomplex<f32>>
    gpu.terminator
  }
  %4 = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%t : tensor<8xcomplex<f32>>) {
  ^bb0(%a: complex<f32>):
    %b = complex.log1p %a : complex<f32>
    linalg.yield %b : complex<f32>
  } -> tensor<8xcomplex<f32>>
  %5 = milcomplex.log1p %4 : tensor<8xcomplex<f32>>
  %6 = tensor.generate %n {
  ^bb0(%i: index):
    %b = complex.log1p %3 : complex<f32>
    tensor.yield %b : complex<f32>
  } : tensor<?xcomplex<f32>>
  return %3, %5, %6 : complex<f32>, tensor<8xcomplex<f32>>, tensor<?xcomplex<f32>>
}

// In all blocks but unreachable ones, whose types need not convert.
// CHECK-LABEL: func.func @branches(
// CHECK-COUNT-2: call @milc_tanh_f32(
// CHECK-NOT: call
func.func @branches(%z: complex<f32>) -> complex<f32> {
  %0 = complex.tanh %z : complex<f32>
  cf.br ^next(%0 : complex<f32>)
^next(%a: complex<f32>):
  %1 = complex.tanh %a : complex<f32>
  return %1 : complex<f32>
^unreachable(%b: complex<f32>, %c: complex<f80>):
  %2 = complex.tanh %b : complex<f32>
  %3 = complex.tanh %c : complex<f80>
  cf.br ^unreachable(%2, %3 : complex<f32>, complex<f80>)
}

// CHECK-LABEL: func.func @recursion(
// CHECK-COUNT-2: call @milc_exp2_f32(
// CHECK: call @recursion(
func.func @recursion(%z: complex<f32>, %p: i1) -> complex<f32> {
  %0 = scf.if %p -> complex<f32> {
    scf.yield %z : complex<f32>
  } else {
    %1 = milcomplex.exp2 %z : complex<f32>
    %2 = milcomplex.exp2 %1 : complex<f32>
    %3 = func.call @recursion(%2, %p) : (complex<f32>, i1) -> complex<f32>
    scf.yield %3 : complex<f32>
  }
  return %0 : complex<f32>
}

// Functions for another processor call functions for that one.
// CHECK-LABEL: func.func @for_haswell(
// CHECK-COUNT-2: call @milc_pow_f32_1(
func.func @for_haswell(%z: complex<f32>) -> complex<f32> attributes {passthrough = [["target-cpu", "haswell"]], test.other} {
  %0 = complex.pow %z, %z : complex<f32>
  %1 = complex.pow %0, %z : complex<f32>
  return %1 : complex<f32>
}

// A nested module has functions of its own.
// CHECK-LABEL: module @nested
// CHECK: func.func @inside(
// CHECK-COUNT-2: call @milc_pow_f32(
// CHECK: module attributes {test.innermost}
// CHECK-NOT: call
// CHECK: func.func private @milc_pow_f32(
module @nested {
  func.func @inside(%z: complex<f32>) -> complex<f32> {
    %0 = complex.pow %z, %z : complex<f32>
    %1 = complex.pow %0, %z : complex<f32>
    return %1 : complex<f32>
  }
  module attributes {test.innermost} {
    func.func @once(%z: complex<f32>) -> complex<f32> {
      %0 = complex.pow %z, %z : complex<f32>
      return %0 : complex<f32>
    }
  }
}

// So would a device module, whose functions stay as they are.
// CHECK-LABEL: gpu.module @device
// CHECK-NOT: call
gpu.module @device {
  gpu.func @kernel(%z: complex<f32>) -> complex<f32> {
    %0 = complex.pow %z, %z : complex<f32>
    %1 = complex.pow %0, %z : complex<f32>
    gpu.return %1 : complex<f32>
  }
  func.func @device_function(%z: complex<f32>) -> complex<f32> {
    %0 = complex.pow %z, %z : complex<f32>
    %1 = complex.pow %0, %z : complex<f32>
    return %1 : complex<f32>
  }
}

// The functions come last, in the order of their first uses.
// CHECK: func.func private @milc_pow_f32(%{{.*}}: f32, %{{.*}}: f32, %{{.*}}: f32, %{{.*}}: f32) -> (f32, f32) attributes {llvm.linkage = #llvm.linkage<internal>} {
// CHECK: func.func private @milc_sqrt_f16(
// CHECK: func.func private @milc_sqrt_bf16(
// CHECK: func.func private @milc_sqrt_f64(
// CHECK: func.func private @milc_powi_f64_i32(
// CHECK: func.func private @milc_pow_f32_0(
// CHECK: func.func private @milc_log1p_f32(
// CHECK: func.func private @milc_tanh_f32(
// CHECK: func.func private @milc_exp2_f32(
// CHECK: func.func private @milc_pow_f32_1(
// CHECK-SAME: attributes {llvm.linkage = #llvm.linkage<internal>, passthrough = {{\[\[}}"target-cpu", "haswell"]]}
// CHECK-NOT: func.func private

// -----

// The user's own function keeps its name.
// CHECK-LABEL: func.func private @milc_tan_f32(%{{.*}}: i32)
func.func private @milc_tan_f32(%n: i32) -> i32 {
  return %n : i32
}

// CHECK-LABEL: func.func @user(
// CHECK-COUNT-2: call @milc_tan_f32_0(%{{.*}}, %{{.*}}) : (f32, f32) -> (f32, f32)
// CHECK: call @milc_tan_f32(%{{.*}}) : (i32) -> i32
func.func @user(%z: complex<f32>, %n: i32) -> (complex<f32>, i32) {
  %0 = complex.tan %z : complex<f32>
  %1 = complex.tan %0 : complex<f32>
  %2 = call @milc_tan_f32(%n) : (i32) -> i32
  return %1, %2 : complex<f32>, i32
}

// CHECK: func.func private @milc_tan_f32_0(

// -----

// Declarations alone.
// CHECK-LABEL: func.func private @declared(f32, f32) -> (f32, f32)
// CHECK-NOT: func.func
func.func private @declared(complex<f32>) -> complex<f32>

// -----

// Also under abi=interleaved, and of uses in several functions.
// CHECK-LABEL: func.func @tensors(
// CHECK-COUNT-2: call @milc_acos_f32(
// CHECK-LABEL: func.func @buffers(
// CHECK: call @milc_acos_f32(
func.func @tensors(%t: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> attributes {milcomplex.abi = "interleaved"} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.extract %t[%c0] : tensor<2xcomplex<f32>>
  %1 = tensor.extract %t[%c1] : tensor<2xcomplex<f32>>
  %2 = milcomplex.acos %0 : complex<f32>
  %3 = milcomplex.acos %1 : complex<f32>
  %4 = tensor.from_elements %2, %3 : tensor<2xcomplex<f32>>
  return %4 : tensor<2xcomplex<f32>>
}

func.func @buffers(%m: memref<complex<f32>>) {
  %0 = memref.load %m[] : memref<complex<f32>>
  %1 = milcomplex.acos %0 : complex<f32>
  memref.store %1, %m[] : memref<complex<f32>>
  return
}
