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
#include "milcomplex/LinearAlgebra/FactorizationScheme.h"
#include "milcomplex/Math/ComplexRange.h"
#include "milcomplex/Math/RealFunctionScheme.h"
#include "mlir/Pass/Pass.h"

namespace milcomplex {

#define GEN_PASS_DECL
#include "milcomplex/Conversion/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "milcomplex/Conversion/Passes.h.inc"

/// Adds the phases of `--lower-complex` to `manager`, which runs on
/// modules.
void buildLowerComplexPipeline(mlir::OpPassManager &manager,
                               const LowerComplexOptions &options);

/// Registers `--lower-complex`, its phases and the other passes.
void registerConversionPasses();

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_PASSES_H
