//===- CoreOps.td - const, real, imag, complex -------------*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_COREOPS_TD
#define MILCOMPLEX_DIALECT_COREOPS_TD

include "milcomplex/Dialect/MilcomplexBase.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Milcomplex_ConstOp : Milcomplex_Op<"const", [
    ConstantLike, Pure, InferTypeOpAdaptor,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmResultNames"]>]> {
  let summary = "a complex scalar or tensor constant";
  let description = [{
    For a tensor, `value` is an elements attribute of any kind:
    dense, splat, sparse or a dense resource. For a scalar it is an array
    `[re, im]` of two floating-point attributes, as in `complex.constant`; both
    keep the bits of a NaN. (`#complex.number` cannot be printed with a NaN or an
    infinity; a builder accepts one and stores the array.)

    Constraints:

    - (C1) `value` is an elements attribute or an array `[re, im]`.
    - (C2) An elements attribute has the type of `result`.
    - (C3) An array holds two floats of the element type of `result`.

    Example:

    ```mlir
    func.func @const() -> (tensor<2xcomplex<f32>>, complex<f64>) {
      %w = milcomplex.const dense<[(1.0, 0.0), (0.0, -1.0)]> : tensor<2xcomplex<f32>>
      %i = milcomplex.const [0.0, 1.0] : complex<f64>
      return %w, %i : tensor<2xcomplex<f32>>, complex<f64>
    }
    ```
  }];
  let arguments = (ins AnyAttr:$value);
  let results = (outs Milcomplex_ComplexLike:$result);
  let builders = [
    OpBuilder<(ins "::mlir::complex::NumberAttr":$number)>
  ];
  let hasCustomAssemblyFormat = 1;
  let hasFolder = 1;
  let hasVerifier = 1;
}

/// The real or the imaginary part of a complex value.
class Milcomplex_PartOp<string mnemonic> : Milcomplex_Op<mnemonic, [
    Pure, PartTypeMatches<"(C1)", "operand", "result">] #
    ElementwiseMappable.traits> {
  let arguments = (ins Milcomplex_ComplexLike:$operand);
  let results = (outs Milcomplex_FloatLike:$result);
  let assemblyFormat = "$operand attr-dict `:` type($operand)";
  let hasFolder = 1;
}

def Milcomplex_RealOp : Milcomplex_PartOp<"real"> {
  let summary = "the real part";
  let description = [{
    `real(x + iy) = x`, bit for bit: a NaN keeps its payload.

    Constraints:

    - (C1) The type of `result` is the type of `operand` with complex<T>
      replaced by T.

    Example:

    ```mlir
    func.func @real(%z: tensor<4x?xcomplex<f32>>) -> tensor<4x?xf32> {
      %re = milcomplex.real %z : tensor<4x?xcomplex<f32>>
      return %re : tensor<4x?xf32>
    }
    ```
  }];
}

def Milcomplex_ImagOp : Milcomplex_PartOp<"imag"> {
  let summary = "the imaginary part";
  let description = [{
    `imag(x + iy) = y`, bit for bit: a NaN keeps its payload.

    Constraints:

    - (C1) The type of `result` is the type of `operand` with complex<T>
      replaced by T.

    Example:

    ```mlir
    func.func @imag(%z: complex<f64>) -> f64 {
      %im = milcomplex.imag %z : complex<f64>
      return %im : f64
    }
    ```
  }];
}

def Milcomplex_ComplexOp : Milcomplex_Op<"complex", [
    Pure, PartTypeMatches<"(C1)", "result", "real">,
    PartTypeMatches<"(C2)", "result", "imag">,
    TypesMatchWith<"(C1): type of 'result' is the type of 'real' with T "
                   "replaced by complex<T>",
                   "real", "result", "::milcomplex::getComplexType($_self)">] #
    ElementwiseMappable.traits> {
  let summary = "the complex value of a real and an imaginary part";
  let description = [{
    `complex(x, y) = x + iy`, bit for bit.

    Constraints:

    - (C1) The type of `real` is the type of `result` with complex<T> replaced
      by T.
    - (C2) The type of `imag` is too.

    Example:

    ```mlir
    func.func @complex(%re: tensor<?xf32>, %im: tensor<?xf32>) -> tensor<?xcomplex<f32>> {
      %z = milcomplex.complex %re, %im : tensor<?xcomplex<f32>>
      return %z : tensor<?xcomplex<f32>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_FloatLike:$real, Milcomplex_FloatLike:$imag);
  let results = (outs Milcomplex_ComplexLike:$result);
  let assemblyFormat = "$real `,` $imag attr-dict `:` type($result)";
  let hasFolder = 1;
}

#endif // MILCOMPLEX_DIALECT_COREOPS_TD
