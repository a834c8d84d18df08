//===- TransformOps.td - Whole-tensor transforms -----------*- tablegen -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_DIALECT_TRANSFORMOPS_TD
#define MILCOMPLEX_DIALECT_TRANSFORMOPS_TD

include "milcomplex/Dialect/LayoutOps.td"
include "milcomplex/Dialect/TransformAttrs.td"
include "mlir/IR/CommonAttrConstraints.td"

/// A discrete Fourier transform along several dimensions. It has no folds: even
/// the inverse transform of a transform differs from its operand by rounding
/// errors.
class Milcomplex_FourierOp<string mnemonic, Type from, Type to>
    : Milcomplex_Op<mnemonic, [Pure, IsTransform,
        DeclareOpInterfaceMethods<InferTypeOpInterface>]> {
  let arguments = (ins from:$operand, DenseI64ArrayAttr:$axes,
                   OptionalAttr<DenseI64ArrayAttr>:$lengths,
                   DefaultValuedAttr<Milcomplex_NormAttr,
                                     "::milcomplex::Norm::Backward">:$norm);
  let results = (outs to:$result);
  let assemblyFormat = [{
    $operand `axes` $axes (`lengths` $lengths^)? (`norm` `` $norm^)? attr-dict
    `:` type($operand)
  }];
  let extraClassDeclaration = [{
    /// The length n of the transform along each of `axes`; for irfft, that of
    /// the result.
    ::llvm::SmallVector<int64_t> getTransformLengths();
  }];
  let extraClassDefinition = [{
    ::llvm::SmallVector<int64_t> $cppClass::getTransformLengths() {
      return ::milcomplex::detail::getTransformLengths(
          getOperand().getType(), getAxes(), getLengths(),
          std::is_same_v<$cppClass, IRFFTOp>);
    }
    ::llvm::LogicalResult $cppClass::inferReturnTypes(
        ::mlir::MLIRContext *context, std::optional<::mlir::Location> location,
        ::mlir::ValueRange operands, ::mlir::DictionaryAttr attributes,
        ::mlir::OpaqueProperties properties, ::mlir::RegionRange regions,
        ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      Adaptor adaptor(operands, attributes, properties, regions);
      return ::milcomplex::detail::inferFourierType(
          location, getOperationName(), adaptor.getOperand().getType(),
          adaptor.getAxes(), adaptor.getLengths(),
          std::is_same_v<$cppClass, RFFTOp>,
          std::is_same_v<$cppClass, IRFFTOp>, types);
    }
  }];
}

def Milcomplex_FFTOp : Milcomplex_FourierOp<"fft", Milcomplex_ComplexTensor,
                                            Milcomplex_ComplexTensor> {
  let summary = "the discrete Fourier transform";
  let description = [{
    Along each of `axes`, over n elements:

    y_k = sum over j of x_j e^(-2 pi i jk / n), 0 <= k < n.

    `lengths`, like `s` of NumPy, holds the n of each of `axes`: a longer
    operand is truncated to the first n elements, a shorter one padded with
    zeros at the end. Without it n is the dimension of the operand. `norm` is
    the divisor of the sums, with N the product of all n:

    | norm | fft, rfft | ifft, irfft |
    | --- | --- | --- |
    | `backward` | 1 | N |
    | `ortho` | sqrt(N) | sqrt(N) |
    | `forward` | N | 1 |

    A NaN or an infinity propagates, as a NaN or an infinity, to every result
    that depends on it. f16 and bf16 are computed in f32.

    Constraints:

    - (C1) `axes` has at least one dimension of `operand`, none twice.
    - (C2) `lengths` has one length for each of `axes`.
    - (C3) Along each of `axes`, n is static and from 1 to 2^40.
    - (C4) The type of `operand` has no encoding.

    Example:

    ```mlir
    func.func @fft(%x: tensor<?x8xcomplex<f32>>) -> tensor<?x8xcomplex<f32>> {
      %y = milcomplex.fft %x axes [1] norm ortho : tensor<?x8xcomplex<f32>>
      return %y : tensor<?x8xcomplex<f32>>
    }
    ```
  }];
}

def Milcomplex_IFFTOp : Milcomplex_FourierOp<"ifft", Milcomplex_ComplexTensor,
                                             Milcomplex_ComplexTensor> {
  let summary = "the inverse discrete Fourier transform";
  let description = [{
    Along each of `axes`, over n elements:

    x_j = sum over k of y_k e^(2 pi i jk / n) / n, 0 <= j < n,

    if `norm` is `backward`. `lengths` and `norm` are those of `fft`.

    Constraints: those of `fft`.

    Example:

    ```mlir
    func.func @ifft(%y: tensor<6x8xcomplex<f32>>) -> tensor<6x12xcomplex<f32>> {
      %x = milcomplex.ifft %y axes [0, 1] lengths [6, 12]
          : tensor<6x8xcomplex<f32>>
      return %x : tensor<6x12xcomplex<f32>>
    }
    ```
  }];
}

def Milcomplex_RFFTOp : Milcomplex_FourierOp<"rfft", Milcomplex_FloatTensor,
                                             Milcomplex_ComplexTensor> {
  let summary = "the discrete Fourier transform of a real operand";
  let description = [{
    As `fft`, but along the last of `axes` the result has only the first
    floor(n/2) + 1 elements: the others are conjugates of these. `lengths` and
    `norm` are those of `fft`.

    Constraints: those of `fft`.

    Example:

    ```mlir
    func.func @rfft(%x: tensor<4x9xf32>) -> tensor<4x5xcomplex<f32>> {
      %y = milcomplex.rfft %x axes [1] : tensor<4x9xf32>
      return %y : tensor<4x5xcomplex<f32>>
    }
    ```
  }];
}

def Milcomplex_IRFFTOp : Milcomplex_FourierOp<"irfft", Milcomplex_ComplexTensor,
                                              Milcomplex_FloatTensor> {
  let summary = "the inverse discrete Fourier transform with a real result";
  let description = [{
    As `ifft` of the whole spectrum, of which the operand has the half that
    `rfft` returns. n, the length of the result along the last of `axes`, is the
    last of `lengths`, which is needed for an odd n: without it n = 2 (m - 1) for
    m elements of the operand. The first floor(n/2) + 1 elements of the operand
    along this dimension are read. After the transforms along the other
    dimensions, the first of these and, for an even n, the last one must be real:
    their imaginary parts are ignored. `norm` is that of `fft`.

    Constraints:

    - (C1) to (C4) of `fft`, n being the length of the result.

    Example:

    ```mlir
    func.func @irfft(%y: tensor<4x5xcomplex<f32>>) -> tensor<4x9xf32> {
      %x = milcomplex.irfft %y axes [1] lengths [9] : tensor<4x5xcomplex<f32>>
      return %x : tensor<4x9xf32>
    }
    ```
  }];
}

//===----------------------------------------------------------------------===//
// Short-time transforms
//===----------------------------------------------------------------------===//

def Milcomplex_NumberTensor
    : RankedTensorOf<[Milcomplex_Complex, Milcomplex_Float]>;

/// The common parts of stft and istft, whose parameters are those of torch.stft
/// and torch.istft.
class Milcomplex_ShortTimeOp<string mnemonic, Type from, dag parameters,
                            string padding, string length>
    : Milcomplex_Op<mnemonic, [Pure, IsTransform,
        DeclareOpInterfaceMethods<InferTypeOpInterface>]> {
  let arguments = !con(
      (ins from:$operand, Optional<Milcomplex_FloatTensor>:$window,
       I64Attr:$n_fft, I64Attr:$hop_length,
       OptionalAttr<I64Attr>:$win_length,
       DefaultValuedAttr<BoolAttr, "true">:$center), parameters);
  let results = (outs Milcomplex_NumberTensor:$result);
  let assemblyFormat = [{
    $operand (`window` $window^)? `n_fft` $n_fft `hop_length` $hop_length
    (`win_length` $win_length^)? (`center` $center^)?
  }] # padding # [{
    (`normalized` $normalized^)? (`onesided` $onesided^)?
  }] # length # [{
    attr-dict `:` type($operand) (`,` type($window)^)?
  }];
  let extraClassDeclaration = [{
    /// The length of the window: `win_length`, or `n_fft` without it.
    int64_t getWindowLength() {
      return static_cast<int64_t>(getWinLength().value_or(getNFft()));
    }
    /// The elements before the signal: n_fft/2 if `center`, otherwise 0.
    int64_t getPadding() {
      return getCenter() ? static_cast<int64_t>(getNFft()) / 2 : 0;
    }
  }];
}

def Milcomplex_STFTOp : Milcomplex_ShortTimeOp<"stft", Milcomplex_NumberTensor,
    (ins DefaultValuedAttr<Milcomplex_PadModeAttr,
                           "::milcomplex::PadMode::Reflect">:$pad_mode,
         DefaultValuedAttr<BoolAttr, "false">:$normalized,
         DefaultValuedAttr<BoolAttr, "true">:$onesided),
    "(`pad_mode` `` $pad_mode^)?", ""> {
  let summary = "the short-time Fourier transform";
  let description = [{
    Along the last dimension of `operand`; the others are batch dimensions:

    y[..., k, t] = sum over n of w_n x[..., t hop_length + n] e^(-2 pi i kn / N),

    with N = `n_fft`, for every frame t that lies within the signal, and for k
    from 0 to floor(N/2) if `onesided`, otherwise to N - 1; divided by sqrt(N) if
    `normalized`. w is `window`, or `win_length` ones, padded with zeros on both
    sides to length N; `win_length` is N by default. If `center`, the signal is
    padded with N/2 elements at both ends: its reflection (`reflect`), zeros
    (`constant`) or its last element (`replicate`). The parameters and their
    defaults are those of torch.stft, except that `hop_length` is N/4 there by
    default, and `onesided` false if `operand` is complex.

    Constraints:

    - (C1) `operand` has at least one dimension; it and `window` have no
      encoding.
    - (C2) `n_fft` is from 1 to 2^24, `hop_length` from 1 to 2^40, `win_length`
      from 1 to `n_fft`.
    - (C3) `window` has the shape (win_length) and the type of the parts of
      `operand`.
    - (C4) `operand` is real if `onesided`.
    - (C5) The signal, where its length is static, has at least one frame, and
      more than N/2 elements if they are reflected.

    Example:

    ```mlir
    func.func @stft(%x: tensor<3x32xf32>, %w: tensor<16xf32>)
        -> tensor<3x9x9xcomplex<f32>> {
      %y = milcomplex.stft %x window %w n_fft 16 hop_length 4
          : tensor<3x32xf32>, tensor<16xf32>
      return %y : tensor<3x9x9xcomplex<f32>>
    }
    ```
  }];
}

def Milcomplex_ISTFTOp : Milcomplex_ShortTimeOp<"istft",
    Milcomplex_ComplexTensor,
    (ins DefaultValuedAttr<BoolAttr, "false">:$normalized,
         DefaultValuedAttr<BoolAttr, "true">:$onesided,
         OptionalAttr<I64Attr>:$length),
    "", "(`length` $length^)?"> {
  let summary = "the inverse short-time Fourier transform";
  let description = [{
    The signal whose `stft` with the same parameters is closest to `operand`, in
    the sense of least squares (Griffin, Lim, "Signal estimation from modified
    short-time Fourier transform", IEEE Trans. ASSP 32, 1984, (6)): the inverse
    transforms of the frames, times w, are added at the places of the frames, and
    the sum is divided by the sum of w^2 there. Where w is zero in every frame,
    this is 0/0.

    The signal is real if `onesided`, otherwise complex. It has N +
    hop_length (T - 1) elements for T frames, without N/2 at both ends if
    `center`. If `length` is given, it is truncated to that length or padded with
    zeros at the end. The parameters and their defaults are those of torch.istft,
    except that `hop_length` is N/4 there by default.

    Constraints:

    - (C1) `operand` has at least two dimensions; it and `window` have no
      encoding.
    - (C2) `n_fft` is from 1 to 2^24, `hop_length` from 1 to 2^40, `win_length`
      from 1 to `n_fft`, `length` from 1 to 2^40.
    - (C3) `window` has the shape (win_length) and the type of the parts of
      `operand`.
    - (C4) The last dimension but one of `operand` is floor(n_fft/2) + 1 if
      `onesided`, otherwise `n_fft`.
    - (C5) `operand` has at least one frame, where their number is static, and
      the signal from 1 to 2^40 elements.

    Example:

    ```mlir
    func.func @istft(%y: tensor<3x9x9xcomplex<f32>>, %w: tensor<16xf32>)
        -> tensor<3x32xf32> {
      %x = milcomplex.istft %y window %w n_fft 16 hop_length 4
          : tensor<3x9x9xcomplex<f32>>, tensor<16xf32>
      return %x : tensor<3x32xf32>
    }
    ```
  }];
}

#endif // MILCOMPLEX_DIALECT_TRANSFORMOPS_TD
