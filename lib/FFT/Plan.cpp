//===- Plan.cpp - How a transform is computed -----------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/FFT/Plan.h"

#include "milcomplex/FFT/Codelets.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <sstream>
#include <utility>

using namespace milcomplex;
using namespace milcomplex::fft;

/// Of a codelet.
static constexpr int64_t largestRadix = 16;
/// The most rows or columns of a matrix: 8 MiB of doubles.
static constexpr int64_t largestFactor = 1024;

static int64_t getLargestRadix(Form form) {
  return form == Form::Matmul ? largestFactor : largestRadix;
}

//===----------------------------------------------------------------------===//
// Costs
//===----------------------------------------------------------------------===//

namespace {

/// A Real that counts the operations on it.
struct Counted {
  using RealTag = void;
  int64_t *operations;

  friend Counted operator+(Counted x, Counted) { return x.count(); }
  friend Counted operator-(Counted x, Counted) { return x.count(); }
  friend Counted operator*(Counted x, Counted) { return x.count(); }
  friend Counted operator-(Counted x) { return x; }
  friend Counted literal(Counted like, double) { return like; }
  // The second word's product is fused.
  friend Counted multiplyByWord(Counted x, Word) { return x.count().count(); }

private:
  Counted count() {
    ++*operations;
    return *this;
  }
};

} // namespace

static int64_t countOperations(int64_t radix) {
  int64_t operations = 0;
  Counted number{&operations};
  transformShort(Numbers<Counted>(radix, {number, number}));
  return operations;
}

/// The shuffles of both parts for each element, which interleave the outputs
/// factor by factor.
static double countShuffles(int64_t radix) {
  double shuffles = 0;
  for (int64_t factor = 2; radix != 1; ++factor)
    for (; radix % factor == 0; radix /= factor)
      shuffles += 2.0 * static_cast<double>(factor - 1);
  return shuffles;
}

/// Estimated time, in fused multiply-adds of a matrix unit, to read and write
/// an element between two products and to multiply it by a twiddle factor: 16
/// bytes of single precision, where such units do some 128 multiply-adds while
/// memory moves one byte.
static constexpr double matmulPass = 2048;

/// Estimated time of a stage for each element, in fused multiply-adds.
static double getCost(const Stage &stage, Form form, int64_t lanes) {
  double radix = stage.radix;
  if (form == Form::Matmul)
    return 4 * radix + (stage.rest == 1 ? 0 : matmulPass);
  if (form == Form::Linalg) {
    // As benchmark/fft.py measures it: a pass over the data takes the time of
    // ten elements of a row. Vectors hold contiguous elements, or outputs in
    // the first stage, where no elements are contiguous.
    constexpr double pass = 20;
    double width = static_cast<double>(stage.stride);
    double full = static_cast<double>(lanes);
    double waste = 1;
    if (stage.stride > 1 && width < full)
      waste = std::sqrt(full / width);
    else if (stage.stride == 1 && radix < full / 2)
      waste = full / radix;
    return pass + 2 * radix * waste;
  }
  constexpr double pass = 8;
  double twiddle = stage.rest == 1 ? 0 : 4;
  static const std::array<double, largestRadix + 1> operations = [] {
    std::array<double, largestRadix + 1> counts = {};
    for (int64_t i = 2; i <= largestRadix; ++i)
      counts[i] = static_cast<double>(countOperations(i)) / i;
    return counts;
  }();
  // What does not fit in 32 registers goes to the stack.
  double spills = radix > 8 ? (radix - 8) * 2 : 0;
  // A vector holds elements of one input or output.
  double plane = static_cast<double>(stage.rest * stage.stride);
  double waste = std::max(1.0, static_cast<double>(lanes) / plane);
  double shuffles =
      stage.rest != 1 && stage.stride < lanes ? countShuffles(stage.radix) : 0;
  return waste * (pass + twiddle + operations[stage.radix] + spills + shuffles);
}

//===----------------------------------------------------------------------===//
// Plans of complex transforms
//===----------------------------------------------------------------------===//

namespace {

/// The cheapest order of radices for a length and all its divisors.
class StagePlanner {
public:
  StagePlanner(Form form, int64_t lanes, int64_t length)
      : form(form), lanes(lanes), length(length) {}

  struct Choice {
    double cost = std::numeric_limits<double>::infinity();
    int64_t radix = 1;
  };

  /// The first radix of a transform of length `rest`.
  Choice choose(int64_t rest) {
    if (rest == 1)
      return {0, 1};
    auto [it, isNew] = choices.try_emplace(rest);
    if (!isNew)
      return it->second;
    Choice best;
    for (int64_t radix = 2; radix <= getLargestRadix(form); ++radix) {
      if (rest % radix != 0)
        continue;
      Stage stage = {radix, rest / radix, length / rest};
      double cost = getCost(stage, form, lanes) + choose(rest / radix).cost;
      if (cost < best.cost)
        best = {cost, radix};
    }
    return choices[rest] = best;
  }

private:
  Form form;
  int64_t lanes;
  int64_t length;
  std::map<int64_t, Choice> choices;
};

} // namespace

static Plan makeStagedPlan(int64_t length, Form form, int64_t lanes) {
  StagePlanner planner(form, lanes, length);
  Plan plan;
  plan.length = length;
  plan.cost = planner.choose(length).cost;
  if (std::isinf(plan.cost))
    return plan;
  for (int64_t rest = length; rest != 1; rest /= plan.radices.back())
    plan.radices.push_back(planner.choose(rest).radix);
  return plan;
}

/// All products of powers of 2, 3 and 5 from `least` to `most`.
static std::vector<int64_t> getSmoothLengths(int64_t least, int64_t most) {
  std::vector<int64_t> lengths;
  for (int64_t fives = 1; fives <= most; fives *= 5)
    for (int64_t threes = fives; threes <= most; threes *= 3) {
      int64_t twos = threes;
      while (twos < least)
        twos *= 2;
      for (; twos <= most; twos *= 2)
        lengths.push_back(twos);
    }
  std::sort(lengths.begin(), lengths.end());
  return lengths;
}

static Plan makeBluesteinPlan(int64_t length, Form form, int64_t lanes) {
  // A product with a chirp before, in between and after.
  double products = 3 * (form == Form::Matmul ? matmulPass : 8);
  Plan best;
  best.cost = std::numeric_limits<double>::infinity();
  int64_t least = 2 * length - 1;
  for (int64_t convolution : getSmoothLengths(least, least + least / 2 + 1)) {
    Plan plan = makeStagedPlan(convolution, form, lanes);
    double stretch = static_cast<double>(convolution) / length;
    double cost = stretch * (2 * plan.cost + products);
    if (cost < best.cost)
      best = {length, convolution, std::move(plan.radices), cost};
  }
  return best;
}

Plan fft::makePlan(int64_t length, Form form, int64_t lanes) {
  assert(1 <= length && length <= int64_t(1) << 40 && "a length out of range");
  Plan plan = makeStagedPlan(length, form, lanes);
  return std::isinf(plan.cost) ? makeBluesteinPlan(length, form, lanes) : plan;
}

std::vector<Stage> Plan::getStages(int64_t stride) const {
  std::vector<Stage> stages;
  int64_t rest = convolution == 0 ? length : convolution;
  for (int64_t radix : radices) {
    rest /= radix;
    stages.push_back({radix, rest, stride});
    stride *= radix;
  }
  return stages;
}

//===----------------------------------------------------------------------===//
// Plans of real transforms
//===----------------------------------------------------------------------===//

/// By costs for each real element, of which two are a complex one.
static RealPlan makeRealMatmulPlan(int64_t length) {
  RealPlan best = {length, RealPlan::Scheme::Whole, 1,
                   makePlan(length, Form::Matmul)};
  if (length == 1)
    return best;
  double least = best.complex.cost;
  auto consider = [&](double cost, RealPlan::Scheme scheme, int64_t radix,
                      Plan complex) {
    if (cost >= least)
      return;
    least = cost;
    best = {length, scheme, radix, std::move(complex)};
  };
  if (length <= largestFactor)
    consider(length, RealPlan::Scheme::Matrix, 1, Plan());
  if (length % 2 == 0) {
    Plan half = makePlan(length / 2, Form::Matmul);
    // A pass to split the pairs and one to separate their transforms.
    consider(half.cost / 2 + matmulPass, RealPlan::Scheme::Packed, 2, half);
  }
  for (int64_t radix = 2; radix <= std::min(largestFactor, length / 2);
       ++radix) {
    if (length % radix != 0)
      continue;
    Plan rest = makePlan(length / radix, Form::Matmul);
    double columns = radix / 2 + 1;
    double cost = 2 * columns + columns / radix * (matmulPass + rest.cost) +
                  matmulPass / 2;
    consider(cost, RealPlan::Scheme::Folded, radix, std::move(rest));
  }
  return best;
}

RealPlan fft::makeRealPlan(int64_t length, Form form, int64_t lanes) {
  if (form == Form::Matmul)
    return makeRealMatmulPlan(length);
  if (length % 2 == 0)
    return {length, RealPlan::Scheme::Packed, 2,
            makePlan(length / 2, form, lanes)};
  RealPlan best = {length, RealPlan::Scheme::Whole, 1,
                   makePlan(length, form, lanes)};
  double least = best.complex.cost;
  for (int64_t radix = 3; radix <= largestRadix; radix += 2) {
    if (length % radix != 0)
      continue;
    Plan rest = makePlan(length / radix, form, lanes);
    double share = (radix / 2 + 1) / static_cast<double>(radix);
    double first = getCost({radix, length / radix, 1}, form, lanes);
    double cost = share * (first + rest.cost);
    if (cost < least) {
      least = cost;
      best = {length, RealPlan::Scheme::Folded, radix, std::move(rest)};
    }
  }
  return best;
}

//===----------------------------------------------------------------------===//
// Constants of products
//===----------------------------------------------------------------------===//

int64_t fft::countConstants(const Plan &plan, bool isScaled) {
  int64_t count = 0;
  // The scale is in the last matrix, or in the last chirp.
  bool isLastScaled = isScaled && plan.convolution == 0;
  std::set<std::pair<int64_t, bool>> matrices;
  for (const Stage &stage : plan.getStages()) {
    bool isLast = stage.rest == 1;
    if (!isLast)
      count += 2 * stage.getLength();
    if (matrices.insert({stage.radix, isLast && isLastScaled}).second)
      // The cosines, the sines and their negatives; those of half a turn are 0.
      count += (stage.radix == 2 ? 1 : 3) * stage.radix * stage.radix;
  }
  if (plan.convolution != 0)
    count += 2 * ((isScaled ? 2 : 1) * plan.length + plan.convolution);
  return count;
}

int64_t fft::countConstants(const RealPlan &plan, bool isScaled, bool toReal) {
  int64_t half = plan.length / 2;
  switch (plan.scheme) {
  case RealPlan::Scheme::Packed:
    return countConstants(plan.complex, isScaled) +
           2 * (toReal ? half : half + 1);
  case RealPlan::Scheme::Folded:
    return countConstants(plan.complex, false) +
           2 * (plan.radix / 2 + 1) * (plan.radix + plan.complex.length);
  case RealPlan::Scheme::Whole:
    return countConstants(plan.complex, isScaled);
  case RealPlan::Scheme::Matrix:
    return 2 * plan.length * (half + 1);
  }
  return 0;
}

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

std::string fft::toString(const Plan &plan) {
  std::ostringstream text;
  text << plan.length;
  if (plan.convolution != 0)
    text << " by a convolution of " << plan.convolution;
  const char *separator = " = ";
  for (int64_t radix : plan.radices) {
    text << separator << radix;
    separator = " * ";
  }
  return text.str();
}

std::string fft::toString(const RealPlan &plan) {
  std::ostringstream text;
  text << plan.length << " real: ";
  if (plan.scheme == RealPlan::Scheme::Matrix) {
    text << "one matrix";
    return text.str();
  }
  if (plan.scheme == RealPlan::Scheme::Packed)
    text << "pairs, ";
  else if (plan.scheme == RealPlan::Scheme::Folded)
    text << plan.radix << " folded, ";
  text << toString(plan.complex);
  return text.str();
}
