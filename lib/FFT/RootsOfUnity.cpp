//===- RootsOfUnity.cpp - Twiddle factors ---------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/FFT/RootsOfUnity.h"

#include "milcomplex/Math/DoubleWordFunctions.h"

#include <array>
#include <cassert>

using namespace milcomplex;
using namespace milcomplex::fft;

using Real = formulas::EvaluatedReal<double>;

/// 2 pi numerator / denominator.
static Word getAngle(int64_t numerator, int64_t denominator) {
  Real x = {static_cast<double>(numerator)};
  Real y = {static_cast<double>(denominator)};
  Real quotient = x / y;
  Real remainder = fma(-quotient, y, x);
  Word turns = formulas::fastTwoSum(quotient, remainder / y);
  Word turn = formulas::literalWord(x, 2 * formulas::piHi, 2 * formulas::piLo);
  return formulas::multiplyWords(turn, turns);
}

static Root computeRootOfUnity(int64_t k, int64_t n) {
  int64_t index = k % n;
  if (index < 0)
    index += n;
  // The angle is `octant` eighths of a turn and rest / 8n of one.
  int64_t octant = 8 * index / n;
  int64_t rest = 8 * index - octant * n;
  bool isMirrored = octant % 2 != 0;
  Word angle = getAngle(isMirrored ? n - rest : rest, 8 * n);
  auto parts = formulas::makeSineAndVersine(angle);
  Word one = {{1}, {0}};
  Word sine = formulas::fastTwoSum(parts.sine.hi, parts.sine.lo);
  Word cosine = formulas::addWords(one, formulas::negate(parts.versine));
  if (isMirrored && rest == 0)
    sine = cosine;
  switch (octant) {
  case 0:
    return {cosine, formulas::negate(sine)};
  case 1:
    return {sine, formulas::negate(cosine)};
  case 2:
    return {formulas::negate(sine), formulas::negate(cosine)};
  case 3:
    return {formulas::negate(cosine), formulas::negate(sine)};
  case 4:
    return {formulas::negate(cosine), sine};
  case 5:
    return {formulas::negate(sine), cosine};
  case 6:
    return {sine, cosine};
  default:
    return {cosine, sine};
  }
}

Root fft::getRootOfUnity(int64_t k, int64_t n) {
  assert(0 < n && n <= int64_t(1) << 50 && "a root of an order out of range");
  // Codelets ask for the same few repeatedly.
  constexpr int64_t most = 16;
  using Table = std::array<std::array<Root, most>, most + 1>;
  static const Table table = [] {
    Table roots;
    for (int64_t n = 1; n <= most; ++n)
      for (int64_t k = 0; k != n; ++k)
        roots[n][k] = computeRootOfUnity(k, n);
    return roots;
  }();
  return n <= most && k >= 0 ? table[n][k % n] : computeRootOfUnity(k, n);
}

int64_t fft::squareModulo(int64_t k, int64_t n) {
  assert(0 <= k && 0 < n && "a negative index or modulus");
  auto wide = static_cast<unsigned __int128>(k % n);
  return static_cast<int64_t>(wide * wide % static_cast<uint64_t>(n));
}
