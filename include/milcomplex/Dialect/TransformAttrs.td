//===- TransformAttrs.td - Choices of transforms -----------*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_TRANSFORMATTRS_TD
#define MILCOMPLEX_DIALECT_TRANSFORMATTRS_TD

include "milcomplex/Dialect/MilcomplexBase.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"

def Milcomplex_Norm
    : I32Enum<"Norm", "how a Fourier transform is scaled", [
        I32EnumCase<"Backward", 0, "backward">,
        I32EnumCase<"Ortho", 1, "ortho">,
        I32EnumCase<"Forward", 2, "forward">]> {
  let cppNamespace = "::milcomplex";
}

def Milcomplex_NormAttr : EnumAttr<Milcomplex_Dialect, Milcomplex_Norm, "norm">;

def Milcomplex_PadMode
    : I32Enum<"PadMode", "how a signal is padded", [
        I32EnumCase<"Reflect", 0, "reflect">,
        I32EnumCase<"Constant", 1, "constant">,
        I32EnumCase<"Replicate", 2, "replicate">]> {
  let cppNamespace = "::milcomplex";
}

def Milcomplex_PadModeAttr
    : EnumAttr<Milcomplex_Dialect, Milcomplex_PadMode, "pad_mode">;

#endif // MILCOMPLEX_DIALECT_TRANSFORMATTRS_TD
