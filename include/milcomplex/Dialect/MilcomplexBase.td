//===- MilcomplexBase.td - Dialect, types and op classes ---*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_MILCOMPLEXBASE_TD
#define MILCOMPLEX_DIALECT_MILCOMPLEXBASE_TD

include "mlir/IR/CommonTypeConstraints.td"
include "mlir/IR/DialectBase.td"
include "mlir/IR/OpBase.td"

//===----------------------------------------------------------------------===//
// Dialect
//===----------------------------------------------------------------------===//

def Milcomplex_Dialect : Dialect {
  let name = "milcomplex";
  let cppNamespace = "::milcomplex";
  let summary = "complex scalars and tensors, to be lowered to real ones";
  let description = [{
    The `milcomplex` dialect has the operations on complex scalars and tensors
    that no upstream dialect has for *tensors*. Upstream's operations that accept
    any element type (`tensor.*`, `linalg.*`, `scf.*`, `arith.select`) have no
    counterpart here.

    Its types are builtin ones: `complex<T>` with T one of f16, bf16, f32 and
    f64, and ranked tensors of them, of any rank (0 included), static or
    dynamic. The operands of an elementwise operation are either scalars or
    tensors of one shape.

    `--lower-complex` replaces every value of these types by two real ones, the
    real and the imaginary part.

    The attribute `milcomplex.abi` of a `func.func`, `"pair"` or
    `"interleaved"`, overrides the lowering's option `abi` for its signature.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let hasOperationAttrVerify = 1;
  let extraClassDeclaration = [{
    /// The name of the attribute by which a function overrides the abi.
    static ::mlir::StringRef getAbiAttrName() { return "milcomplex.abi"; }
  }];
}

//===----------------------------------------------------------------------===//
// Type constraints
//===----------------------------------------------------------------------===//

/// The types that the parts of complex values may have; no other place lists
/// them.
def Milcomplex_Float : AnyTypeOf<[F16, BF16, F32, F64]> {
  let cppFunctionName = "isSupportedPartType";
}
def Milcomplex_Complex : Complex<Milcomplex_Float>;

/// "f16, bf16, f32 or f64".
class Milcomplex_Alternatives<list<Type> types> {
  list<string> names = !foreach(type, types, !tolower(!cast<string>(type)));
  string last = !foldl("", names, previous, name, name);
  string text = !interleave(!filter(name, names, !ne(name, last)), ", ") #
                " or " # last;
}
defvar Milcomplex_floatNames =
    Milcomplex_Alternatives<Milcomplex_Float.allowedTypes>.text;

def Milcomplex_ComplexLike
    : AnyTypeOf<[Milcomplex_Complex, RankedTensorOf<[Milcomplex_Complex]>],
                !strconcat("complex<T> with T ", Milcomplex_floatNames,
                           ", or a ranked tensor of it")>;
def Milcomplex_FloatLike
    : AnyTypeOf<[Milcomplex_Float, RankedTensorOf<[Milcomplex_Float]>],
                !strconcat(Milcomplex_floatNames,
                           ", or a ranked tensor of it")>;
def Milcomplex_Integer : AnyTypeOf<[I8, I16, I32, I64]>;
def Milcomplex_IntegerLike
    : AnyTypeOf<[Milcomplex_Integer, RankedTensorOf<[Milcomplex_Integer]>],
                "i8, i16, i32 or i64, or a ranked tensor of it">;
def Milcomplex_BoolLike : AnyTypeOf<[I1, RankedTensorOf<[I1]>],
                                    "i1 or a ranked tensor of it">;

//===----------------------------------------------------------------------===//
// Op classes
//===----------------------------------------------------------------------===//

class Milcomplex_Op<string mnemonic, list<Trait> traits = []>
    : Op<Milcomplex_Dialect, mnemonic, traits>;

/// A whole-tensor transform, which milc-expand-transforms expands before
/// milc-to-real converts the rest.
def IsTransform : NativeOpTrait<"IsTransform"> {
  let cppNamespace = "::milcomplex";
}

/// A factorization of matrices or what is computed by one, which
/// milc-expand-factorizations expands before milc-to-real converts the rest.
def IsFactorization : NativeOpTrait<"IsFactorization"> {
  let cppNamespace = "::milcomplex";
}

/// Marks an op as a function that formulas of milcomplex/Math compute, one for
/// each complex-range; `promoted` takes the improved one, in a wider type.
/// milc-tblgen lists these ops for C++ and for Python.
class Milcomplex_Function<string mnemonic> {
  string basic = mnemonic # "Basic";
  string improved = mnemonic # "Improved";
  string full = mnemonic # "Improved";
  string portable = mnemonic # "Portable";
}

/// All of `names` have one type.
class OneType<string rule, list<string> names> : AllTypesMatch<names> {
  let summary = rule # ": '" # !interleave(names, "', '") # "' have one type";
}

/// The type of `part` is that of `whole` with complex<T> replaced by T.
class PartTypeMatches<string rule, string whole, string part>
    : TypesMatchWith<rule # ": type of '" # part # "' is the type of '" #
                         whole # "' with complex<T> replaced by T",
                     whole, part, "::milcomplex::getPartType($_self)">;

/// The type of `mask` is that of `whole` with complex<T> replaced by i1.
class MaskTypeMatches<string rule, string whole, string mask>
    : TypesMatchWith<rule # ": type of '" # mask # "' is the type of '" #
                         whole # "' with complex<T> replaced by i1",
                     whole, mask, "::milcomplex::getMaskType($_self)">;

#endif // MILCOMPLEX_DIALECT_MILCOMPLEXBASE_TD
