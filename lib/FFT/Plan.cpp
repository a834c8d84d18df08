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
#include <sstream>

using namespace milcomplex;
using namespace milcomplex::fft;

static constexpr int64_t largestRadix = 16;

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

/// Estimated time of a stage for each element, in fused multiply-adds.
static double getCost(const Stage &stage, Form form, int64_t lanes) {
  double radix = stage.radix;
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
    for (int64_t radix = 2; radix <= largestRadix; ++radix) {
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
  constexpr double products = 3 * 8;
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

RealPlan fft::makeRealPlan(int64_t length, Form form, int64_t lanes) {
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
  if (plan.scheme == RealPlan::Scheme::Packed)
    text << "pairs, ";
  else if (plan.scheme == RealPlan::Scheme::Folded)
    text << plan.radix << " folded, ";
  text << toString(plan.complex);
  return text.str();
}
