//===- Passes.h - The phases of --lower-complex -----------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_PASSES_H
#define MILCOMPLEX_CONVERSION_PASSES_H

#include "milcomplex/Conversion/Abi.h"
#include "milcomplex/Conversion/MatmulScheme.h"
#include "milcomplex/FFT/Form.h"
#include "milcomplex/Math/ComplexRange.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassOptions.h"

namespace milcomplex {

#define GEN_PASS_DECL
#include "milcomplex/Conversion/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "milcomplex/Conversion/Passes.h.inc"

/// The options of `--lower-complex`; they mean what those of the same name of
/// its phases do.
struct LowerComplexOptions
    : public mlir::PassPipelineOptions<LowerComplexOptions> {
  Option<Abi> abi{
      *this, "abi",
      llvm::cl::desc("What complex tensors are in public signatures"),
      llvm::cl::init(Abi::Pair),
      llvm::cl::values(clEnumValN(Abi::Pair, "pair", "two, of the parts"),
                       clEnumValN(Abi::Interleaved, "interleaved",
                                  "one with a last dimension of 2"))};
  Option<ComplexRange> complexRange{
      *this, "complex-range",
      llvm::cl::desc("How complex products are computed"),
      llvm::cl::init(ComplexRange::Improved),
      llvm::cl::values(
          clEnumValN(ComplexRange::Basic, "basic", "the textbook formula"),
          clEnumValN(ComplexRange::Improved, "improved",
                     "no spurious overflow, underflow or NaN; accurate under "
                     "cancellation"),
          clEnumValN(ComplexRange::Full, "full",
                     "improved, with the infinities of C23 Annex G"),
          clEnumValN(ComplexRange::Promoted, "promoted",
                     "in the next wider type; f64 as improved"))};
  Option<MatmulScheme> matmul{
      *this, "matmul",
      llvm::cl::desc("Real products that a complex contraction becomes"),
      llvm::cl::init(MatmulScheme::FourM),
      llvm::cl::values(
          clEnumValN(MatmulScheme::FourM, "4m", "four"),
          clEnumValN(MatmulScheme::ThreeM, "3m",
                     "three; the imaginary part is less accurate"))};
  Option<fft::Form> fftForm{
      *this, "fft-form", llvm::cl::desc("What Fourier transforms become"),
      llvm::cl::init(fft::Form::Linalg),
      llvm::cl::values(
          clEnumValN(fft::Form::Linalg, "linalg", "one linalg.generic a stage"),
          clEnumValN(fft::Form::Vector, "vector",
                     "loops over vectors, for LLVM"))};
  Option<int64_t> vectorWidth{
      *this, "vector-width",
      llvm::cl::desc("Bits of a vector register, for fft-form=vector: a power "
                     "of two from 64 to 2048"),
      llvm::cl::init(256)};
  Option<bool> releaseResources{
      *this, "release-resources",
      llvm::cl::desc("Free the data of complex resources once they are split"),
      llvm::cl::init(true)};
};

/// Adds the three phases to `manager`, which runs on modules.
void buildLowerComplexPipeline(mlir::OpPassManager &manager,
                               const LowerComplexOptions &options);

/// Registers the phases and `--lower-complex`.
void registerConversionPasses();

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_PASSES_H
