// Large contractions become products of matrices by blocks.

// RUN: milc-opt --milc-block-contractions=vector-width=256 %s | FileCheck %s

#a = affine_map<(i, j, k) -> (i, k)>
#b = affine_map<(i, j, k) -> (k, j)>
#c = affine_map<(i, j, k) -> (i, j)>
#na = affine_map<(n, i, j, k) -> (n, i, k)>
#nb = affine_map<(n, i, j, k) -> (k, n, j)>
#nc = affine_map<(n, i, j, k) -> (n, j, i)>

// Four products for a complex one, of which one is subtracted.
// CHECK-LABEL: @complex
// CHECK: call @milc_matmul_f32_p0x0m1x1_p0x1p1x0({{.*}}) : (memref<?x?xf32, strided<[?, ?], offset: ?>>
// CHECK-NOT: linalg.generic
func.func @complex(%a: memref<64x32xf32>, %b: memref<64x32xf32>, %c: memref<32x48xf32>, %d: memref<32x48xf32>, %x: memref<64x48xf32>, %y: memref<64x48xf32>) {
  linalg.generic {indexing_maps = [#a, #a, #b, #b, #c, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %b, %c, %d : memref<64x32xf32>, memref<64x32xf32>, memref<32x48xf32>, memref<32x48xf32>) outs(%x, %y : memref<64x48xf32>, memref<64x48xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32, %s: f32, %o: f32, %t: f32):
    %0 = arith.mulf %p, %r : f32
    %1 = arith.mulf %q, %s : f32
    %2 = arith.mulf %p, %s : f32
    %3 = arith.mulf %q, %r : f32
    %4 = arith.subf %0, %1 : f32
    %5 = arith.addf %2, %3 : f32
    %6 = arith.addf %o, %4 : f32
    %7 = arith.addf %t, %5 : f32
    linalg.yield %6, %7 : f32, f32
  }
  return
}

// A loop over the batch; rows of the result are contiguous.
// CHECK-LABEL: @batch
// CHECK: scf.for
// CHECK: func.call @milc_matmul_f64_p0x0
func.func @batch(%a: memref<3x64x32xf64>, %b: memref<32x3x48xf64>, %x: memref<3x48x64xf64>) {
  linalg.generic {indexing_maps = [#na, #nb, #nc], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%a, %b : memref<3x64x32xf64>, memref<32x3x48xf64>) outs(%x : memref<3x48x64xf64>) {
  ^bb0(%p: f64, %q: f64, %o: f64):
    %0 = arith.mulf %p, %q : f64
    %1 = arith.addf %o, %0 : f64
    linalg.yield %1 : f64
  }
  return
}

// Parts of interleaved complex numbers: the results are written by masks.
// CHECK-LABEL: @interleaved
// CHECK: call @milc_matmul_f32_p0x0
func.func @interleaved(%a: memref<64x32xf32, strided<[64, 2]>>, %b: memref<32x48xf32>, %x: memref<64x48xf32, strided<[96, 2], offset: 1>>) {
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %b : memref<64x32xf32, strided<[64, 2]>>, memref<32x48xf32>) outs(%x : memref<64x48xf32, strided<[96, 2], offset: 1>>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %o, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// Neither those that do something else beside, or of another memory space.
// CHECK-LABEL: @effects
// CHECK-COUNT-2: linalg.generic
func.func @effects(%a: memref<64x64xf32>, %x: memref<64x64xf32>, %n: memref<f32>, %b: memref<64x64xf32, 1>, %y: memref<64x64xf32, 1>) {
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %a : memref<64x64xf32>, memref<64x64xf32>) outs(%x : memref<64x64xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    memref.store %p, %n[] : memref<f32>
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %o, %0 : f32
    linalg.yield %1 : f32
  }
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%b, %b : memref<64x64xf32, 1>, memref<64x64xf32, 1>) outs(%y : memref<64x64xf32, 1>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %o, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// Small ones, others than sums of products, and other formats stay.
// CHECK-LABEL: @others
// CHECK-COUNT-3: linalg.generic
func.func @others(%a: memref<4x4xf32>, %x: memref<4x4xf32>, %b: memref<64x64xf32>, %y: memref<64x64xf32>, %c: memref<64x64xf16>, %z: memref<64x64xf16>) {
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%a, %a : memref<4x4xf32>, memref<4x4xf32>) outs(%x : memref<4x4xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %o, %0 : f32
    linalg.yield %1 : f32
  }
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%b, %b : memref<64x64xf32>, memref<64x64xf32>) outs(%y : memref<64x64xf32>) {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %0 = arith.addf %p, %q : f32
    %1 = arith.maximumf %o, %0 : f32
    linalg.yield %1 : f32
  }
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]} ins(%c, %c : memref<64x64xf16>, memref<64x64xf16>) outs(%z : memref<64x64xf16>) {
  ^bb0(%p: f16, %q: f16, %o: f16):
    %0 = arith.mulf %p, %q : f16
    %1 = arith.addf %o, %0 : f16
    linalg.yield %1 : f16
  }
  return
}
// The panels of left operands and the results have a step of 2 somewhere, those
// of right operands nowhere.
// CHECK: func.func private @milc_pack_f32_6(
// CHECK: vector.shuffle {{.*}} [0, 2, 5, 7]
// CHECK: func.func private @milc_pack_f32_16(
// CHECK-NOT: [0, 2, 5, 7]
// CHECK: func.func private @milc_matmul_f32_p0x0m1x1_p0x1p1x0(
// CHECK: func.func private @milc_matmul_f64_p0x0(
// CHECK: func.func private @milc_matmul_f32_p0x0(
// CHECK: %[[PLACES:.*]] = arith.constant dense<[true, false, true, false, true, false, true, false]>
// CHECK: arith.andi {{.*}}, %[[PLACES]]
// CHECK: vector.shuffle {{.*}} [4, 4, 5, 5, 6, 6, 7, 7]
// CHECK: vector.maskedstore
