// Powers with constant exponents that one operation computes.

// RUN: milc-opt --milc-expand-math %s | FileCheck %s

// CHECK-LABEL: @powers
// CHECK-SAME: %[[X:.*]]: f32, %[[V:.*]]: vector<4xf64>
// CHECK-DAG: %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK-DAG: %[[INVERSE:.*]] = arith.divf %{{.*}}, %[[X]] : f32
// CHECK-DAG: %[[SQUARE:.*]] = arith.mulf %[[V]], %[[V]] : vector<4xf64>
// CHECK: return %[[INVERSE]], %{{.*}}, %[[X]], %[[SQUARE]]
func.func @powers(%x: f32, %v: vector<4xf64>) -> (f32, f32, f32, vector<4xf64>) {
  %minus = arith.constant -1 : i32
  %zero = arith.constant 0 : i8
  %one = arith.constant 1 : i64
  %two = arith.constant dense<2> : vector<4xi16>
  %0 = math.fpowi %x, %minus : f32, i32
  %1 = math.fpowi %x, %zero : f32, i8
  %2 = math.fpowi %x, %one : f32, i64
  %3 = math.fpowi %v, %two : vector<4xf64>, vector<4xi16>
  return %0, %1, %2, %3 : f32, f32, f32, vector<4xf64>
}
