// The C interface of a function, its description, and its machine code.

// RUN: milc-opt --lower-complex=abi=interleaved --milc-lower-to-llvm=prefix=p_ %s | FileCheck %s
// RUN: milc-compile %s --lower-complex=abi=interleaved --prefix=p_ -o %t.so --header %t.h
// RUN: FileCheck --check-prefix=HEADER %s < %t.h
// RUN: %python %S/call_library.py %t.so
// RUN: not milc-compile %s -o %t.exe 2>&1 | FileCheck --check-prefix=SUFFIX %s
// RUN: not milc-compile %s -o %t.so --cpu=none 2>&1 | FileCheck --check-prefix=CPU %s
// RUN: not milc-compile %s -o %t.so --lower-complex=abi=none 2>&1 | FileCheck --check-prefix=OPTION %s
// RUN: milc-compile --print-processor --cpu=x86-64-v3 | FileCheck --check-prefix=PROCESSOR %s
// RUN: milc-compile --print-vector-width --cpu=x86-64-v3 | FileCheck --check-prefix=WIDTH %s

// SUFFIX: milc-compile: error: the name of the output must end with .so, .o, .s, .ll or .mlir, but is
// CPU: milc-compile: error: the processor must be one of x86_64, but is 'none'
// OPTION: abi
// PROCESSOR: {{.*}}linux
// PROCESSOR-NEXT: x86-64-v3
// WIDTH: 256

// CHECK: llvm.func @p_square(%{{.*}}: !llvm.ptr {llvm.noalias}, %{{.*}}: i64, %{{.*}}: f32, %{{.*}}: i8, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr {llvm.noalias}) -> i32
// CHECK: llvm.func @p_square_packed(%[[WORDS:.*]]: !llvm.ptr) -> i32
// CHECK: %[[SECOND:.*]] = llvm.getelementptr %[[WORDS]][1] : (!llvm.ptr) -> !llvm.ptr, i64
// CHECK: llvm.load %[[SECOND]] : !llvm.ptr -> i64
// CHECK: llvm.call @p_square(
// CHECK: llvm.mlir.global external constant @p_square_description("{\22arguments\22:[{\22element\22:\22f32\22,\22shape\22:[null,2]},{\22element\22:\22f32\22},{\22element\22:\22i1\22}],\22messages\22:[],\22results\22:[{\22element\22:\22f32\22,\22passed\22:false,\22shape\22:[null,2]},{\22element\22:\22f32\22,\22passed\22:true,\22shape\22:[]}]}\00")
// CHECK: llvm.func internal @square

// HEADER: /// - argument0: argument0_size0 x 2, contiguous; read.
// HEADER: /// - argument1: a number.
// HEADER: /// - argument2: a number, i1 in a byte.
// HEADER: /// - result0: is set to a contiguous buffer of rank 2 that the caller frees by free(), result0_sizes to its sizes.
// HEADER: /// - result1: one number; written.
// HEADER: int32_t p_square(const float *argument0, int64_t argument0_size0, float argument1, uint8_t argument2, float **result0, int64_t result0_sizes[2], float *result1);
func.func @square(%x: tensor<?xcomplex<f32>>, %y: f32, %p: i1) -> (tensor<?xcomplex<f32>>, f32) {
  %0 = milcomplex.mul %x, %x : tensor<?xcomplex<f32>>
  %1 = arith.negf %y : f32
  %2 = arith.select %p, %1, %y : f32
  return %0, %2 : tensor<?xcomplex<f32>>, f32
}
