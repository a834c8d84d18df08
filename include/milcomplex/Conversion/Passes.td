//===- Passes.td - The phases of --lower-complex -----------*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_PASSES_TD
#define MILCOMPLEX_CONVERSION_PASSES_TD

include "mlir/Pass/PassBase.td"

def MilcAbiOption
    : Option<"abi", "abi", "::milcomplex::Abi", "::milcomplex::Abi::Pair",
             "What a complex tensor or buffer becomes in the signatures of "
             "public functions and of declarations",
             [{::llvm::cl::values(
               clEnumValN(::milcomplex::Abi::Pair, "pair", "two, of the parts"),
               clEnumValN(::milcomplex::Abi::Interleaved, "interleaved",
                          "one with a last dimension of 2"))}]>;

def MilcFactorizationsOption
    : Option<"factorizations", "factorizations",
             "::milcomplex::FactorizationScheme",
             "::milcomplex::FactorizationScheme::Expand",
             "What factorizations of matrices become",
             [{::llvm::cl::values(
               clEnumValN(::milcomplex::FactorizationScheme::Expand, "expand",
                          "loops"),
               clEnumValN(::milcomplex::FactorizationScheme::Call, "call",
                          "calls of LAPACK and BLAS"))}]>;

def MilcFFTFormOption
    : Option<"fftForm", "fft-form", "::milcomplex::fft::Form",
             "::milcomplex::fft::Form::Linalg", "What Fourier transforms become",
             [{::llvm::cl::values(
               clEnumValN(::milcomplex::fft::Form::Linalg, "linalg",
                          "one linalg.generic per stage"),
               clEnumValN(::milcomplex::fft::Form::Vector, "vector",
                          "loops over vectors, for LLVM"),
               clEnumValN(::milcomplex::fft::Form::Matmul, "matmul",
                          "products with constant matrices"))}]>;

def MilcVectorWidthOption
    : Option<"vectorWidth", "vector-width", "int64_t", "256",
             "Bits of a vector register, for fft-form=vector: a power of two "
             "from 64 to 2048">;

def MilcComplexRangeOption
    : Option<"complexRange", "complex-range", "::milcomplex::ComplexRange",
             "::milcomplex::ComplexRange::Improved",
             "How products, quotients and functions of complex numbers are "
             "computed",
             [{::llvm::cl::values(
               clEnumValN(::milcomplex::ComplexRange::Basic, "basic",
                          "the textbook formula"),
               clEnumValN(::milcomplex::ComplexRange::Improved, "improved",
                          "no spurious overflow, underflow or NaN; accurate "
                          "under cancellation"),
               clEnumValN(::milcomplex::ComplexRange::Full, "full",
                          "improved, with the infinities of C23 Annex G"),
               clEnumValN(::milcomplex::ComplexRange::Promoted, "promoted",
                          "in the next wider type; f64 as improved"),
               clEnumValN(::milcomplex::ComplexRange::Portable, "portable",
                          "with operations that every deployment format has; "
                          "accurate in norm"))}]>;

def MilcRealFunctionsOption
    : Option<"realFunctions", "real-functions",
             "::milcomplex::RealFunctionScheme",
             "::milcomplex::RealFunctionScheme::Expand",
             "What exp, log, sin, cos and atan2 of real numbers become, of which "
             "the formulas of complex functions consist",
             [{::llvm::cl::values(
               clEnumValN(::milcomplex::RealFunctionScheme::Call, "call",
                          "ops of the math dialect, for which the target has "
                          "functions"),
               clEnumValN(::milcomplex::RealFunctionScheme::Expand, "expand",
                          "arithmetic, with the same bits on every target"))}]>;

def MilcMatmulOption
    : Option<"matmul", "matmul", "::milcomplex::MatmulScheme",
             "::milcomplex::MatmulScheme::FourM",
             "Real products that a complex contraction or convolution becomes",
             [{::llvm::cl::values(
               clEnumValN(::milcomplex::MatmulScheme::FourM, "4m", "four"),
               clEnumValN(::milcomplex::MatmulScheme::ThreeM, "3m",
                          "three; the imaginary part is less accurate"))}]>;

def MilcInlineLimitOption
    : Option<"inlineLimit", "inline-limit", "int64_t", "50000",
             "Real ops that long functions of scalars may become in place, in "
             "one module; where they would be more, they call private "
             "functions. No limit where it is negative">;

def MilcReleaseResourcesOption
    : Option<"releaseResources", "release-resources", "bool", "true",
             "Free the data of each complex dense_resource once it is split, if "
             "nothing else in the module, which is the outermost one, uses it">;

/// The options that decide what --lower-complex makes of a module.
defvar MilcLoweringOptions = [
  MilcAbiOption, MilcComplexRangeOption, MilcRealFunctionsOption,
  MilcMatmulOption, MilcFactorizationsOption, MilcFFTFormOption, MilcVectorWidthOption,
  MilcInlineLimitOption
];

def MilcOutputOption
    : Option<"output", "output", "std::string", "\"-\"",
             "File to write the report to; - is stdout, to which the module "
             "must not be written then">;

def LowerComplex : Pass<"lower-complex", "::mlir::ModuleOp"> {
  let summary = "Take complex numbers out of the module";
  let description = [{
    Runs the phases milc-expand-factorizations, milc-expand-transforms,
    milc-expose-zeros, milc-to-real and milc-verify-real, with the options of the
    same names.
  }];
  let options = MilcLoweringOptions # [MilcReleaseResourcesOption];
}

def MilcExpandFactorizations
    : Pass<"milc-expand-factorizations", "::mlir::ModuleOp"> {
  let summary = "Expand factorizations of matrices (linear algebra)";
  let description = [{
    A factorization becomes a loop over its batch that calls a private function,
    one for each algorithm and element type, such as `@milc_c_lu`, of matrices of
    any size. Its loops carry tensors, which one-shot bufferization updates in
    place; blocks of columns are factored by vector operations, and the rest of
    the matrix is updated by matrix products. With `factorizations=call` the
    function calls LAPACK's, such as `@cgetrf_`. Before that, a module with a
    factorization is surveyed as by milc-survey: what cannot be lowered is reported
    before anything changes.

    Holds afterwards: no factorization of the milcomplex dialect is left.
  }];
  let options = [MilcAbiOption, MilcFactorizationsOption];
  let dependentDialects = [
    "::mlir::arith::ArithDialect",
    "::mlir::bufferization::BufferizationDialect",
    "::mlir::complex::ComplexDialect", "::mlir::func::FuncDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect",
    "::mlir::tensor::TensorDialect", "::milcomplex::MilcomplexDialect"
  ];
}

def MilcExpandTransforms : Pass<"milc-expand-transforms", "::mlir::ModuleOp"> {
  let summary = "Expand whole-tensor transforms (FFT family)";
  let description = [{
    A transform becomes as many linalg.generic ops as its plan has stages, on the
    real and the imaginary part of its operand; with `fft-form=vector`, loops
    over vectors of `vector-width` bits, which apply all stages to one row after
    another; with `fft-form=matmul`, a few `linalg.contract` ops with constant
    matrices. Before that, a module with a transform is surveyed as by
    milc-survey: what cannot be lowered is reported before anything changes.

    Holds afterwards: no whole-tensor transform of the milcomplex dialect is
    left.
  }];
  let options = [
    MilcAbiOption, MilcFFTFormOption, MilcVectorWidthOption
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect",
    "::mlir::bufferization::BufferizationDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect",
    "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect",
    "::mlir::vector::VectorDialect", "::milcomplex::MilcomplexDialect"
  ];
}

def MilcPrintFFTPlans : Pass<"milc-print-fft-plans", "::mlir::ModuleOp"> {
  let summary = "Print how each transform will be computed";
  let options = [MilcFFTFormOption, MilcVectorWidthOption];
  let description = [{
    A remark at each transform for each of its axes, such as `along axis 1: 1024
    = 8 * 8 * 16`: its stages and their radices. With `fft-form=matmul` the size
    of its constants too. Changes nothing.
  }];
}

def MilcSurvey : Pass<"milc-survey", "::mlir::ModuleOp"> {
  let summary = "Report what milc-to-real cannot lower";
  let description = [{
    Fails with an error at every op that has complex values and cannot be
    lowered, and at the first use of every type; changes nothing. milc-to-real
    does this itself before it begins.
  }];
  let options = [MilcAbiOption];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect",
    "::mlir::vector::VectorDialect", "::milcomplex::MilcomplexDialect"
  ];
}

def MilcPrintSupport : Pass<"milc-print-support", "::mlir::ModuleOp"> {
  let summary = "Report what milc-to-real lowers, and which of it a module has";
  let description = [{
    Writes JSON to `output`: the names of the ops that are lowered (some only in
    part), of those of the complex and milcomplex dialects that are missing, and
    of those that are never lowered, with the reason; and how many ops of the
    module have complex values, by name, type of the parts and form: scalar,
    static, dynamic, rank 0 or unranked. Changes nothing.
  }];
  let options = [MilcAbiOption, MilcOutputOption];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::complex::ComplexDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect",
    "::mlir::tensor::TensorDialect", "::mlir::vector::VectorDialect",
    "::milcomplex::MilcomplexDialect"
  ];
}

def MilcExplain : Pass<"milc-explain", "::mlir::ModuleOp"> {
  let summary = "Report what each op with complex values becomes";
  let description = [{
    Writes JSON to `output`: the complex types, how many values are of each, and
    what they become; and each op with complex values, where it comes from, and
    the real ops that --lower-complex makes of it, counted by name, with the
    number of ops that those hold, or why it cannot be lowered; and the functions
    that it adds, for ops to call. Changes nothing: the lowering, with these
    options, is tried on a clone.
  }];
  let options = MilcLoweringOptions # [MilcOutputOption];
  let dependentDialects = [
    "::mlir::LLVM::LLVMDialect", "::mlir::arith::ArithDialect",
    "::mlir::bufferization::BufferizationDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect",
    "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect",
    "::mlir::vector::VectorDialect", "::milcomplex::MilcomplexDialect"
  ];
}

def MilcPrintSignatures : Pass<"milc-print-signatures", "::mlir::ModuleOp"> {
  let summary = "Report what the public functions accept and return";
  let description = [{
    Writes JSON to `output`: of each public function that has a body its name, and
    of each argument and result its name (that of its location, where there is
    one), type, element type and shape. Changes nothing.
  }];
  let options = [MilcOutputOption];
}

def MilcExposeZeros : Pass<"milc-expose-zeros", "::mlir::ModuleOp"> {
  let summary = "Show products and quotients which part of a factor or divisor "
                "is zero";
  let description = [{
    A factor or divisor, scalar or a tensor of static shape, whose real or
    imaginary part is known to be +0, such as a real number that became complex in
    another linalg.generic, is put together from its other part and a constant
    beside the product or quotient. milc-to-real then computes it at least as
    accurately by few ops.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::milcomplex::MilcomplexDialect"
  ];
}

def MilcToReal : Pass<"milc-to-real", "::mlir::ModuleOp"> {
  let summary = "Split every complex value into its real and imaginary part";
  let description = [{
    One 1:N dialect conversion over every function, block and value: a complex
    value becomes two adjacent real ones. First a survey reports every op and
    type that cannot be lowered, each once, and changes nothing; only where it
    finds none does the conversion begin.

    Where scalar ops such as complex.pow in the functions of a module would
    become more than `inline-limit` real ops, those outside of loops call a
    private function, one for each op, type and set of properties, such as
    `@milc_pow_f32`; then those in loops do. Formulas of fewer than 64 real ops
    stay in place, and so do ops in the bodies of linalg ops, kernels, parallel
    loops and the like.

    Holds afterwards: no complex type is left.
  }];
  let options = [
    MilcAbiOption,
    MilcComplexRangeOption, MilcRealFunctionsOption, MilcMatmulOption,
    MilcInlineLimitOption,
    MilcReleaseResourcesOption
  ];
  let dependentDialects = [
    "::mlir::LLVM::LLVMDialect", "::mlir::arith::ArithDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect",
    "::mlir::tensor::TensorDialect", "::mlir::vector::VectorDialect",
    "::milcomplex::MilcomplexDialect"
  ];
}

def MilcTidy : Pass<"milc-tidy", "::mlir::ModuleOp"> {
  let summary = "Remove what the lowering left dead or computed twice";
  let description = [{
    Dead code elimination, unreachable blocks included, and CSE, of the whole
    module. milc-to-real does this itself for the ops that it converts, so that
    this pass is not one of the phases of --lower-complex.
  }];
}

def MilcAttachResources : Pass<"milc-attach-resources"> {
  let summary = "Read the data of resources from a file";
  let description = [{
    Each `dense_resource` that a tensor of the file has the name of gets the
    bytes of that tensor, without a copy, in place of those that it may have.
    Front ends pass large weights so: in text, they are hexadecimal digits. The
    file is of the [safetensors](https://github.com/huggingface/safetensors)
    format, of which the types and shapes are not read.
  }];
  let options = [
    Option<"file", "file", "std::string", /*default=*/"",
           "The path of the file">,
    Option<"detach", "detach", "bool", /*default=*/"false",
           "Take the data of those resources away instead, which who reads "
           "the module next has in the same file">
  ];
}

def MilcReadByIndex : Pass<"milc-read-by-index"> {
  let summary = "Read inputs by index where their maps cannot be tiled";
  let description = [{
    Where the map of an input of a linalg.generic on tensors has a result that
    decreases as a dimension grows, as in `affine_map<(d0) -> (-d0 + 15)>`, or a
    quotient or remainder in it, the body reads that input by tensor.extract.
    Tiling (22.1) assumes that the first iteration of a tile reads the lowest
    index.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def MilcExpandMath : Pass<"milc-expand-math"> {
  let summary = "Replace functions of real numbers by arithmetic";
  let description = [{
    An op of the math dialect becomes our own formula: ops of arith, and
    math.absf, copysign, fma, roundeven and sqrt, without branches, tables or
    calls, which return the same bits on every target and are within 1 ULP of
    the exact value. The ops are acos, acosh, asin, asinh, atan, atan2, atanh,
    cbrt, cos, cosh, erf, erfc, exp, exp2, expm1, fpowi, log, log10, log1p,
    log2, powf, sin, sincos, sinh, tan and tanh, of f32 and f64, and of f16 and
    bf16, which are computed in f32, wherever they are:

    - of numbers and of vectors, fixed and scalable, in place;
    - of ranked tensors, in one linalg.generic, so that memory is read once;
    - in the body of a linalg op; one whose body goes by its name, such as
      linalg.exp, becomes a linalg.generic.

    Fast-math flags are dropped, `afn` too. Every other op of the math dialect on
    these formats is an instruction or a few on a processor of today, and stays
    as it is, as do other formats, unranked tensors, fpowi with an exponent of
    more than 64 bits, and linalg.softmax, which has no body. What is dead or
    computed twice in a function is removed if a formula is in it, so that the
    sine and the cosine of an angle reduce it once; nothing else changes.

    milc-to-real emits the same formulas where `real-functions=expand`. This
    pass is for what else there is in a module, on any op: the module, a
    func.func, a gpu.module.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect"
  ];
}

def MilcVerifyReal : Pass<"milc-verify-real", "::mlir::ModuleOp"> {
  let summary = "Check that no complex value and no milcomplex op is left";
  let description = [{
    Fails with an error at each op that has a complex type in its results,
    block arguments or inherent attributes, or that belongs to the milcomplex
    dialect. Discardable attributes, and those of arguments and results, are
    the user's own and are not checked.
  }];
}

#endif // MILCOMPLEX_CONVERSION_PASSES_TD
