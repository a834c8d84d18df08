// Resources are written to objects as bytes.

// RUN: milc-opt --milc-constants-as-bytes %s | FileCheck %s

// CHECK: llvm.mlir.global private constant @numbers(dense_resource<numbers> : tensor<8xi8>)
// CHECK-SAME: {addr_space = 0 : i32, alignment = 64 : i64} : !llvm.array<8 x i8>
llvm.mlir.global private constant @numbers(dense_resource<numbers> : tensor<2xf32>) {addr_space = 0 : i32} : !llvm.array<2 x f32>

// Its alignment stays.
// CHECK: @aligned(dense_resource<numbers> : tensor<8xi8>)
// CHECK-SAME: alignment = 128 : i64
llvm.mlir.global private constant @aligned(dense_resource<numbers> : tensor<1xi64>) {addr_space = 0 : i32, alignment = 128 : i64} : !llvm.array<1 x i64>

// Bits are not bytes, and others have no bytes of their own.
// CHECK: @bits(dense_resource<bits> : tensor<8xi1>)
llvm.mlir.global private constant @bits(dense_resource<bits> : tensor<8xi1>) {addr_space = 0 : i32} : !llvm.array<8 x i1>
// CHECK: @none(dense_resource<none> : tensor<2xf32>)
llvm.mlir.global private constant @none(dense_resource<none> : tensor<2xf32>) {addr_space = 0 : i32} : !llvm.array<2 x f32>
// CHECK: @inline(dense<{{.*}}> : tensor<2xf32>)
llvm.mlir.global private constant @inline(dense<[1.0, 2.0]> : tensor<2xf32>) {addr_space = 0 : i32} : !llvm.array<2 x f32>

{-#
  dialect_resources: {
    builtin: {
      numbers: "0x040000000000803F00000040",
      bits: "0x010000000F"
    }
  }
#-}
