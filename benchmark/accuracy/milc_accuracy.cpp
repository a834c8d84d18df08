//===- milc_accuracy.cpp - Errors of the functions ------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// usage: milc-accuracy [--functions=a,b] [--types=f32,f64] [--ranges=improved]
//                      [--samples=N] [--hard=N] [--seed=N] [--check]
//                      [--write=FILE [MACHINE] | --read=FILE [--errors=FILE]]
//
// Prints the errors of the functions of lib/Math, evaluated, against GNU MPC: a
// tab-separated line per function, type and complex-range. --samples are drawn
// uniformly over all finite numbers, --hard near the hard sets; what is worst
// is then searched around. An error in a format narrower than f64 is estimated
// by the formula of f64, and measured where it may be among the worst. The
// range `libm` is std::complex. With --check, exits 1 where an error is above
// the bound for the function.
//
// For one function and type, --write writes the samples and the results of the
// formula to a file of doubles, six per sample: x, y and the result, each as
// real and imaginary part; special values come last. The results are those of
// a machine that Machine.h describes, of which MACHINE has --flush-subnormals,
// --zero-operands and --round-products. --read measures the
// results in such a file, of any origin, and writes the error of each to
// --errors.

#include "Options.h"
#include "Reference.h"
#include "Samples.h"

#include <array>
#include <complex>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace milcomplex;
using namespace milcomplex::accuracy;
using formulas::Function;

namespace {

const char *const ranges[] = {"basic", "improved", "full", "promoted", "libm"};

struct Options {
  std::string functions, types = "f32,f64", ranges = "improved";
  std::string write, read, errors;
  Machine machine;
  long samples = 20000, hard = 20000;
  uint64_t seed = 1;
  bool check = false;
};

/// Operands and a result for them, as in the files of --write and --read.
struct Record {
  double operands[4];
  double result[2];
};

struct Worst {
  double error = 0;
  double operands[4] = {};
};

} // namespace

/// The function of std::complex, where it has one.
template <typename T>
static std::optional<std::complex<T>>
evaluateLibm(Function function, std::complex<T> x, std::complex<T> y) {
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
    return std::nullopt;
  }
}

/// The function of std::complex, in T. False where there is none.
template <typename T>
static bool evaluateLibmIn(Function function, const double (&in)[4],
                           double (&out)[2]) {
  std::complex<T> x(static_cast<T>(in[0]), static_cast<T>(in[1]));
  std::complex<T> y(static_cast<T>(in[2]), static_cast<T>(in[3]));
  std::optional<std::complex<T>> result = evaluateLibm(function, x, y);
  if (!result)
    return false;
  out[0] = result->real();
  out[1] = result->imag();
  return true;
}

/// The function by its formula, in T.
template <typename T>
static void evaluateIn(Function function, ComplexRange range,
                       const Machine &machine, const double (&in)[4],
                       double (&out)[2]) {
  T operands[4], results[2];
  for (int i = 0; i != 4; ++i)
    operands[i] = static_cast<T>(in[i]);
  evaluateOn(machine, operands, results, [&](auto *x, auto *z) {
    using Real = std::remove_reference_t<decltype(*x)>;
    formulas::Pair<Real> result =
        formulas::apply(function, range, formulas::Pair<Real>{x[0], x[1]},
                        formulas::Pair<Real>{x[2], x[3]});
    z[0] = result.re;
    z[1] = result.im;
  });
  out[0] = results[0];
  out[1] = results[1];
}

/// Evaluates as the lowering does: f16 and bf16 through f32, promoted f32
/// through f64. False where there is nothing to evaluate.
static bool evaluate(Function function, const Format &format, const char *range,
                     const double (&in)[4], double (&out)[2],
                     const Machine &machine = {}) {
  bool isDouble = format.precision == 53, isSingle = format.precision == 24;
  if (!std::strcmp(range, "libm")) {
    if (!isDouble && !isSingle)
      return false;
    return isDouble ? evaluateLibmIn<double>(function, in, out)
                    : evaluateLibmIn<float>(function, in, out);
  }
  ComplexRange how = ComplexRange::Improved;
  if (!std::strcmp(range, "basic"))
    how = ComplexRange::Basic;
  if (!std::strcmp(range, "full"))
    how = ComplexRange::Full;
  if (isDouble || (isSingle && !std::strcmp(range, "promoted")))
    evaluateIn<double>(function, how, machine, in, out);
  else
    evaluateIn<float>(function, how, machine, in, out);
  out[0] = format.round(out[0]);
  out[1] = format.round(out[1]);
  return true;
}

/// The bound that a function must meet, in units in the last place.
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
/// value is none.
static double getError(Function function, const Format &format,
                       const Record &record) {
  Error error;
  if (!measureError(function, format, record.operands, record.result, error))
    return -1;
  if (function == Function::Pow) {
    double limit = format.precision == 53 ? 0x1p47 : 0x1p18;
    return getPowerMagnitude(record.operands) <= limit ? error.norm : -1;
  }
  return std::max(error.re, error.im);
}

/// The same of a format narrower than f64 by the formula of f64, whose own
/// error is 2^-27 ULP there. Nothing where that does not tell.
static std::optional<double>
estimateError(Function function, const Format &format, const Record &record) {
  if (format.precision > 24)
    return std::nullopt;
  double exact[2], errors[2];
  evaluateIn<double>(function, ComplexRange::Improved, {}, record.operands,
                     exact);
  for (int i = 0; i != 2; ++i) {
    errors[i] = std::fabs(record.result[i] - exact[i]);
    bool isRoundedZero = exact[i] == 0 && errors[i] != 0;
    if (!(std::fabs(exact[i]) < format.getMax()) || isRoundedZero ||
        !std::isfinite(errors[i]))
      return std::nullopt;
  }
  auto inUlps = [&](double error, double value) {
    return std::ldexp(error, -format.getUlpExponent(value));
  };
  if (function != Function::Pow)
    return std::max(inUlps(errors[0], exact[0]), inUlps(errors[1], exact[1]));
  if (getPowerMagnitude(record.operands) > 0x1p18)
    return -1;
  return inUlps(std::hypot(errors[0], errors[1]),
                std::hypot(exact[0], exact[1]));
}

/// The error of a result: by GNU MPC where it may be more than `threshold`.
static double getError(Function function, const Format &format,
                       const Record &record, double threshold) {
  std::optional<double> estimate = estimateError(function, format, record);
  if (estimate && *estimate < threshold - 0x1p-10)
    return *estimate;
  return getError(function, format, record);
}

/// The same of a formula; negative also where nothing evaluates the function.
static double getError(Function function, const Format &format,
                       const char *range, const double (&operands)[4],
                       double threshold = 0) {
  Record record;
  std::copy(operands, operands + 4, record.operands);
  return evaluate(function, format, range, operands, record.result)
             ? getError(function, format, record, threshold)
             : -1;
}

namespace {

/// The errors of many results.
class Tally {
public:
  /// `isUniform`: drawn over all finite numbers, which the mean is of.
  void add(const double (&operands)[4], double error, bool isUniform) {
    if (error < 0)
      return;
    Worst &least = getLeast();
    if (error > least.error) {
      least.error = error;
      std::copy(operands, operands + 4, least.operands);
    }
    ++(isUniform ? measured : searched);
    if (!isUniform)
      return;
    overFour += error > 4;
    if (std::isfinite(error))
      sum += error;
  }

  /// Looks for larger errors around the worst, `steps` times each.
  template <typename Measure>
  void climb(Samples &samples, long steps, Measure measure) {
    for (Worst &start : worst) {
      for (long i = 0; i != steps && start.error > 0; ++i) {
        Worst next = start;
        samples.perturb(next.operands);
        next.error = measure(next.operands, start.error);
        ++searched;
        if (next.error > start.error)
          start = next;
      }
    }
  }

  double getMax() const { return getWorst().error; }
  /// An error above this one is among the worst.
  double getThreshold() { return getLeast().error; }
  bool isEmpty() const { return measured + searched == 0; }

  void print(Function function, const Format &format, const char *range,
             double bound) const {
    const Worst &most = getWorst();
    double count = std::max(measured, 1L);
    std::printf("%s\t%s\t%s\t%.3f\t%.4f\t%.6f\t%a %a", getName(function),
                format.name, range, most.error, sum / count, overFour / count,
                most.operands[0], most.operands[1]);
    if (isBinary(function))
      std::printf(" %a %a", most.operands[2], most.operands[3]);
    std::printf("\t%ld\t%ld%s\n", measured, searched,
                most.error > bound ? "\tabove the bound" : "");
    std::fflush(stdout);
  }

private:
  static bool isLess(const Worst &x, const Worst &y) {
    return x.error < y.error;
  }
  Worst &getLeast() {
    return *std::min_element(worst.begin(), worst.end(), isLess);
  }
  const Worst &getWorst() const {
    return *std::max_element(worst.begin(), worst.end(), isLess);
  }

  std::array<Worst, 8> worst = {};
  double sum = 0;
  long measured = 0, searched = 0, overFour = 0;
};

} // namespace

static void draw(Samples &samples, bool isUniform, double (&operands)[4]) {
  isUniform ? samples.drawUniform(operands) : samples.drawHard(operands);
}

/// Prints a line; returns whether the bound holds.
static bool sweep(Function function, const Format &format, const char *range,
                  const Options &options) {
  if (!std::strcmp(range, "libm") &&
      getError(function, format, range, {1, 1, 1, 1}) < 0)
    return true;
  Samples samples(function, format, options.seed);
  Tally tally;
  auto measure = [&](const double (&operands)[4], double threshold) {
    return getError(function, format, range, operands, threshold);
  };
  for (long i = 0; i != options.samples + options.hard; ++i) {
    double operands[4];
    bool isUniform = i < options.samples;
    draw(samples, isUniform, operands);
    tally.add(operands, measure(operands, tally.getThreshold()), isUniform);
  }
  tally.climb(samples, options.hard / 100, measure);
  if (tally.isEmpty())
    return true;
  double bound = getBound(function, format, range);
  tally.print(function, format, range, bound);
  return tally.getMax() <= bound;
}

/// All pairs of zeros, ones, infinities, NaNs and the largest and the smallest
/// numbers, each beside some other pair.
static std::vector<Record> getSpecialRecords(const Format &format) {
  double infinity = std::numeric_limits<double>::infinity();
  double smallest = std::ldexp(1.0, format.minExponent);
  std::vector<double> numbers = {std::numeric_limits<double>::quiet_NaN()};
  for (double number : {0.0, 1.0, infinity, format.getMax(), smallest})
    numbers.insert(numbers.end(), {number, -number});
  size_t count = numbers.size();
  std::vector<Record> records;
  for (size_t i = 0; i != count; ++i)
    for (size_t j = 0; j != count; ++j)
      records.push_back({{numbers[i], numbers[j], numbers[(3 * i + j) % count],
                          numbers[(i + 5 * j) % count]},
                         {}});
  return records;
}

/// Writes operands, uniform, hard and special ones, and the results of the
/// formula for them.
static bool writeRecords(Function function, const Format &format,
                         const char *range, const Options &options) {
  std::ofstream file(options.write, std::ios::binary);
  Samples samples(function, format, options.seed);
  std::vector<Record> records(options.samples + options.hard);
  for (long i = 0; i != options.samples + options.hard; ++i)
    draw(samples, i < options.samples, records[i].operands);
  std::vector<Record> specials = getSpecialRecords(format);
  records.insert(records.end(), specials.begin(), specials.end());
  for (Record &record : records)
    evaluate(function, format, range, record.operands, record.result,
             options.machine);
  file.write(reinterpret_cast<const char *>(records.data()),
             records.size() * sizeof(Record));
  return bool(file);
}

/// Measures the results in a file: the first --samples ones are uniform.
/// Their errors go to --errors, one double each, a NaN where there is no exact
/// value.
static bool readRecords(Function function, const Format &format,
                        const Options &options) {
  std::ifstream file(options.read, std::ios::binary);
  if (!file)
    return false;
  std::vector<double> errors;
  Tally tally;
  Record record;
  while (file.read(reinterpret_cast<char *>(&record), sizeof record)) {
    double error = getError(function, format, record, tally.getThreshold());
    bool isUniform = static_cast<long>(errors.size()) < options.samples;
    tally.add(record.operands, error, isUniform);
    errors.push_back(error < 0 ? std::numeric_limits<double>::quiet_NaN()
                               : error);
  }
  tally.print(function, format, "given",
              std::numeric_limits<double>::infinity());
  if (options.errors.empty())
    return true;
  std::ofstream out(options.errors, std::ios::binary);
  out.write(reinterpret_cast<const char *>(errors.data()),
            errors.size() * sizeof(double));
  return bool(out);
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
  else if (const char *value = match("--write="))
    options.write = value;
  else if (const char *value = match("--read="))
    options.read = value;
  else if (const char *value = match("--errors="))
    options.errors = value;
  else if (const char *value = match("--samples="))
    options.samples = std::atol(value);
  else if (const char *value = match("--hard="))
    options.hard = std::atol(value);
  else if (const char *value = match("--seed="))
    options.seed = std::strtoull(value, nullptr, 10);
  else if (!std::strcmp(argument, "--check"))
    options.check = true;
  else
    return parseMachine(argument, options.machine);
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
  if (options.write.empty())
    std::printf("function\ttype\trange\tmax ULP\tmean ULP\tshare over 4"
                "\tinput of the maximum\tsamples\thard samples\n");
  bool allHold = true;
  for (Function function : formulas::allFunctions) {
    for (const Format &format : formats) {
      for (const char *range : ranges) {
        if (!isIn(options.functions, getName(function)) ||
            !isIn(options.types, format.name) || !isIn(options.ranges, range))
          continue;
        if (!options.write.empty())
          allHold &= writeRecords(function, format, range, options);
        else if (!options.read.empty())
          allHold &= readRecords(function, format, options);
        else
          allHold &= sweep(function, format, range, options) || !options.check;
      }
    }
  }
  return allHold ? 0 : 1;
}
