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

/// A discrete Fourier transform along several dimensions. It has no folds: not
/// even an inverse transform of a transform is exactly what was transformed.
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
    /// How many numbers are transformed along each of `axes`; by irfft, how many
    /// it gives.
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
    Along each of `axes`, of n numbers each:

    y_k = sum over j of x_j e^(-2 pi i jk / n), 0 <= k < n.

    `lengths` holds the n of each of `axes`, of which the first n numbers are
    taken, or all and zeros behind them, as by `s` of NumPy; without it n is
    what the operand has. `norm` says by what the sums are divided, N the
    product of all n:

    | norm | fft, rfft | ifft, irfft |
    | --- | --- | --- |
    | `backward` | 1 | N |
    | `ortho` | sqrt(N) | sqrt(N) |
    | `forward` | N | 1 |

    A NaN or an infinity makes every number that depends on it one of both.
    f16 and bf16 are computed in f32.

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
    Along each of `axes`, of n numbers each:

    x_j = sum over k of y_k e^(2 pi i jk / n) / n, 0 <= j < n,

    where `norm` is `backward`. `lengths` and `norm` mean what those of `fft` do.

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
  let summary = "the discrete Fourier transform of real numbers";
  let description = [{
    As `fft` of the same numbers, but along the last of `axes` only the first
    n/2 + 1, rounded down, of the results: the others are conjugates of them.
    `lengths` and `norm` mean what those of `fft` do.

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
  let summary = "the inverse discrete Fourier transform to real numbers";
  let description = [{
    As `ifft` of what `rfft` leaves of a transform. n, the length of the result
    along the last of `axes`, is the last of `lengths`, which is needed where n
    is odd: without it n = 2 (m - 1) for m numbers of the operand. Of the operand
    it takes n/2 + 1, rounded down, along this dimension; it does not read the
    imaginary parts of what must be real: of the sums over the other dimensions,
    at the first and, if n is even, the last of them. `norm` means what that of
    `fft` does.

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

/// What stft and istft have in common: their parameters are those of torch.stft
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
    /// How many numbers of a frame the window keeps: `win_length`, or `n_fft`.
    int64_t getWindowLength() {
      return static_cast<int64_t>(getWinLength().value_or(getNFft()));
    }
    /// What stands before the first frame: n_fft/2 if `center`, otherwise 0.
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
    Along the last dimension of `operand`, of which the others are the batch:

    y[..., k, t] = sum over n of w_n x[..., t hop_length + n] e^(-2 pi i kn / N),

    N = `n_fft`, for as many frames t as the signal has whole, and for k from 0
    to N/2, rounded down, if `onesided`, otherwise to N - 1; divided by sqrt(N)
    if `normalized`. w is `window`, or `win_length` ones, with zeros on both
    sides, as many, to N. If `center`, the signal has N/2 more numbers at both
    ends: those that stand as far from the end inside (`reflect`), zeros
    (`constant`) or the last one (`replicate`). `win_length` is N if there is
    none. The parameters and their defaults are those of torch.stft, but for
    `hop_length`, whose default there is N/4, and `onesided`, false there if
    `operand` is complex.

    Constraints:

    - (C1) `operand` has a dimension or more; it and `window` have no encoding.
    - (C2) `n_fft` is from 1 to 2^24, `hop_length` from 1 to 2^40, `win_length`
      from 1 to `n_fft`.
    - (C3) `window` has the shape (win_length) and the type of the parts of
      `operand`.
    - (C4) `operand` is real if `onesided`.
    - (C5) The signal, where its length is static, has a whole frame, and more
      than N/2 numbers to `reflect`.

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
    The signal x of which `operand` is y, as `stft` has it with the same
    parameters, in the sense of least squares (Griffin, Lim, "Signal estimation
    from modified short-time Fourier transform", IEEE Trans. ASSP 32, 1984, (6)):
    the inverse transform of each frame, times w, is added where the frame was
    and the sum divided by that of w^2. Where no window reaches, this is 0/0.

    The signal is real if `onesided`, otherwise complex. It has N +
    hop_length (T - 1) numbers for T frames, less N/2 at both ends if `center`;
    `length` of them from the first one, with zeros behind, if that is given. The
    parameters and their defaults are those of torch.istft, but for
    `hop_length`, whose default there is N/4.

    Constraints:

    - (C1) `operand` has two dimensions or more; it and `window` have no
      encoding.
    - (C2) `n_fft` is from 1 to 2^24, `hop_length` from 1 to 2^40, `win_length`
      from 1 to `n_fft`, `length` from 1 to 2^40.
    - (C3) `window` has the shape (win_length) and the type of the parts of
      `operand`.
    - (C4) `operand` has n_fft/2 + 1, rounded down, or, if not `onesided`,
      `n_fft` numbers along its last dimension but one.
    - (C5) `operand` has a frame or more, where their number is static, and from
      1 to 2^40 numbers of the signal are left.

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
