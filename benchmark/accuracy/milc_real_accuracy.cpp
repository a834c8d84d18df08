//===- milc_real_accuracy.cpp - Errors of the real functions --------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// usage: milc-real-accuracy [--functions=a,b] [--types=f32,f64] [--every=N]
//                           [--samples=N] [--seed=N] [--check]
//                           [--write=FILE [MACHINE]]
//
// Prints the errors of the real functions of lib/Math, evaluated, in units in
// the last place: a tab-separated line per function and type. A function of one
// operand of f32 is run on every N-th of all 2^32 operands, from 0 on; others
// on samples, half of them with uniform bits and half where the function is
// neither constant nor trivial, and on hard operands: those nearest to
// multiples of pi/2, near 1, near thresholds, special values. An error is
// estimated by the C library in a wider type, and where it may be the worst
// taken from GNU MPFR. With --check, exits 1 where an error is above 1 or a
// special value is wrong.
//
// For one function and type, --write writes operands and results as
// milc-accuracy does, with imaginary parts of zero, and with its options.

#include "Format.h"
#include "Options.h"
#include "RealSamples.h"
#include "milcomplex/Math/RealFunctions.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <mpfr.h>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace milcomplex;
using namespace milcomplex::accuracy;
using formulas::EvaluatedReal;
using formulas::makePowerOfTwo;
using formulas::RealFunction;

namespace {

struct Options {
  std::string functions, types = "f32,f64", write;
  Machine machine;
  uint64_t every = 1, samples = 100000000, seed = 1;
  bool check = false;
};

/// Operands that are evaluated together, so that a compiler can vectorize.
template <typename T> struct Block {
  static constexpr size_t size = 1024;
  T x[size], y[size];
  size_t count = 0;
};

/// What is known of a function: our formula, in the C library and in MPFR, and
/// the largest operand that samples are drawn to.
struct Known {
  RealFunction function;
  void (*inSingle)(const Block<float> &, float *);
  void (*inWide)(const Block<double> &, double *);
  double (*inDouble)(double, double);
  long double (*inExtended)(long double, long double);
  void (*exact)(mpfr_t, const mpfr_t, const mpfr_t);
  double limit;
};

struct Worst {
  double error = 0, x = 0, y = 0;
};

/// The errors of a function over operands.
struct Summary {
  Worst worst;
  double sum = 0;
  uint64_t count = 0, misplaced = 0;
  double misplacedX = 0, misplacedY = 0;
};

} // namespace

template <RealFunction function, typename T>
static void evaluate(const Block<T> &block, T *results) {
  for (size_t i = 0; i != Block<T>::size; ++i) {
    EvaluatedReal<T> x = {block.x[i]}, y = {block.y[i]};
    results[i] = apply(function, x, y).value;
  }
}

// clang-format off
static const Known knownFunctions[] = {
#define UNARY(Name, c, mp, limit)                                              \
  {RealFunction::Name, evaluate<RealFunction::Name, float>,                    \
   evaluate<RealFunction::Name, double>,                                       \
   [](double x, double) { return std::c(x); },                                 \
   [](long double x, long double) { return std::c(x); },                       \
   [](mpfr_t r, const mpfr_t x, const mpfr_t) { mpfr_##mp(r, x, MPFR_RNDN); }, \
   limit}
#define BINARY(Name, c, mp, limit)                                             \
  {RealFunction::Name, evaluate<RealFunction::Name, float>,                    \
   evaluate<RealFunction::Name, double>,                                       \
   [](double x, double y) { return std::c(x, y); },                            \
   [](long double x, long double y) { return std::c(x, y); },                  \
   [](mpfr_t r, const mpfr_t x, const mpfr_t y) {                              \
     mpfr_##mp(r, x, y, MPFR_RNDN);                                            \
   },                                                                          \
   limit}
    UNARY(Exp, exp, exp, 745),       UNARY(Exp2, exp2, exp2, 1075),
    UNARY(ExpM1, expm1, expm1, 40),  UNARY(Log, log, log, 4),
    UNARY(Log2, log2, log2, 4),      UNARY(Log10, log10, log10, 4),
    UNARY(Log1p, log1p, log1p, 4),   UNARY(Sin, sin, sin, 1e3),
    UNARY(Cos, cos, cos, 1e3),       UNARY(Tan, tan, tan, 1e3),
    UNARY(Sinh, sinh, sinh, 40),     UNARY(Cosh, cosh, cosh, 40),
    UNARY(Tanh, tanh, tanh, 22),     UNARY(Asin, asin, asin, 1),
    UNARY(Acos, acos, acos, 1),      UNARY(Atan, atan, atan, 8),
    UNARY(Asinh, asinh, asinh, 8),   UNARY(Acosh, acosh, acosh, 8),
    UNARY(Atanh, atanh, atanh, 1),   UNARY(Erf, erf, erf, 6),
    UNARY(Erfc, erfc, erfc, 28),     UNARY(Cbrt, cbrt, cbrt, 8),
    BINARY(Atan2, atan2, atan2, 8),  BINARY(PowF, pow, pow, 40)};
#undef UNARY
#undef BINARY
// clang-format on

/// The error of `result` where the exact value is `exact`: its distance in the
/// last place of `exact`. An infinity counts as the power of two beyond the
/// largest number. Negative where the result is of the wrong kind: a NaN, an
/// infinity or a zero of a sign where it should be none or vice versa.
template <typename Wide>
static double estimateError(const Format &format, double result, Wide exact) {
  if (std::isnan(exact) || std::isnan(result))
    return std::isnan(exact) && std::isnan(result) ? 0 : -1;
  Wide beyond = std::ldexp(Wide(1), format.maxExponent - 1) * 2;
  if (std::fabs(exact) >= beyond)
    exact = std::copysign(std::numeric_limits<Wide>::infinity(), exact);
  if (std::isinf(exact) || exact == 0)
    return result == exact && std::signbit(result) == std::signbit(exact) ? 0
                                                                          : -1;
  if (std::signbit(result) != std::signbit(exact))
    return -1;
  Wide bounded = std::isinf(result) ? std::copysign(beyond, exact) : result;
  Wide distance = std::fabs(bounded - exact);
  // The exponent by the bits, since frexp takes longer than the formula.
  double magnitude = std::fabs(static_cast<double>(exact));
  uint64_t bits;
  std::memcpy(&bits, &magnitude, sizeof(bits));
  if (magnitude > std::fabs(exact))
    --bits;
  int exponent = static_cast<int>(bits >> 52) - 1022;
  exponent = std::max(exponent - format.precision, format.minExponent);
  if (exponent < -1022)
    return static_cast<double>(std::ldexp(distance, -exponent));
  return static_cast<double>(distance * makePowerOfTwo(-exponent));
}

/// The same, to all digits of the error.
static double measureError(const Format &format, const Known &known, double x,
                           double y, double result) {
  mpfr_t exact, mx, my;
  mpfr_inits2(200, exact, mx, my, static_cast<mpfr_ptr>(nullptr));
  mpfr_set_d(mx, x, MPFR_RNDN);
  mpfr_set_d(my, y, MPFR_RNDN);
  known.exact(exact, mx, my);
  int exponent =
      std::max<int>(static_cast<int>(mpfr_get_exp(exact)) - format.precision,
                    format.minExponent);
  if (std::isinf(result))
    mpfr_set_ui_2exp(mx, 1, format.maxExponent, MPFR_RNDN);
  else
    mpfr_set_d(mx, std::fabs(result), MPFR_RNDN);
  mpfr_abs(exact, exact, MPFR_RNDN);
  mpfr_sub(exact, exact, mx, MPFR_RNDN);
  mpfr_mul_2si(exact, exact, -exponent, MPFR_RNDN);
  double error = std::fabs(mpfr_get_d(exact, MPFR_RNDN));
  mpfr_clears(exact, mx, my, static_cast<mpfr_ptr>(nullptr));
  return error;
}

/// The errors of a function in type T, of operands that are added one by one.
template <typename T> class Measurement {
public:
  Measurement(const Format &format, const Known &known)
      : format(format), known(known) {}

  void add(T x, T y) {
    block.x[block.count] = x;
    block.y[block.count] = y;
    if (++block.count == Block<T>::size)
      flush();
  }

  Summary finish() {
    flush();
    return summary;
  }

private:
  void flush() {
    T results[Block<T>::size];
    if constexpr (sizeof(T) == 4)
      known.inSingle(block, results);
    else
      known.inWide(block, results);
    for (size_t i = 0; i != block.count; ++i)
      addError(block.x[i], block.y[i], results[i]);
    block.count = 0;
  }

  /// The reference has more digits than an error needs: f64 for f32, 64 bits
  /// for f64.
  void addError(T x, T y, T result) {
    double error = 0;
    if constexpr (sizeof(T) == 4)
      error = estimateError(format, result, known.inDouble(x, y));
    else
      error = estimateError(format, result, known.inExtended(x, y));
    ++summary.count;
    if (error < 0) {
      if (summary.misplaced++ == 0) {
        summary.misplacedX = x;
        summary.misplacedY = y;
      }
      return;
    }
    summary.sum += error;
    // The reference is off by less than this.
    constexpr double slack = 0x1p-8;
    if (error > summary.worst.error - slack && error > 0.5 - slack) {
      double precise = measureError(format, known, x, y, result);
      if (precise > summary.worst.error)
        summary.worst = {precise, static_cast<double>(x),
                         static_cast<double>(y)};
    }
  }

  const Format &format;
  const Known &known;
  Block<T> block;
  Summary summary;
};

/// All hard operands.
static std::vector<double> listHard(const Format &format) {
  std::vector<double> operands = listNearQuarterTurns(format);
  size_t count = operands.size();
  for (size_t i = 0; i != count; ++i)
    operands.push_back(-operands[i]);
  for (double x : listThresholds(format))
    operands.push_back(x);
  for (double x : listSpecial(format))
    operands.push_back(x);
  return operands;
}

/// Draws the i-th operands. One of two is from `hard` now and then.
template <typename T>
static std::pair<T, T> drawOperands(const Format &format, const Known &known,
                                    const std::vector<double> &hard, uint64_t i,
                                    Draws<T> &draws) {
  T x = draws.draw();
  if (!isBinary(known.function))
    return {x, 0};
  T y = draws.draw();
  if (i % 8 == 0)
    y = static_cast<T>(hard[i / 8 % hard.size()]);
  if (i % 8 == 1)
    x = static_cast<T>(hard[i / 8 % hard.size()]);
  // Powers of every magnitude.
  if (known.function == RealFunction::PowF && i % 2 && x > 0)
    y = static_cast<T>(y * (format.maxExponent / known.limit) /
                       std::log2(static_cast<double>(x)));
  return {x, y};
}

/// Special operands of a function, all pairs where it has two.
template <typename T>
static std::vector<std::pair<T, T>> listSpecialOperands(const Format &format,
                                                        const Known &known) {
  std::vector<std::pair<T, T>> operands;
  std::vector<double> numbers = listSpecial(format);
  for (double x : numbers) {
    if (!isBinary(known.function))
      operands.emplace_back(static_cast<T>(x), 0);
    else
      for (double y : numbers)
        operands.emplace_back(static_cast<T>(x), static_cast<T>(y));
  }
  return operands;
}

template <typename T>
static Summary sweep(const Format &format, const Known &known,
                     const Options &options) {
  Measurement<T> measurement(format, known);
  std::vector<double> hard = listHard(format);
  if (!isBinary(known.function)) {
    for (double x : hard)
      measurement.add(static_cast<T>(x), 0);
    if (sizeof(T) == 4) {
      for (uint64_t bits = 0; bits < uint64_t(1) << 32; bits += options.every) {
        uint32_t word = static_cast<uint32_t>(bits);
        T x;
        std::memcpy(&x, &word, sizeof(T));
        measurement.add(x, 0);
      }
      return measurement.finish();
    }
  }
  Draws<T> draws(options.seed, known.limit);
  for (uint64_t i = 0; i != options.samples; ++i) {
    auto [x, y] = drawOperands(format, known, hard, i, draws);
    measurement.add(x, y);
  }
  if (isBinary(known.function))
    for (auto [x, y] : listSpecialOperands<T>(format, known))
      measurement.add(x, y);
  return measurement.finish();
}

/// Writes operands, drawn, hard and special ones, and the results of the
/// formula for them.
template <typename T>
static bool writeRecords(const Format &format, const Known &known,
                         const Options &options) {
  std::vector<double> hard = listThresholds(format);
  std::vector<std::pair<T, T>> operands = listSpecialOperands<T>(format, known);
  Draws<T> draws(options.seed, known.limit);
  for (uint64_t i = 0; i != options.samples; ++i)
    operands.push_back(drawOperands(format, known, hard, i, draws));
  std::mt19937_64 random(options.seed);
  auto choose = [&](const std::vector<double> &numbers) {
    for (uint64_t i = 0; i != options.samples; ++i)
      operands.emplace_back(static_cast<T>(numbers[random() % numbers.size()]),
                            0);
  };
  if (!isBinary(known.function))
    choose(hard);
  switch (known.function) {
  case RealFunction::Sin:
  case RealFunction::Cos:
  case RealFunction::Tan:
    choose(listNearQuarterTurns(format));
    break;
  default:
    break;
  }
  std::ofstream file(options.write, std::ios::binary);
  for (auto [x, y] : operands) {
    T in[4] = {x, y}, out[2];
    evaluateOn(options.machine, in, out, [&](auto *numbers, auto *results) {
      results[0] = apply(known.function, numbers[0], numbers[1]);
    });
    const double record[6] = {x, 0, y, 0, out[0], 0};
    file.write(reinterpret_cast<const char *>(record), sizeof record);
  }
  return bool(file);
}

static bool parseOption(const std::string &argument, Options &options) {
  size_t equals = argument.find('=');
  std::string name = argument.substr(0, equals);
  std::string value =
      equals == std::string::npos ? "" : argument.substr(equals + 1);
  auto toNumber = [&] { return std::strtoull(value.c_str(), nullptr, 10); };
  if (name == "--functions")
    options.functions = value;
  else if (name == "--types")
    options.types = value;
  else if (name == "--every")
    options.every = std::max<uint64_t>(toNumber(), 1);
  else if (name == "--samples")
    options.samples = toNumber();
  else if (name == "--seed")
    options.seed = toNumber();
  else if (name == "--write")
    options.write = value;
  else if (argument == "--check")
    options.check = true;
  else
    return parseMachine(argument, options.machine);
  return true;
}

int main(int argc, char **argv) {
  Options options;
  for (int i = 1; i != argc; ++i) {
    if (!parseOption(argv[i], options)) {
      std::fprintf(stderr, "unknown option: %s\n", argv[i]);
      return 2;
    }
  }
  if (options.write.empty())
    std::puts("function\ttype\tmax\tmean\toperands\tcount\twrong kind");
  bool isFine = true;
  for (const Known &known : knownFunctions) {
    if (!isIn(options.functions, getName(known.function)))
      continue;
    for (const Format &format : formats) {
      bool isSingle = format.precision == 24, isDouble = format.precision == 53;
      if (!(isSingle || isDouble) || !isIn(options.types, format.name))
        continue;
      if (!options.write.empty()) {
        isFine &= isSingle ? writeRecords<float>(format, known, options)
                           : writeRecords<double>(format, known, options);
        continue;
      }
      Summary summary = isSingle ? sweep<float>(format, known, options)
                                 : sweep<double>(format, known, options);
      const Worst &worst = summary.worst;
      std::printf("%s\t%s\t%.4f\t%.4f\t%a %a\t%llu\t%llu\n",
                  getName(known.function), format.name, worst.error,
                  summary.sum / static_cast<double>(summary.count), worst.x,
                  worst.y, static_cast<unsigned long long>(summary.count),
                  static_cast<unsigned long long>(summary.misplaced));
      if (summary.misplaced)
        std::printf("first of the wrong kind: %s(%a, %a)\n",
                    getName(known.function), summary.misplacedX,
                    summary.misplacedY);
      std::fflush(stdout);
      isFine &= worst.error <= 1 && summary.misplaced == 0;
    }
  }
  return (options.check || !options.write.empty()) && !isFine;
}
