//===- Chirp.cpp - Constants of Bluestein's algorithm ---------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/FFT/Chirp.h"

#include "milcomplex/FFT/Scale.h"
#include "milcomplex/FFT/Stages.h"

#include <cassert>

using namespace milcomplex;
using namespace milcomplex::fft;

namespace {

/// A Real in two words.
struct WordReal {
  using RealTag = void;
  Word value;

  friend WordReal operator+(WordReal x, WordReal y) {
    return {formulas::addWords(x.value, y.value)};
  }
  friend WordReal operator-(WordReal x, WordReal y) {
    return {formulas::addWords(x.value, formulas::negate(y.value))};
  }
  friend WordReal operator*(WordReal x, WordReal y) {
    return {formulas::multiplyWords(x.value, y.value)};
  }
  friend WordReal operator-(WordReal x) { return {formulas::negate(x.value)}; }
  friend WordReal literalOf(WordReal, Word value) { return {value}; }
  friend WordReal multiplyByWord(WordReal x, Word factor) {
    return x * WordReal{factor};
  }
};

} // namespace

std::vector<Root> fft::makeChirp(int64_t length) {
  std::vector<Root> chirp;
  chirp.reserve(length);
  for (int64_t j = 0; j != length; ++j)
    chirp.push_back(getRootOfUnity(squareModulo(j, 2 * length), 2 * length));
  return chirp;
}

std::vector<Root> fft::makeChirpSpectrum(const Plan &plan) {
  assert(plan.convolution != 0 && "a plan of no convolution");
  WordReal zero = {};
  Numbers<WordReal> kernel(plan.convolution, {zero, zero});
  std::vector<Root> chirp = makeChirp(plan.length);
  for (int64_t j = 0; j != plan.length; ++j) {
    formulas::Pair<WordReal> value = {{chirp[j].re},
                                      {formulas::negate(chirp[j].im)}};
    kernel[j] = value;
    kernel[j == 0 ? 0 : plan.convolution - j] = value;
  }
  Numbers<WordReal> spectrum =
      applyStages(plan, std::move(kernel), 1, Form::Vector);
  Scale scale = Scale::ofReciprocal(static_cast<double>(plan.convolution));
  std::vector<Root> roots;
  roots.reserve(spectrum.size());
  for (const formulas::Pair<WordReal> &number : spectrum)
    roots.push_back(scaleBy(Root{number.re.value, number.im.value}, scale));
  return roots;
}
