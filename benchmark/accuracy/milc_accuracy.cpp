//===- milc_accuracy.cpp - Errors of the functions
//-------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// usage: milc-accuracy [--functions=a,b] [--types=f32,f64] [--ranges=improved]
//                      [--samples=N] [--hard=N] [--seed=N] [--check]
//
// Prints the errors of the functions of lib/Math, evaluated, against GNU MPC: a
// tab-separated line a function, type and complex-range. --samples are drawn
// uniformly over all finite numbers, --hard near the hard sets; what is worst
// is then searched around. The range `libm` is std::complex. With --check,
// exits 1 where an error is above the bound for the function.

#include "Reference.h"
#include "Samples.h"
#include "milcomplex/Math/EvaluatedReal.h"

#include <complex>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

using namespace milcomplex;
using namespace milcomplex::accuracy;
using math::EvaluatedReal;
using math::Function;

namespace {

struct FunctionName {
  Function function;
  const char *name;
};

const FunctionName functions[] = {{Function::Abs, "abs"},
                                  {Function::Angle, "angle"},
                                  {Function::Mul, "mul"},
                                  {Function::Div, "div"},
#define MILC_FUNCTION(Name, name) {Function::Name, #name},
                                  MILC_UNARY_FUNCTIONS(MILC_FUNCTION)
                                      MILC_BINARY_FUNCTIONS(MILC_FUNCTION)
#undef MILC_FUNCTION
};

const char *const ranges[] = {"basic", "improved", "full", "promoted", "libm"};

struct Options {
  std::string functions, types = "f32,f64", ranges = "improved";
  long samples = 20000, hard = 20000;
  uint64_t seed = 1;
  bool check = false;
};

struct Worst {
  double error = 0;
  double operands[4] = {};
};

} // namespace

/// Whether `name` is in the comma-separated list, or that is empty.
static bool isIn(const std::string &list, const char *name) {
  return list.empty() ||
         ("," + list + ",").find(std::string(",") + name + ",") !=
             std::string::npos;
}

template <typename T>
static void evaluate(Function function, ComplexRange range,
                     const double (&in)[4], double (&out)[2]) {
  using Real = EvaluatedReal<T>;
  math::Pair<Real> x = {{static_cast<T>(in[0])}, {static_cast<T>(in[1])}};
  math::Pair<Real> y = {{static_cast<T>(in[2])}, {static_cast<T>(in[3])}};
  math::Pair<Real> result = math::apply(function, range, x, y);
  out[0] = result.re.value;
  out[1] = result.im.value;
}

/// std::complex, where it has the function.
template <typename T>
static bool evaluateLibm(Function function, const double (&in)[4],
                         double (&out)[2]) {
  std::complex<T> x(static_cast<T>(in[0]), static_cast<T>(in[1]));
  std::complex<T> y(static_cast<T>(in[2]), static_cast<T>(in[3]));
  auto apply = [&]() -> std::complex<T> {
    switch (function) {
    case Function::Abs:
      return std::abs(x);
    case Function::Angle:
      return std::arg(x);
    case Function::Mul:
      return x * y;
    case Function::Div:
      return x / y;
    case Function::Reciprocal:
      return T(1) / x;
    case Function::Square:
      return x * x;
    case Function::Exp:
      return std::exp(x);
    case Function::Log:
      return std::log(x);
    case Function::Log10:
      return std::log10(x);
    case Function::Sqrt:
      return std::sqrt(x);
    case Function::Sin:
      return std::sin(x);
    case Function::Cos:
      return std::cos(x);
    case Function::Tan:
      return std::tan(x);
    case Function::Sinh:
      return std::sinh(x);
    case Function::Cosh:
      return std::cosh(x);
    case Function::Tanh:
      return std::tanh(x);
    case Function::Asin:
      return std::asin(x);
    case Function::Acos:
      return std::acos(x);
    case Function::Atan:
      return std::atan(x);
    case Function::Asinh:
      return std::asinh(x);
    case Function::Acosh:
      return std::acosh(x);
    case Function::Atanh:
      return std::atanh(x);
    case Function::Pow:
      return std::pow(x, y);
    default:
      return T(0);
    }
  };
  std::complex<T> result = apply();
  out[0] = result.real();
  out[1] = result.imag();
  switch (function) {
  case Function::Sign:
  case Function::Polar:
  case Function::Expm1:
  case Function::Exp2:
  case Function::Log1p:
  case Function::Log2:
  case Function::Rsqrt:
  case Function::Logistic:
  case Function::Atan2:
    return false;
  default:
    return true;
  }
}

/// Evaluates as the lowering does: f16 and bf16 through f32, promoted f32
/// through f64. False where there is nothing to evaluate.
static bool evaluate(Function function, const Format &format, const char *range,
                     const double (&in)[4], double (&out)[2]) {
  bool isDouble = format.precision == 53, isSingle = format.precision == 24;
  if (!std::strcmp(range, "libm")) {
    if (!isDouble && !isSingle)
      return false;
    return isDouble ? evaluateLibm<double>(function, in, out)
                    : evaluateLibm<float>(function, in, out);
  }
  ComplexRange how = ComplexRange::Improved;
  if (!std::strcmp(range, "basic"))
    how = ComplexRange::Basic;
  if (!std::strcmp(range, "full"))
    how = ComplexRange::Full;
  if (isDouble || (isSingle && !std::strcmp(range, "promoted")))
    evaluate<double>(function, how, in, out);
  else
    evaluate<float>(function, how, in, out);
  out[0] = format.round(out[0]);
  out[1] = format.round(out[1]);
  return true;
}

/// The bound that a function is held to, in units in the last place.
static double getBound(Function function, const Format &format,
                       const char *range) {
  bool isMeasured = !std::strcmp(range, "basic") || !std::strcmp(range, "libm");
  if (isMeasured)
    return std::numeric_limits<double>::infinity();
  if (function != Function::Pow &&
      (format.precision < 24 ||
       (!std::strcmp(range, "promoted") && format.precision == 24)))
    return 1;
  switch (function) {
  case Function::Abs:
  case Function::Sqrt:
  case Function::Square:
  case Function::Mul:
    return 2;
  case Function::Exp:
  case Function::Reciprocal:
    return 3;
  default:
    return 4;
  }
}

/// The error of the worse part; of the norm for pow. Negative where the exact
/// value is none, or nothing evaluates the function.
static double getError(Function function, const Format &format,
                       const char *range, const double (&operands)[4]) {
  double result[2];
  Error error;
  if (!evaluate(function, format, range, operands, result) ||
      !measureError(function, format, operands, result, error))
    return -1;
  if (function == Function::Pow) {
    double limit = format.precision == 53 ? 0x1p47 : 0x1p18;
    return getPowerMagnitude(operands) <= limit ? error.norm : -1;
  }
  return std::max(error.re, error.im);
}

/// Prints a line; returns whether the bound holds.
static bool sweep(const FunctionName &entry, const Format &format,
                  const char *range, const Options &options) {
  Samples samples(entry.function, format, options.seed);
  std::vector<Worst> worst(8);
  double sum = 0;
  long measured = 0, searched = 0;
  auto consider = [&](const double (&operands)[4], double error) {
    auto least = std::min_element(
        worst.begin(), worst.end(),
        [](const Worst &x, const Worst &y) { return x.error < y.error; });
    if (error <= least->error)
      return;
    least->error = error;
    std::copy(operands, operands + 4, least->operands);
  };
  for (long i = 0; i != options.samples + options.hard; ++i) {
    double operands[4];
    bool isUniform = i < options.samples;
    isUniform ? samples.drawUniform(operands) : samples.drawHard(operands);
    double error = getError(entry.function, format, range, operands);
    if (error < 0)
      continue;
    consider(operands, error);
    ++(isUniform ? measured : searched);
    if (isUniform && std::isfinite(error))
      sum += error;
  }
  // Climb from each of the worst.
  long steps = options.hard / 100;
  for (Worst &start : worst) {
    for (long i = 0; i != steps && start.error > 0; ++i) {
      Worst next = start;
      samples.perturb(next.operands);
      next.error = getError(entry.function, format, range, next.operands);
      ++searched;
      if (next.error > start.error)
        start = next;
    }
  }
  if (measured + searched == 0 ||
      (!std::strcmp(range, "libm") &&
       getError(entry.function, format, range, {1, 1, 1, 1}) < 0))
    return true;
  const Worst &most = *std::max_element(
      worst.begin(), worst.end(),
      [](const Worst &x, const Worst &y) { return x.error < y.error; });
  double bound = getBound(entry.function, format, range);
  std::printf("%s\t%s\t%s\t%.3f\t%.4f\t%a %a", entry.name, format.name, range,
              most.error, sum / std::max(measured, 1L), most.operands[0],
              most.operands[1]);
  if (isBinary(entry.function))
    std::printf(" %a %a", most.operands[2], most.operands[3]);
  std::printf("\t%ld\t%ld%s\n", measured, searched,
              most.error > bound ? "\tabove the bound" : "");
  std::fflush(stdout);
  return most.error <= bound;
}

static bool parse(const char *argument, Options &options) {
  auto match = [&](const char *name) {
    size_t length = std::strlen(name);
    return std::strncmp(argument, name, length) ? nullptr : argument + length;
  };
  if (const char *value = match("--functions="))
    options.functions = value;
  else if (const char *value = match("--types="))
    options.types = value;
  else if (const char *value = match("--ranges="))
    options.ranges = value;
  else if (const char *value = match("--samples="))
    options.samples = std::atol(value);
  else if (const char *value = match("--hard="))
    options.hard = std::atol(value);
  else if (const char *value = match("--seed="))
    options.seed = std::strtoull(value, nullptr, 10);
  else if (!std::strcmp(argument, "--check"))
    options.check = true;
  else
    return false;
  return true;
}

int main(int argc, char **argv) {
  Options options;
  for (int i = 1; i != argc; ++i) {
    if (!parse(argv[i], options)) {
      std::fprintf(stderr, "milc-accuracy: unknown option '%s'\n", argv[i]);
      return 2;
    }
  }
  std::printf("function\ttype\trange\tmax ULP\tmean ULP\tinput of the maximum"
              "\tsamples\thard samples\n");
  bool allHold = true;
  for (const FunctionName &entry : functions)
    for (const Format &format : formats)
      for (const char *range : ranges)
        if (isIn(options.functions, entry.name) &&
            isIn(options.types, format.name) && isIn(options.ranges, range))
          allHold &= sweep(entry, format, range, options);
  return options.check && !allHold ? 1 : 0;
}
