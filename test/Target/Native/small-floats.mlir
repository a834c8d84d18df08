// Numbers of 8 bits are moved, and what computes with them is named.

// RUN: split-file %s %t
// RUN: milc-opt --milc-lower-to-llvm %t/moves.mlir -o %t/moves.lowered
// RUN: not milc-opt --milc-lower-to-llvm %t/computes.mlir 2>&1 | FileCheck %t/computes.mlir

//--- moves.mlir
func.func @main(%x: tensor<4xf8E4M3FN>) -> tensor<4xf8E4M3FN> {
  %one = arith.constant 1.0 : f8E4M3FN
  %empty = tensor.empty() : tensor<2xf8E4M3FN>
  %ones = linalg.fill ins(%one : f8E4M3FN) outs(%empty : tensor<2xf8E4M3FN>) -> tensor<2xf8E4M3FN>
  %y = tensor.insert_slice %ones into %x[1] [2] [1] : tensor<2xf8E4M3FN> into tensor<4xf8E4M3FN>
  return %y : tensor<4xf8E4M3FN>
}

//--- computes.mlir
// CHECK: :[[@LINE+3]]:8: error: 'arith.extf' op computes with 'f8E5M2', which machine code only moves
// CHECK: :[[@LINE+3]]:8: error: 'arith.addf' op computes with 'f8E4M3FN', which machine code only moves
func.func @main(%x: tensor<4xf8E4M3FN>, %y: tensor<4xf8E5M2>) -> (tensor<4xf32>, tensor<4xf8E4M3FN>) {
  %0 = arith.extf %y : tensor<4xf8E5M2> to tensor<4xf32>
  %1 = arith.addf %x, %x : tensor<4xf8E4M3FN>
  return %0, %1 : tensor<4xf32>, tensor<4xf8E4M3FN>
}
