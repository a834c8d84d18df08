//===- Passes.td - From lowered modules to the LLVM dialect -*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TARGET_NATIVE_PASSES_TD
#define MILCOMPLEX_TARGET_NATIVE_PASSES_TD

include "mlir/Pass/PassBase.td"

def MilcVectorWidthOption
    : Option<"vectorWidth", "vector-width", "int64_t", "256",
             "Bits of a vector register">;

def MilcPrefixOption
    : Option<"prefix", "prefix", "std::string", "\"\"",
             "What the name of each function of the C interface begins with">;

def MilcThreadsOption
    : Option<"threads", "threads", "int64_t", "1",
             "How many threads share the iterations of large loops">;

def MilcLeastWorkOption
    : Option<"leastWork", "least-work", "int64_t", "1 << 19",
             "How many scalar ops are worth a thread, whose beginning and end "
             "take some 30 us">;

def MilcLowerToLLVM : Pass<"milc-lower-to-llvm", "::mlir::ModuleOp"> {
  let summary = "Lower a module without complex numbers to the LLVM dialect";
  let description = [{
    Runs the passes below and upstream's in their order: functions are inlined,
    elementwise ops fused, results written where the caller wants them, linalg
    ops lowered to loops that LLVM vectorizes. Each public function with a body
    becomes one with the C interface that milc-add-c-interface describes.
  }];
  let options = [
    MilcVectorWidthOption, MilcPrefixOption, MilcThreadsOption,
    MilcLeastWorkOption
  ];
}

def MilcAddEntryPoints : Pass<"milc-add-entry-points", "::mlir::ModuleOp"> {
  let summary = "Give public functions buffers of the caller in place of tensors";
  let description = [{
    A public function with a body becomes private, and a function of its name
    calls it, which accepts a buffer for each tensor or buffer, and after the
    arguments one for each result whose shape is static, numbers included, into
    which the result is written. Results of dynamic shape are returned: buffers
    that the caller owns. Arguments are read only, unless they are buffers.

    Fails at a public function that accepts or returns what is not a number, a
    ranked tensor or a contiguous buffer of numbers.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect",
    "::mlir::bufferization::BufferizationDialect", "::mlir::func::FuncDialect",
    "::mlir::memref::MemRefDialect"
  ];
}

def MilcPrepareForUpstream : Pass<"milc-prepare-for-upstream", "::mlir::ModuleOp"> {
  let summary = "Rewrite what upstream's passes (22.1) would get wrong or reject";
  let description = [{
    - Ops that free memory get `bufferization.manual_deallocation`: the
      deallocation of buffers of tensors rejects them otherwise. Those that
      allocate it get a location from which milc-mark-allocations knows them.
    - Prefetches, whose effects on memory are not declared, are erased.
    - Each linalg.index in a linalg op inside of another gets the depth as an
      attribute, so that CSE does not take it for an index of the outer one.
    - ub.poison of a ranked tensor becomes tensor.empty: it is not bufferized.
    - Constants of i1 in resources become dense: they are not translated.
    - bufferization.dealloc_tensor is erased: what frees buffers rejects it, and
      frees this one, too.
    - linalg.pack and linalg.unpack become the ops that they consist of.
    - The strides of slices of tensors along dimensions of one element become 1:
      of such a slice of a buffer, which drops dimensions, some passes do not
      find which, and crash.
    - Slices of dynamic sizes that drop dimensions keep them, and a reshape drops
      them: canonicalization, where it finds a size of 1, may drop another.
    - bufferization.materialize_in_destination to a tensor becomes linalg.copy:
      it is rejected where the tensor is used elsewhere.
    - bufferization.clone becomes memref.copy: canonicalization takes it that
      neither buffer is written, and drops it.
    - bufferization.to_buffer read_only gets a copy of a tensor that is used
      elsewhere: CSE makes one of two, and the tensor is changed in between.
    - tensor.concat becomes tensor.insert_slice of each operand, which is then
      computed in place: bufferized, it copies all operands.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect",
    "::mlir::bufferization::BufferizationDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def MilcMergeProducts : Pass<"milc-merge-products", "::mlir::func::FuncOp"> {
  let summary = "Make one op of the products of a complex one";
  let description = [{
    A linalg.generic on tensors that adds products of its inputs, such as a
    product of matrices, and another that adds to its results become one, and so
    do two of the same inputs, such as those of the real and the imaginary part.
    Inputs that are negatives of tensors become these, whose products are
    subtracted.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect"
  ];
}

def MilcFuseElementwise : Pass<"milc-fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "Fuse elementwise ops on tensors with what reads their results";
  let description = [{
    Where all uses of a linalg.generic without reductions are operands of one
    other, one op computes both, so that what passes between them is never in
    memory. Unlike linalg-fuse-elementwise-ops, this fuses ops with several
    results, such as the parts of a complex number, however many of them the
    consumer reads. A cheap op, which only moves elements, is fused with each of
    several consumers. Reshapes of slices are folded into them first, numbers
    that are constant tensors into the bodies that read them, and results that no
    one reads are not computed.
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"
  ];
}

def MilcFuseSiblings : Pass<"milc-fuse-siblings", "::mlir::func::FuncOp"> {
  let summary = "Fuse equal linalg ops on the parts of complex tensors";
  let description = [{
    Two ops close to each other whose bodies, maps and types are the same, such
    as those that transpose the real and the imaginary parts, become one with two
    results. There are half as many loops to compile, and what computes both
    parts can be fused with it.
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect"];
}

def MilcFoldTransposes : Pass<"milc-fold-transposes", "::mlir::func::FuncOp"> {
  let summary = "Let contractions write their results transposed";
  let description = [{
    A linalg.generic with reductions whose results are all only transposed, by
    one op and in one way, writes them so.
  }];
  let dependentDialects = [
    "::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"
  ];
}

def MilcCarryInPlace : Pass<"milc-carry-in-place", "::mlir::func::FuncOp"> {
  let summary = "Compute what a loop carries in the place of what it carried";
  let description = [{
    The linalg op whose result a loop yields writes over what the loop carried
    before, and runs as late as it can, so that others have read that. Where one
    reads it later, bufferization allocates another buffer, as it did before.
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect"];
}

def MilcMarkAllocations
    : Pass<"milc-mark-allocations", "::mlir::func::FuncOp"> {
  let summary = "Tell the buffers of the program from those of tensors";
  let description = [{
    An allocation that was there when milc-prepare-for-upstream ran gets
    `bufferization.manual_deallocation`, so that no more than the program frees
    it. Set before, the attribute would be lost where canonicalization (22.1)
    finds the sizes of the buffer.
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect"];
}

def MilcSeparateInits : Pass<"milc-separate-inits", "::mlir::func::FuncOp"> {
  let summary = "Make an empty or filled tensor for each op that begins with one";
  let description = [{
    Otherwise eliminate-empty-tensors (22.1) may put a tensor that is still read
    into the buffer of another result, which began with the same empty tensor,
    and one-shot-bufferize lets the body of a loop write what it carries while
    it reads it, where its result begins with a tensor from before the loop.
    Where several loops or insertions change one tensor, all but the last change
    a copy. An op that begins with an argument, a constant or a tensor that is
    read later, none of which it reads there, begins with an empty tensor
    instead, lest that is copied.
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
}

def MilcForwardCopies : Pass<"milc-forward-copies", "::mlir::func::FuncOp"> {
  let summary = "Compute results where they are copied to";
  let description = [{
    Where a buffer is allocated, computed and last copied to another, or to a
    part of it, such as one part of a complex result of an interleaved tensor,
    it is computed there, if no one accesses that part in between. It runs before
    buffers are freed.
  }];
  let dependentDialects = ["::mlir::memref::MemRefDialect"];
}

def MilcBuffersToStack : Pass<"milc-buffers-to-stack", "::mlir::func::FuncOp"> {
  let summary = "Allocate small buffers once, on the stack";
  let description = [{
    A buffer of static shape that is allocated and freed in one block, perhaps
    once per iteration of a loop, is allocated on entry to the function. Unlike
    promote-buffers-to-stack, which would let the stack grow with each
    iteration, this bounds the bytes of all of them.
  }];
  let options = [
    Option<"mostBytesOfOne", "most-bytes-of-one", "int64_t", "65536",
           "The most bytes of a buffer on the stack">,
    Option<"mostBytes", "most-bytes", "int64_t", "524288",
           "The most bytes of all of a function">
  ];
  let dependentDialects = ["::mlir::memref::MemRefDialect"];
}

def MilcShareMemory : Pass<"milc-share-memory", "::mlir::func::FuncOp"> {
  let summary = "Free buffers early, and use their memory again";
  let description = [{
    Each buffer is freed after its last use. Of those of static shape that one
    block allocates and frees, ones that do not live at the same time share one
    allocation: the program needs less memory, and the C library does not return
    it to the system in between, to be cleared again at the next call. Two
    buffers that live at the same time have two allocations, by which LLVM knows
    that they do not alias. What the program frees itself stays where it is.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect"
  ];
}

def MilcBlockContractions : Pass<"milc-block-contractions", "::mlir::ModuleOp"> {
  let summary = "Compute contractions of buffers by blocks";
  let description = [{
    A linalg.generic on buffers that adds products of elements of two operands to
    its results, such as a matrix product or the four of a complex one, becomes
    a call of a private function that computes all of them by blocks in registers
    and caches, one for each such sum and element type, in loops over what other
    dimensions there are. Small ones stay as they are.
  }];
  let options = [
    MilcVectorWidthOption, MilcThreadsOption, MilcLeastWorkOption
  ];
  let dependentDialects = [
    "::mlir::LLVM::LLVMDialect", "::mlir::arith::ArithDialect",
    "::mlir::func::FuncDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect",
    "::mlir::vector::VectorDialect"
  ];
}

def MilcLinalgToLoops : Pass<"milc-linalg-to-loops", "::mlir::func::FuncOp"> {
  let summary = "Lower linalg ops on buffers to loops that LLVM vectorizes";
  let description = [{
    The innermost loop is over a dimension along which operands are contiguous,
    where there is one. The sum of an innermost reduction is carried in
    registers, in an order that is not that of the elements. A loop whose
    iterations are independent says so to LLVM. A few iterations are written one
    after the other, without loops; many are shared by threads.
  }];
  let options = [MilcThreadsOption, MilcLeastWorkOption];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect"
  ];
}

def MilcVersionLoops : Pass<"milc-version-loops", "::mlir::func::FuncOp"> {
  let summary = "Run loops without what only infinities and NaNs need";
  let description = [{
    Formulas select between a short computation and a longer one, or test for
    special values, by whether a value is finite. A loop whose body does so is
    emitted for finite values, without what they do not need, and returns
    whether one was not; then as many iterations as are computed together, at
    most 512, run again as they were. All bits are the same. Where a value that
    is not finite makes a later one so, only the later one is tested.

    A loop stays as it is where an iteration may write what another reads, where
    a test guards an access or an op that may trap, where it has fewer than 64
    iterations, or not a quarter of its ops less. What it stores where it has
    loaded waits on the stack. Only loops of milc-linalg-to-loops are versioned,
    which marks those whose iterations are independent.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::scf::SCFDialect"
  ];
}

def MilcExpandShapes : Pass<"milc-expand-shapes", "::mlir::func::FuncOp"> {
  let summary = "Lower reshapes of buffers with several dynamic sizes";
  let description = [{
    A memref.expand_shape that makes several dimensions of dynamic size of one
    becomes memref.reinterpret_cast. Upstream's expand-strided-metadata (22.1)
    crashes on it.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect"
  ];
}

def MilcExpandArith : Pass<"milc-expand-arith", "::mlir::ModuleOp"> {
  let summary = "Expand ops of arith that LLVM does not have";
  let description = [{
    Divisions that round up or down become those that LLVM has, and conversions
    to and from bf16 arithmetic of bits; f64 becomes f16 or bf16 by way of f32,
    rounded once, for which LLVM calls functions of the compiler's library that
    a program need not have. Upstream's arith-expand expands minima and
    maxima, too, which LLVM (22.1) then vectorizes no longer where a loop carries
    them, and takes the maximum of -0 and 0 for the second operand.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::vector::VectorDialect"
  ];
}

def MilcScalarizeUnitVectors
    : Pass<"milc-scalarize-unit-vectors", "::mlir::func::FuncOp"> {
  let summary = "Compute with scalars instead of vectors of one element";
  let description = [{
    Constants, elementwise ops, loops, loads and stores of vectors of one element
    become those of the element. LLVM's instcombine (22.1) crashes where a
    stack buffer is written to by such vectors and read by longer ones.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::memref::MemRefDialect", "::mlir::vector::VectorDialect"
  ];
}

def MilcBooleansAsBytes : Pass<"milc-booleans-as-bytes", "::mlir::ModuleOp"> {
  let summary = "Load and store i1 as the bytes that they are in memory";
  let description = [{
    LLVM (22.1) takes a vector of i1 in memory for bits, and loads one by one.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def MilcConstantsAsBytes : Pass<"milc-constants-as-bytes", "::mlir::ModuleOp"> {
  let summary = "Make globals with the data of resources arrays of bytes";
  let description = [{
    LLVM (22.1) writes arrays of bytes to an object at once, and others element
    by element, in twice the memory.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def MilcMarkParallelAccesses
    : Pass<"milc-mark-parallel-accesses", "::mlir::ModuleOp"> {
  let summary = "Put the accesses of each parallel loop into its access group";
  let description = [{
    The loads and stores of a loop whose annotation names a group of parallel
    accesses get that group.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def MilcParallelizeLoops
    : Pass<"milc-parallelize-loops", "::mlir::func::FuncOp"> {
  let summary = "Let threads share the iterations of loops on buffers";
  let description = [{
    An outermost `scf.for` from 0 by 1 whose iterations are independent becomes
    an `scf.parallel` over chunks of them. They are if each buffer that it
    writes is allocated in it, or is accessed at the index of the loop in the
    first dimension only, or serves one iteration at a time: then it is used in
    this loop only, at places that do not depend on the index, and each chunk
    gets its own. Nothing is done for one thread, or for too little work.
  }];
  let options = [MilcThreadsOption, MilcLeastWorkOption];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect",
    "::mlir::scf::SCFDialect"
  ];
}

def MilcOutlineChunks : Pass<"milc-outline-chunks", "::mlir::ModuleOp"> {
  let summary = "Move the bodies of loops over chunks to functions";
  let description = [{
    Each `scf.parallel` that milc-parallelize-loops, milc-block-contractions or
    milc-linalg-to-loops has made over chunks of iterations becomes the call of
    a private function, with the first iteration, the end, the size of a chunk
    and what the body uses.
  }];
  let dependentDialects = [
    "::mlir::func::FuncDialect", "::mlir::scf::SCFDialect"
  ];
}

def MilcOutlineRepeatedLoops
    : Pass<"milc-outline-repeated-loops", "::mlir::ModuleOp"> {
  let summary = "Make equal loops calls of one function";
  let description = [{
    Loops of the same ops, such as those of two transforms of one length, become
    calls of a private function, with what they use from outside: the module has
    the code once, which is what compiling takes its time for. Constants and
    globals that a loop uses must be equal, and the function has them; buffers
    and other values are its arguments. LLVM may not inline the function. Loops
    of fewer than `least-ops` ops are left alone, and so are those of
    milc-linalg-to-loops, which LLVM vectorizes.
  }];
  let options = [
    Option<"leastOps", "least-ops", "int64_t", "100",
           "How many ops a loop has at least">
  ];
  let dependentDialects = ["::mlir::func::FuncDialect"];
}

def MilcForkCalls : Pass<"milc-fork-calls", "::mlir::ModuleOp"> {
  let summary = "Call functions of milc-outline-chunks in threads";
  let description = [{
    Each call of a function that milc-outline-chunks has made, lowered to the
    LLVM dialect, becomes one for each chunk, in a thread of POSIX of its own
    but for the first, and waits for all. The first status that is not 0 is that
    of all.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def MilcReturnStatus : Pass<"milc-return-status", "::mlir::ModuleOp"> {
  let summary = "Return a status in place of ending the process";
  let description = [{
    Each function that may fail, itself or by what it calls, returns an i32
    before its results: 0, -1 where memory cannot be allocated, or the number of
    a failed `cf.assert`; its other results are poison then. What it has
    allocated before is not freed. Functions whose address is taken, and ops in
    regions, stay as they are. Expects cf in place of scf.

    ```mlir
    func.func private @check(%ok: i1, %x: f32) -> f32 {
      cf.assert %ok, "x must be finite"
      return %x : f32
    }
    // becomes
    func.func private @check(%ok: i1, %x: f32) -> (i32, f32) {
      %c0 = arith.constant 0 : i32
      %c1 = arith.constant 1 : i32
      cf.cond_br %ok, ^next, ^failure(%c1 : i32)
    ^next:
      return %c0, %x : i32, f32
    ^failure(%status: i32):
      %none = ub.poison : f32
      return %status, %none : i32, f32
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::memref::MemRefDialect", "::mlir::ub::UBDialect"
  ];
}

def MilcAddCInterface : Pass<"milc-add-c-interface", "::mlir::ModuleOp"> {
  let summary = "Give entry points the C interface";
  let description = [{
    A function of the LLVM dialect that milc-add-entry-points made becomes
    private, and a function of its name calls it, which accepts pointers and the
    dynamic sizes of each buffer and returns its status, or 0. A string named
    NAME_description describes its arguments and results as JSON. No other
    function is visible in an object.
  }];
  let options = [MilcPrefixOption];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // MILCOMPLEX_TARGET_NATIVE_PASSES_TD
