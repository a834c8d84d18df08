//===- FunctionOps.td - exp log sqrt sin ... pow -----------*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_FUNCTIONOPS_TD
#define MILCOMPLEX_DIALECT_FUNCTIONOPS_TD

include "milcomplex/Dialect/ArithmeticOps.td"

//===----------------------------------------------------------------------===//
// Classes of functions
//===----------------------------------------------------------------------===//

/// A function of one complex operand with a complex result. `text` has the
/// formula, the branch cut and the special values.
class Milcomplex_FunctionOp<string mnemonic, string title, string text>
    : Milcomplex_ElementwiseOp<mnemonic, [
          SameOperandsAndResultType,
          OneType<"(C1)", ["operand", "result"]>]>,
      Milcomplex_Function<mnemonic> {
  let summary = title;
  let description = text # [{

    Constraints:

    - (C1) `operand` and `result` have one type.

    Example:

    ```mlir
    func.func @}] # mnemonic # [{(%z: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
      %w = milcomplex.}] # mnemonic # [{ %z : tensor<?xcomplex<f32>>
      return %w : tensor<?xcomplex<f32>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_ComplexLike:$operand,
                       Milcomplex_FastMath:$fastmath);
  let results = (outs Milcomplex_ComplexLike:$result);
  let assemblyFormat = [{
    $operand (`fastmath` `` $fastmath^)? attr-dict `:` type($result)
  }];
}

/// A function of two complex operands.
class Milcomplex_BinaryFunctionOp<string mnemonic, string title, string text>
    : Milcomplex_BinaryOp<mnemonic>, Milcomplex_Function<mnemonic> {
  let summary = title;
  let description = text # [{

    Constraints:

    - (C1) `lhs`, `rhs` and `result` have one type.

    Example:

    ```mlir
    func.func @}] # mnemonic # [{(%x: tensor<4xcomplex<f64>>, %y: tensor<4xcomplex<f64>>) -> tensor<4xcomplex<f64>> {
      %z = milcomplex.}] # mnemonic # [{ %x, %y : tensor<4xcomplex<f64>>
      return %z : tensor<4xcomplex<f64>>
    }
    ```
  }];
}

/// A function of one complex operand with a real result.
class Milcomplex_RealFunctionOp<string mnemonic, string title, string text>
    : Milcomplex_ElementwiseOp<mnemonic, [
          PartTypeMatches<"(C1)", "operand", "result">]>,
      Milcomplex_Function<mnemonic> {
  let summary = title;
  let description = text # [{

    Constraints:

    - (C1) The type of `result` is the type of `operand` with complex<T>
      replaced by T.

    Example:

    ```mlir
    func.func @}] # mnemonic # [{(%z: tensor<4xcomplex<f32>>) -> tensor<4xf32> {
      %x = milcomplex.}] # mnemonic # [{ %z : tensor<4xcomplex<f32>>
      return %x : tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins Milcomplex_ComplexLike:$operand,
                       Milcomplex_FastMath:$fastmath);
  let results = (outs Milcomplex_FloatLike:$result);
  let assemblyFormat = [{
    $operand (`fastmath` `` $fastmath^)? attr-dict `:` type($operand)
  }];
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

def Milcomplex_DivOp : Milcomplex_BinaryFunctionOp<"div", "quotient", [{
    `(a + ib) / (c + id) = ((ac + bd) + i(bc - ad)) / (c^2 + d^2)`, scaled so
    that it does not overflow or underflow unless its result does. Under
    `complex-range=full` the infinities and zeros are those of C23 Annex G.5.1,
    otherwise those of the formula. With the `arcp` fast-math flag it is computed
    as written.}]> {
  let full = "divFull";
}

def Milcomplex_ReciprocalOp : Milcomplex_FunctionOp<"reciprocal", "reciprocal", [{
    `1 / z = conj(z) / |z|^2`, scaled so that it does not overflow or underflow
    unless its result does. That of an infinity is a zero, that of a zero an
    infinity.}]>;

def Milcomplex_SquareOp : Milcomplex_FunctionOp<"square", "square", [{
    `(x + iy)^2 = (x^2 - y^2) + 2ixy`.}]>;

def Milcomplex_AbsOp : Milcomplex_RealFunctionOp<"abs", "absolute value", [{
    `|x + iy| = sqrt(x^2 + y^2)`, without overflow or underflow unless its result
    does. That of an infinity is +Inf, even beside a NaN.}]>;

def Milcomplex_AngleOp : Milcomplex_RealFunctionOp<"angle", "argument", [{
    `atan2(y, x)` of `x + iy`, from -pi to pi. Branch cut: the negative real axis,
    whose side is that of the sign of the zero. Special values are those of C23
    Annex F.10.1.4.}]> {
  let basic = "angle";
  let improved = "angle";
  let full = "angle";
  let portable = "anglePortable";
}

def Milcomplex_SignOp : Milcomplex_FunctionOp<"sign", "direction", [{
    `z / |z|`, and of a zero that zero. The direction of an infinity is that of
    its infinite parts.}]>;

def Milcomplex_SqrtOp : Milcomplex_FunctionOp<"sqrt", "square root", [{
    The root with a nonnegative real part. Branch cut: the negative real
    axis. Special values are those of C23 Annex G.6.4.2.}]>;

def Milcomplex_RsqrtOp : Milcomplex_FunctionOp<"rsqrt", "reciprocal of the square root", [{
    `1 / sqrt(z)`. Branch cut: the negative real axis. That of an infinity is a
    zero, that of a zero an infinity.}]>;

def Milcomplex_ExpOp : Milcomplex_FunctionOp<"exp", "exponential function", [{
    `e^(x + iy) = e^x (cos y + i sin y)`, without overflow unless its result
    overflows. Special values are those of C23 Annex G.6.3.1.}]>;

def Milcomplex_Expm1Op : Milcomplex_FunctionOp<"expm1", "exponential function minus 1", [{
    `e^z - 1`, accurate where `z` is small and where `e^z` is near one. Special
    values follow those of `exp`; a zero keeps its sign.}]>;

def Milcomplex_Exp2Op : Milcomplex_FunctionOp<"exp2", "power of two", [{
    `2^z`. Special values are those of `exp`.}]>;

def Milcomplex_LogOp : Milcomplex_FunctionOp<"log", "natural logarithm", [{
    `ln |z| + i angle(z)`, accurate where `|z|` is near one. Branch cut: the
    negative real axis, whose side is that of the sign of the zero. Special
    values are those of C23 Annex G.6.3.2.}]>;

def Milcomplex_Log1pOp : Milcomplex_FunctionOp<"log1p", "natural logarithm of 1 + z", [{
    `ln(1 + z)`, accurate where `z` is small and where `|1 + z|` is near one.
    Branch cut: the real axis below -1. Special values follow those of `log`;
    a zero keeps its sign.}]>;

def Milcomplex_Log2Op : Milcomplex_FunctionOp<"log2", "binary logarithm", [{
    `ln z / ln 2`. Branch cut and special values are those of `log`.}]>;

def Milcomplex_Log10Op : Milcomplex_FunctionOp<"log10", "decimal logarithm", [{
    `ln z / ln 10`. Branch cut and special values are those of `log`.}]>;

def Milcomplex_PowOp : Milcomplex_BinaryFunctionOp<"pow", "power", [{
    `e^(rhs log(lhs))`, with the logarithm in two words. `pow(z, 0)` is 1 for
    every `z`, even a NaN; `pow(0, w)` is 0 for `Re w > 0`. Other special values
    are those of the formula. Branch cut: the negative real axis of `lhs`.}]>;

def Milcomplex_PowiOp : Milcomplex_ElementwiseOp<"powi", [
    AllTypesMatch<["lhs", "result"]>, SameOperandsAndResultShape]> {
  let summary = "power of an integer exponent";
  let description = [{
    `lhs^rhs`, by the formula of `pow`. `powi(z, 0)` is 1 for every `z`, even a
    NaN.

    Constraints:

    - (C1) `lhs` and `result` have one type.
    - (C2) `rhs` has the shape of `lhs`.

    Example:

    ```mlir
    func.func @powi(%z: tensor<4xcomplex<f32>>, %n: tensor<4xi32>) -> tensor<4xcomplex<f32>> {
      %w = milcomplex.powi %z, %n : tensor<4xcomplex<f32>>, tensor<4xi32>
      return %w : tensor<4xcomplex<f32>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_ComplexLike:$lhs, Milcomplex_IntegerLike:$rhs,
                       Milcomplex_FastMath:$fastmath);
  let results = (outs Milcomplex_ComplexLike:$result);
  let assemblyFormat = [{
    $lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($result) `,`
    type($rhs)
  }];
}

def Milcomplex_SinOp : Milcomplex_FunctionOp<"sin", "sine", [{
    `sin(z) = -i sinh(iz)`, special values included.}]>;

def Milcomplex_CosOp : Milcomplex_FunctionOp<"cos", "cosine", [{
    `cos(z) = cosh(iz)`, special values included.}]>;

def Milcomplex_TanOp : Milcomplex_FunctionOp<"tan", "tangent", [{
    `tan(z) = -i tanh(iz)`, special values included.}]>;

def Milcomplex_SinhOp : Milcomplex_FunctionOp<"sinh", "hyperbolic sine", [{
    `(e^z - e^-z) / 2`. Special values are those of C23 Annex G.6.2.5.}]>;

def Milcomplex_CoshOp : Milcomplex_FunctionOp<"cosh", "hyperbolic cosine", [{
    `(e^z + e^-z) / 2`. Special values are those of C23 Annex G.6.2.4.}]>;

def Milcomplex_TanhOp : Milcomplex_FunctionOp<"tanh", "hyperbolic tangent", [{
    `sinh(z) / cosh(z)`. Special values are those of C23 Annex G.6.2.6.}]>;

def Milcomplex_AsinOp : Milcomplex_FunctionOp<"asin", "inverse sine", [{
    `-i asinh(iz)`, special values included. Branch cuts: the real axis below -1
    and above 1.}]>;

def Milcomplex_AcosOp : Milcomplex_FunctionOp<"acos", "inverse cosine", [{
    Branch cuts: the real axis below -1 and above 1. Special values are those of
    C23 Annex G.6.1.1.}]>;

def Milcomplex_AtanOp : Milcomplex_FunctionOp<"atan", "inverse tangent", [{
    `-i atanh(iz)`, special values included. Branch cuts: the imaginary axis below
    -i and above i.}]>;

def Milcomplex_AsinhOp : Milcomplex_FunctionOp<"asinh", "inverse hyperbolic sine", [{
    Branch cuts: the imaginary axis below -i and above i. Special values are
    those of C23 Annex G.6.2.2.}]>;

def Milcomplex_AcoshOp : Milcomplex_FunctionOp<"acosh", "inverse hyperbolic cosine", [{
    Branch cut: the real axis below 1. Special values are those of C23 Annex
    G.6.2.1.}]>;

def Milcomplex_AtanhOp : Milcomplex_FunctionOp<"atanh", "inverse hyperbolic tangent", [{
    Branch cuts: the real axis below -1 and above 1. Special values are those of
    C23 Annex G.6.2.3.}]>;

def Milcomplex_LogisticOp : Milcomplex_FunctionOp<"logistic", "logistic function", [{
    `1 / (1 + e^-z)`, accurate near 0 and near 1, which are its
    limits.}]>;

def Milcomplex_Atan2Op : Milcomplex_BinaryFunctionOp<"atan2", "angle of a quotient", [{
    `-i log((rhs + i lhs) / sqrt(lhs^2 + rhs^2))`: for real operands the angle of
    the point (`rhs`, `lhs`).}]>;

def Milcomplex_PolarOp : Milcomplex_ElementwiseOp<"polar", [
    PartTypeMatches<"(C1)", "result", "magnitude">,
    PartTypeMatches<"(C2)", "result", "angle">]>,
    Milcomplex_Function<"polar"> {
  let portable = "polarBasic";
  let summary = "the complex value of a magnitude and an angle";
  let description = [{
    `polar(r, t) = r cos t + i r sin t`.

    Constraints:

    - (C1) The type of `magnitude` is the type of `result` with complex<T>
      replaced by T.
    - (C2) The type of `angle` is too.

    Example:

    ```mlir
    func.func @polar(%r: tensor<?xf32>, %t: tensor<?xf32>) -> tensor<?xcomplex<f32>> {
      %z = milcomplex.polar %r, %t : tensor<?xcomplex<f32>>
      return %z : tensor<?xcomplex<f32>>
    }
    ```
  }];
  let arguments = (ins Milcomplex_FloatLike:$magnitude,
                       Milcomplex_FloatLike:$angle, Milcomplex_FastMath:$fastmath);
  let results = (outs Milcomplex_ComplexLike:$result);
  let assemblyFormat = [{
    $magnitude `,` $angle (`fastmath` `` $fastmath^)? attr-dict `:` type($result)
  }];
}

//===----------------------------------------------------------------------===//
// Classification
//===----------------------------------------------------------------------===//

class Milcomplex_ClassificationOp<string mnemonic, string title, string text>
    : Milcomplex_Op<mnemonic, [
          Pure, MaskTypeMatches<"(C1)", "operand", "result">] #
          ElementwiseMappable.traits> {
  let summary = title;
  let description = text # [{

    Constraints:

    - (C1) The type of `result` is the type of `operand` with complex<T>
      replaced by i1.

    Example:

    ```mlir
    func.func @}] # mnemonic # [{(%z: tensor<4xcomplex<f32>>) -> tensor<4xi1> {
      %p = milcomplex.}] # mnemonic # [{ %z : tensor<4xcomplex<f32>>
      return %p : tensor<4xi1>
    }
    ```
  }];
  let arguments = (ins Milcomplex_ComplexLike:$operand);
  let results = (outs Milcomplex_BoolLike:$result);
  let assemblyFormat = "$operand attr-dict `:` type($operand)";
  let hasFolder = 1;
}

def Milcomplex_IsFiniteOp : Milcomplex_ClassificationOp<"is_finite",
    "whether both parts are finite",
    "True where both parts are neither an infinity nor a NaN.">;

def Milcomplex_IsInfOp : Milcomplex_ClassificationOp<"is_inf",
    "whether a part is an infinity",
    "True where a part is an infinity, even beside a NaN.">;

def Milcomplex_IsNaNOp : Milcomplex_ClassificationOp<"is_nan",
    "whether a part is a NaN",
    "True where a part is a NaN, even beside an infinity.">;

#endif // MILCOMPLEX_DIALECT_FUNCTIONOPS_TD
