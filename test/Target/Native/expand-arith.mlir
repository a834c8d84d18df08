// What LLVM does not have is expanded; maxima, which it vectorizes, stay.

// RUN: milc-opt --milc-expand-arith %s | FileCheck %s

// CHECK-LABEL: @ops
// CHECK-NOT: arith.ceildivsi
// CHECK-NOT: arith.floordivsi
// CHECK-NOT: arith.extf
// CHECK: arith.divsi
// CHECK: arith.bitcast %{{.*}} : i32 to f32
// CHECK: arith.maximumf
// CHECK: arith.minimumf
func.func @ops(%i: index, %j: index, %x: bf16, %y: f32) -> (index, index, f32, f32) {
  %0 = arith.ceildivsi %i, %j : index
  %1 = arith.floordivsi %i, %j : index
  %2 = arith.extf %x : bf16 to f32
  %3 = arith.maximumf %2, %y : f32
  %4 = arith.minimumf %2, %y : f32
  return %0, %1, %3, %4 : index, index, f32, f32
}

// CHECK-LABEL: @narrow
// CHECK: arith.truncf %{{.*}} : vector<4xf64> to vector<4xf32>
// CHECK: arith.truncf %{{.*}} : vector<4xf32> to vector<4xf16>
// CHECK: math.fma %{{.*}} : f64
// CHECK: arith.truncf %{{.*}} : f32 to f16
func.func @narrow(%x: vector<4xf64>, %y: f16) -> (vector<4xf16>, f16) {
  %0 = arith.truncf %x : vector<4xf64> to vector<4xf16>
  %1 = math.fma %y, %y, %y : f16
  return %0, %1 : vector<4xf16>, f16
}
