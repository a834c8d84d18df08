// REQUIRES: opt
// RUN: mlir-translate %s --mlir-to-llvmir | not --crash opt -O3 --disable-output

// A stack buffer is written to by vectors of one element and read by a longer
// one. If this test fails, upstream has fixed it: the pass
// milc-scalarize-unit-vectors can go; docs/Upstream.md loses a row.
llvm.func @main() -> f32 {
  %0 = llvm.call @inlined() : () -> f32
  llvm.return %0 : f32
}

llvm.func internal @inlined() -> f32 {
  %c0 = llvm.mlir.constant(0 : i64) : i64
  %c1 = llvm.mlir.constant(1 : i64) : i64
  %c4 = llvm.mlir.constant(4 : i64) : i64
  %null = llvm.mlir.zero : !llvm.ptr
  %zero = llvm.mlir.constant(dense<0.0> : vector<1xf32>) : vector<1xf32>
  %zeros = llvm.mlir.constant(dense<0.0> : vector<4xf32>) : vector<4xf32>
  %buffer = llvm.alloca %c1 x !llvm.array<16 x f32> {alignment = 64 : i64} : (i64) -> !llvm.ptr
  llvm.br ^header(%c0 : i64)
^header(%i: i64):
  %more = llvm.icmp "slt" %i, %c4 : i64
  llvm.cond_br %more, ^body, ^exit
^body:
  %offset = llvm.shl %i, %c4 : i64
  %row = llvm.getelementptr %buffer[%offset] : (!llvm.ptr, i64) -> !llvm.ptr, i8
  llvm.store %zero, %row {alignment = 4 : i64} : vector<1xf32>, !llvm.ptr
  %last = llvm.getelementptr %row[12] : (!llvm.ptr) -> !llvm.ptr, i8
  llvm.store %zero, %last {alignment = 4 : i64} : vector<1xf32>, !llvm.ptr
  %source = llvm.getelementptr %null[%i] : (!llvm.ptr, i64) -> !llvm.ptr, i8
  %next = llvm.getelementptr %source[4] : (!llvm.ptr) -> !llvm.ptr, i8
  %x = llvm.load %next {alignment = 4 : i64} : !llvm.ptr -> vector<1xf32>
  %product = llvm.fmul %x, %zero : vector<1xf32>
  %second = llvm.getelementptr %buffer[20] : (!llvm.ptr) -> !llvm.ptr, i8
  llvm.store %product, %second {alignment = 4 : i64} : vector<1xf32>, !llvm.ptr
  %third = llvm.getelementptr %buffer[24] : (!llvm.ptr) -> !llvm.ptr, i8
  llvm.store %zero, %third {alignment = 4 : i64} : vector<1xf32>, !llvm.ptr
  %j = llvm.add %i, %c1 : i64
  llvm.br ^header(%j : i64)
^exit:
  %start = llvm.getelementptr %buffer[16] : (!llvm.ptr) -> !llvm.ptr, i8
  %long = llvm.load %start {alignment = 4 : i64} : !llvm.ptr -> vector<4xf32>
  %sum = llvm.fadd %long, %zeros : vector<4xf32>
  %first = llvm.extractelement %sum[%c0 : i64] : vector<4xf32>
  %address = llvm.mlir.constant(32 : i64) : i64
  %target = llvm.inttoptr %address : i64 to !llvm.ptr
  llvm.store %first, %target {alignment = 4 : i64} : f32, !llvm.ptr
  %result = llvm.extractelement %sum[%c1 : i64] : vector<4xf32>
  llvm.return %result : f32
}
