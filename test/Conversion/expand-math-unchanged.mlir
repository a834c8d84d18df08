// What milc-expand-math leaves as it is: other functions, formats and shapes, and
// whatever is dead or computed twice where nothing is expanded.

// RUN: mlir-opt %s > %t.before
// RUN: milc-opt --milc-expand-math %s | diff %t.before -

func.func @functions(%x: f32, %i: i32, %n: i128) -> (f32, f32, f32, i32, f32) {
  %0 = math.rsqrt %x : f32
  %1 = math.floor %0 : f32
  %2 = math.fpowi %1, %n : f32, i128
  %3 = math.ipowi %i, %i : i32
  %4 = arith.remf %x, %x : f32
  return %0, %1, %2, %3, %4 : f32, f32, f32, i32, f32
}

func.func @formats(%x: f80, %y: f128, %z: vector<4xf8E5M2>) -> (f80, f128, vector<4xf8E5M2>) {
  %0 = math.exp %x : f80
  %1 = math.sin %y : f128
  %2 = math.tanh %z : vector<4xf8E5M2>
  return %0, %1, %2 : f80, f128, vector<4xf8E5M2>
}

func.func @unranked(%x: tensor<*xf32>) -> tensor<*xf32> {
  %0 = math.exp %x : tensor<*xf32>
  return %0 : tensor<*xf32>
}

func.func @softmax(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = linalg.softmax dimension(1) ins(%x : tensor<2x3xf32>) outs(%x : tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

func.func @dead_and_twice(%x: f32) -> (f32, f32) {
  %0 = arith.addf %x, %x : f32
  %1 = arith.mulf %x, %x : f32
  %2 = arith.mulf %x, %x : f32
  return %1, %2 : f32, f32
}
