//===- Codelets.h - Straight-line transforms --------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_FFT_CODELETS_H
#define MILCOMPLEX_FFT_CODELETS_H

// Discrete Fourier transforms of a few elements, unrolled, over an abstract
// real type with +, -, * and literalOf, which may compute, emit ops or count
// operations. Products are by the textbook formula.

#include "milcomplex/FFT/RootsOfUnity.h"
#include "milcomplex/FFT/Scale.h"
#include "milcomplex/Math/Arithmetic.h"

#include <cassert>
#include <vector>

namespace milcomplex::fft {

template <typename Real> using Numbers = std::vector<formulas::Pair<Real>>;

/// A constant of the format of `like`, rounded.
template <typename Real> Real literalOf(Real like, Word value) {
  return literal(like, value.hi.value);
}

/// x - iy.
template <typename Real>
formulas::Pair<Real> subtractTurned(formulas::Pair<Real> x,
                                    formulas::Pair<Real> y) {
  return {x.re + y.im, x.im - y.re};
}

/// x + iy.
template <typename Real>
formulas::Pair<Real> addTurned(formulas::Pair<Real> x, formulas::Pair<Real> y) {
  return {x.re - y.im, x.im + y.re};
}

/// x by e^(-2 pi i k / n), without products for quarter turns and with two for
/// eighths.
template <typename Real>
formulas::Pair<Real> rotate(formulas::Pair<Real> x, int64_t k, int64_t n) {
  k %= n;
  if (4 * k % n == 0) {
    switch (4 * k / n) {
    case 0:
      return x;
    case 1:
      return {x.im, -x.re};
    case 2:
      return {-x.re, -x.im};
    default:
      return {-x.im, x.re};
    }
  }
  Root root = getRootOfUnity(k, n);
  if (8 * k % n == 0) {
    Real sum = x.re + x.im;
    Real difference = x.im - x.re;
    Real half = literalOf(x.re, getRootOfUnity(1, 8).re);
    Real a = sum * half;
    Real b = difference * half;
    switch (8 * k / n) {
    case 1:
      return {a, b};
    case 3:
      return {b, -a};
    case 5:
      return {-a, -b};
    default:
      return {-b, a};
    }
  }
  Real re = literalOf(x.re, root.re);
  Real im = literalOf(x.re, root.im);
  return formulas::mulBasic(x, formulas::Pair<Real>{re, im});
}

template <typename Real> Numbers<Real> transformShort(const Numbers<Real> &x);

/// The sine of a third of a turn, rounded to f64, has an error of nearly half a
/// unit in the last place, which adds up over the stages of a power of three;
/// so it is taken in two words.
template <typename Real> Numbers<Real> transformThree(const Numbers<Real> &x) {
  Root root = getRootOfUnity(1, 3);
  formulas::Pair<Real> sum = formulas::add(x[1], x[2]);
  formulas::Pair<Real> difference = formulas::sub(x[1], x[2]);
  Real cosine = literalOf(x[0].re, root.re);
  Word sine = formulas::negate(root.im);
  formulas::Pair<Real> even =
      formulas::add(x[0], {sum.re * cosine, sum.im * cosine});
  formulas::Pair<Real> odd = {multiplyByWord(difference.re, sine),
                              multiplyByWord(difference.im, sine)};
  return {formulas::add(x[0], sum), subtractTurned(even, odd),
          addTurned(even, odd)};
}

/// For an odd length, by the sums and differences of x_j and x_(n-j): every
/// product is by a real constant.
template <typename Real> Numbers<Real> transformOdd(const Numbers<Real> &x) {
  size_t length = x.size(), half = length / 2;
  assert(length % 2 == 1 && "an odd length");
  Numbers<Real> sums, differences, y(x);
  for (size_t j = 1; j <= half; ++j) {
    sums.push_back(formulas::add(x[j], x[length - j]));
    differences.push_back(formulas::sub(x[j], x[length - j]));
    y[0] = formulas::add(y[0], sums.back());
  }
  for (size_t k = 1; k <= half; ++k) {
    formulas::Pair<Real> even = x[0], odd = x[0];
    for (size_t j = 1; j <= half; ++j) {
      Root root = getRootOfUnity(j * k, length);
      Real cosine = literalOf(x[0].re, root.re);
      Real sine = literalOf(x[0].re, formulas::negate(root.im));
      formulas::Pair<Real> sum = sums[j - 1], difference = differences[j - 1];
      even = formulas::add(even, {sum.re * cosine, sum.im * cosine});
      formulas::Pair<Real> term = {difference.re * sine, difference.im * sine};
      odd = j == 1 ? term : formulas::add(odd, term);
    }
    y[k] = subtractTurned(even, odd);
    y[length - k] = addTurned(even, odd);
  }
  return y;
}

/// For a length with the factor `radix` (Cooley, Tukey, "An algorithm for the
/// machine calculation of complex Fourier series", Math. Comp. 19, 1965).
template <typename Real>
Numbers<Real> transformComposite(const Numbers<Real> &x, size_t radix) {
  size_t length = x.size(), rest = length / radix;
  std::vector<Numbers<Real>> parts;
  for (size_t i = 0; i != radix; ++i) {
    Numbers<Real> inputs;
    for (size_t j = 0; j != rest; ++j)
      inputs.push_back(x[radix * j + i]);
    parts.push_back(transformShort(inputs));
  }
  Numbers<Real> y(x);
  for (size_t k = 0; k != rest; ++k) {
    Numbers<Real> inputs;
    for (size_t i = 0; i != radix; ++i)
      inputs.push_back(rotate(parts[i][k], i * k, length));
    Numbers<Real> outputs = transformShort(inputs);
    for (size_t i = 0; i != radix; ++i)
      y[rest * i + k] = outputs[i];
  }
  return y;
}

/// y_k = sum over j of x_j e^(-2 pi i jk / n).
template <typename Real> Numbers<Real> transformShort(const Numbers<Real> &x) {
  size_t length = x.size();
  if (length <= 1)
    return x;
  if (length == 2)
    return {formulas::add(x[0], x[1]), formulas::sub(x[0], x[1])};
  if (length == 3)
    return transformThree(x);
  if (length == 4) {
    formulas::Pair<Real> a = formulas::add(x[0], x[2]),
                         b = formulas::sub(x[0], x[2]);
    formulas::Pair<Real> c = formulas::add(x[1], x[3]),
                         d = formulas::sub(x[1], x[3]);
    return {formulas::add(a, c), subtractTurned(b, d), formulas::sub(a, c),
            addTurned(b, d)};
  }
  for (size_t radix : {4, 2, 3, 5, 7})
    if (length > radix && length % radix == 0)
      return transformComposite(x, radix);
  return transformOdd(x);
}

/// y_k for one k, the product of x and the k-th row of the matrix of the
/// transform. The constants are the cosines and the sines of 2 pi jk / n for j
/// from 1 to n/2; the sine of j = n/2 is not read.
template <typename Real>
formulas::Pair<Real> transformRow(const Numbers<Real> &x,
                                  const std::vector<Real> &cosines,
                                  const std::vector<Real> &sines) {
  size_t length = x.size();
  formulas::Pair<Real> even = x[0], odd = x[0];
  for (size_t j = 1; 2 * j < length; ++j) {
    Real cosine = cosines[j - 1], sine = sines[j - 1];
    formulas::Pair<Real> sum = formulas::add(x[j], x[length - j]);
    formulas::Pair<Real> difference = formulas::sub(x[j], x[length - j]);
    even = formulas::add(even, {sum.re * cosine, sum.im * cosine});
    formulas::Pair<Real> term = {difference.re * sine, difference.im * sine};
    odd = j == 1 ? term : formulas::add(odd, term);
  }
  if (length % 2 == 0) {
    Real sign = cosines[length / 2 - 1];
    formulas::Pair<Real> last = x[length / 2];
    even = formulas::add(even, {last.re * sign, last.im * sign});
  }
  return length > 2 ? subtractTurned(even, odd) : even;
}

} // namespace milcomplex::fft

#endif // MILCOMPLEX_FFT_CODELETS_H
