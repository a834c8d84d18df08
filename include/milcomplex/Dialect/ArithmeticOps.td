//===- ArithmeticOps.td - add sub mul neg conj eq ne -------*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_ARITHMETICOPS_TD
#define MILCOMPLEX_DIALECT_ARITHMETICOPS_TD

include "milcomplex/Dialect/MilcomplexBase.td"
include "mlir/Dialect/Arith/IR/ArithBase.td"
include "mlir/Dialect/Arith/IR/ArithOpsInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Milcomplex_FastMath
    : DefaultValuedAttr<Arith_FastMathAttr,
                        "::mlir::arith::FastMathFlags::none">;

/// An elementwise op with fast-math flags.
class Milcomplex_ElementwiseOp<string mnemonic, list<Trait> traits = []>
    : Milcomplex_Op<mnemonic, traits # [
          Pure, DeclareOpInterfaceMethods<ArithFastMathInterface>] #
          ElementwiseMappable.traits>;

class Milcomplex_UnaryOp<string mnemonic>
    : Milcomplex_ElementwiseOp<mnemonic, [
          SameOperandsAndResultType,
          OneType<"(C1)", ["operand", "result"]>]> {
  let arguments = (ins Milcomplex_ComplexLike:$operand,
                       Milcomplex_FastMath:$fastmath);
  let results = (outs Milcomplex_ComplexLike:$result);
  let assemblyFormat = [{
    $operand (`fastmath` `` $fastmath^)? attr-dict `:` type($result)
  }];
  let hasFolder = 1;
}

class Milcomplex_BinaryOp<string mnemonic, list<Trait> traits = []>
    : Milcomplex_ElementwiseOp<mnemonic, traits # [
          SameOperandsAndResultType,
          OneType<"(C1)", ["lhs", "rhs", "result"]>]> {
  let arguments = (ins Milcomplex_ComplexLike:$lhs,
                       Milcomplex_ComplexLike:$rhs, Milcomplex_FastMath:$fastmath);
  let results = (outs Milcomplex_ComplexLike:$result);
  let assemblyFormat = [{
    $lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($result)
  }];
}

class Milcomplex_ComparisonOp<string mnemonic>
    : Milcomplex_ElementwiseOp<mnemonic, [
          OneType<"(C1)", ["lhs", "rhs"]>,
          MaskTypeMatches<"(C2)", "lhs", "result">, Commutative]> {
  let arguments = (ins Milcomplex_ComplexLike:$lhs,
                       Milcomplex_ComplexLike:$rhs, Milcomplex_FastMath:$fastmath);
  let results = (outs Milcomplex_BoolLike:$result);
  let assemblyFormat = [{
    $lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($lhs)
  }];
}

def Milcomplex_AddOp : Milcomplex_BinaryOp<"add", [Commutative]> {
  let summary = "sum";
  let description = [{
    `(a + ib) + (c + id) = (a + c) + i(b + d)`, each part rounded once.

    Constraints:

    - (C1) `lhs`, `rhs` and `result` have one type.

    Example:

    ```mlir
    func.func @add(%x: tensor<4xcomplex<f32>>, %y: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
      %z = milcomplex.add %x, %y : tensor<4xcomplex<f32>>
      return %z : tensor<4xcomplex<f32>>
    }
    ```
  }];
}

def Milcomplex_SubOp : Milcomplex_BinaryOp<"sub"> {
  let summary = "difference";
  let description = [{
    `(a + ib) - (c + id) = (a - c) + i(b - d)`, each part rounded once.

    Constraints:

    - (C1) `lhs`, `rhs` and `result` have one type.

    Example:

    ```mlir
    func.func @sub(%x: complex<bf16>, %y: complex<bf16>) -> complex<bf16> {
      %z = milcomplex.sub %x, %y : complex<bf16>
      return %z : complex<bf16>
    }
    ```
  }];
}

def Milcomplex_MulOp : Milcomplex_BinaryOp<"mul", [Commutative]>,
                       Milcomplex_Function<"mul"> {
  let full = "mulFull";
  let portable = "mulBasic";
  let summary = "product";
  let description = [{
    `(a + ib)(c + id) = (ac - bd) + i(ad + bc)`.

    The option `complex-range` of the lowering chooses the formula: `basic` as
    written, `improved` without spurious overflow and with both parts accurate
    under cancellation, `full` with the infinities of C23 Annex G.5.1 as well,
    `promoted` in the next wider type, `portable` as `basic`. With the `contract`
    fast-math flag it is computed as written.

    Constraints:

    - (C1) `lhs`, `rhs` and `result` have one type.

    Example:

    ```mlir
    func.func @mul(%x: tensor<?x3xcomplex<f64>>, %y: tensor<?x3xcomplex<f64>>) -> tensor<?x3xcomplex<f64>> {
      %z = milcomplex.mul %x, %y fastmath<contract> : tensor<?x3xcomplex<f64>>
      return %z : tensor<?x3xcomplex<f64>>
    }
    ```
  }];
}

def Milcomplex_NegOp : Milcomplex_UnaryOp<"neg"> {
  let summary = "negation";
  let description = [{
    `-(a + ib) = (-a) + i(-b)`: both sign bits flip, those of zeros and NaNs
    included.

    Constraints:

    - (C1) `operand` and `result` have one type.

    Example:

    ```mlir
    func.func @neg(%x: tensor<complex<f16>>) -> tensor<complex<f16>> {
      %z = milcomplex.neg %x : tensor<complex<f16>>
      return %z : tensor<complex<f16>>
    }
    ```
  }];
}

def Milcomplex_ConjOp : Milcomplex_UnaryOp<"conj"> {
  let summary = "complex conjugate";
  let description = [{
    `conj(a + ib) = a + i(-b)`: the sign bit of the imaginary part flips, that
    of a zero or NaN included.

    Constraints:

    - (C1) `operand` and `result` have one type.

    Example:

    ```mlir
    func.func @conj(%x: complex<f32>) -> complex<f32> {
      %z = milcomplex.conj %x : complex<f32>
      return %z : complex<f32>
    }
    ```
  }];
}

def Milcomplex_EqOp : Milcomplex_ComparisonOp<"eq"> {
  let summary = "equality";
  let description = [{
    True where both parts are equal. Zeros of either sign are equal; a NaN in any
    part makes it false.

    Constraints:

    - (C1) `lhs` and `rhs` have one type.
    - (C2) The type of `result` is theirs with complex<T> replaced by i1.

    Example:

    ```mlir
    func.func @eq(%x: tensor<4xcomplex<f32>>, %y: tensor<4xcomplex<f32>>) -> tensor<4xi1> {
      %p = milcomplex.eq %x, %y : tensor<4xcomplex<f32>>
      return %p : tensor<4xi1>
    }
    ```
  }];
}

def Milcomplex_NeOp : Milcomplex_ComparisonOp<"ne"> {
  let summary = "inequality";
  let description = [{
    True where a part differs or is a NaN: the negation of `milcomplex.eq`.

    Constraints:

    - (C1) `lhs` and `rhs` have one type.
    - (C2) The type of `result` is theirs with complex<T> replaced by i1.

    Example:

    ```mlir
    func.func @ne(%x: complex<f32>, %y: complex<f32>) -> i1 {
      %p = milcomplex.ne %x, %y : complex<f32>
      return %p : i1
    }
    ```
  }];
}

#endif // MILCOMPLEX_DIALECT_ARITHMETICOPS_TD
