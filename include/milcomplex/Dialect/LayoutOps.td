//===- LayoutOps.td - Complex tensors as tensors of pairs --*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_LAYOUTOPS_TD
#define MILCOMPLEX_DIALECT_LAYOUTOPS_TD

include "milcomplex/Dialect/MilcomplexBase.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Milcomplex_ComplexTensor : RankedTensorOf<[Milcomplex_Complex]>;
def Milcomplex_FloatTensor : RankedTensorOf<[Milcomplex_Float]>;

/// `pairs` is `whole` with the parts along an additional last dimension of 2.
class InterleavedTypeMatches<string whole, string pairs>
    : TypesMatchWith<"(C1): type of '" # pairs # "' is the type of '" # whole #
                         "' with complex<T> replaced by T and one more, last "
                         "dimension of 2",
                     whole, pairs, "::milcomplex::getInterleavedType($_self)">;

def Milcomplex_ViewAsRealOp : Milcomplex_Op<"view_as_real", [
    Pure, InterleavedTypeMatches<"operand", "result">]> {
  let summary = "the parts of complex elements along a last dimension of 2";
  let description = [{
    `view_as_real(z)[..., 0] = real(z)[...]` and
    `view_as_real(z)[..., 1] = imag(z)[...]`, bit for bit: the layout of complex
    arrays of NumPy and PyTorch in memory. The name is PyTorch's.

    Constraints:

    - (C1) The type of `result` is the type of `operand` with complex<T>
      replaced by T and one more, last dimension of 2.

    Example:

    ```mlir
    func.func @view_as_real(%z: tensor<?xcomplex<f32>>) -> tensor<?x2xf32> {
      %x = milcomplex.view_as_real %z : tensor<?xcomplex<f32>>
      return %x : tensor<?x2xf32>
    }
    ```
  }];
  let arguments = (ins Milcomplex_ComplexTensor:$operand);
  let results = (outs Milcomplex_FloatTensor:$result);
  let assemblyFormat = "$operand attr-dict `:` type($operand)";
  let hasFolder = 1;
}

def Milcomplex_ViewAsComplexOp : Milcomplex_Op<"view_as_complex", [
    Pure, InterleavedTypeMatches<"result", "operand">]> {
  let summary = "complex elements of parts along a last dimension of 2";
  let description = [{
    `view_as_complex(x)[...] = x[..., 0] + i x[..., 1]`, bit for bit; the
    inverse of `view_as_real`.

    Constraints:

    - (C1) The type of `operand` is the type of `result` with complex<T>
      replaced by T and one more, last dimension of 2.

    Example:

    ```mlir
    func.func @view_as_complex(%x: tensor<?x2xf32>) -> tensor<?xcomplex<f32>> {
      %z = milcomplex.view_as_complex %x : tensor<?xcomplex<f32>>
      return %z : tensor<?xcomplex<f32>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_FloatTensor:$operand);
  let results = (outs Milcomplex_ComplexTensor:$result);
  let assemblyFormat = "$operand attr-dict `:` type($result)";
  let hasFolder = 1;
}

#endif // MILCOMPLEX_DIALECT_LAYOUTOPS_TD
