//===- FFTTest.cpp - Plans and the transforms they make -------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/FFT/Scale.h"
#include "milcomplex/FFT/Transform.h"

#include "gtest/gtest.h"

#include <cmath>
#include <complex>
#include <random>

using namespace milcomplex;
using namespace milcomplex::fft;

namespace {

using Complex = std::complex<long double>;

static long double toLongDouble(Word word) {
  return static_cast<long double>(word.hi.value) + word.lo.value;
}

static std::vector<Complex> getRoots(int64_t length) {
  std::vector<Complex> roots;
  for (int64_t k = 0; k != length; ++k) {
    Root root = getRootOfUnity(k, length);
    roots.emplace_back(toLongDouble(root.re), toLongDouble(root.im));
  }
  return roots;
}

/// The definition, in long double.
static std::vector<Complex> transformSlowly(const std::vector<Complex> &x) {
  int64_t length = x.size();
  std::vector<Complex> roots = getRoots(length), y(length);
  for (int64_t k = 0; k != length; ++k) {
    long double re = 0, im = 0;
    for (int64_t j = 0, index = 0; j != length; ++j) {
      Complex w = roots[index], number = x[j];
      re += number.real() * w.real() - number.imag() * w.imag();
      im += number.real() * w.imag() + number.imag() * w.real();
      index += k;
      if (index >= length)
        index -= length;
    }
    y[k] = {re, im};
  }
  return y;
}

static bool hasOnlySmallFactors(int64_t number) {
  for (int64_t factor : {2, 3, 5, 7})
    while (number % factor == 0)
      number /= factor;
  return number == 1;
}

/// The largest error of a transform in the Euclidean norm, of a root mean
/// square over inputs, in units of 2^-precision.
static double getLargestError(int64_t length) {
  return hasOnlySmallFactors(length)
             ? 0.8 * std::sqrt(std::log2(static_cast<double>(length)))
             : 6;
}

/// Sums of squares of the errors and of the exact values.
struct Errors {
  long double errors = 0, values = 0;

  void add(long double is, long double wanted) {
    errors += (is - wanted) * (is - wanted);
    values += wanted * wanted;
  }
  template <typename T> double getUnits() const {
    return std::ldexp(std::sqrt(static_cast<double>(errors / values)),
                      std::numeric_limits<T>::digits);
  }
};

/// Those that are evaluated.
static constexpr Form forms[] = {Form::Linalg, Form::Vector};
static constexpr Form planForms[] = {Form::Linalg, Form::Vector, Form::Matmul};

template <typename T>
static void addErrors(const std::vector<Complex> &x,
                      const std::vector<Complex> &y, Form form,
                      Errors &errors) {
  using Real = formulas::EvaluatedReal<T>;
  Numbers<Real> inputs;
  for (Complex number : x)
    inputs.push_back(
        {{static_cast<T>(number.real())}, {static_cast<T>(number.imag())}});
  Numbers<Real> outputs = transform(makePlan(x.size(), form), inputs, 1, form);
  for (size_t k = 0; k != y.size(); ++k) {
    errors.add(outputs[k].re.value, y[k].real());
    errors.add(outputs[k].im.value, y[k].imag());
  }
}

/// Of the spectrum `y` of real elements `x`.
template <typename T>
static void addRealErrors(const std::vector<Complex> &x,
                          const std::vector<Complex> &y, Form form,
                          Errors &errors) {
  using Real = formulas::EvaluatedReal<T>;
  std::vector<Real> inputs;
  for (Complex number : x)
    inputs.push_back({static_cast<T>(number.real())});
  Numbers<Real> outputs =
      transformReal(makeRealPlan(x.size(), form), inputs, form);
  ASSERT_EQ(outputs.size(), x.size() / 2 + 1);
  for (size_t k = 0; k != outputs.size(); ++k) {
    errors.add(outputs[k].re.value, y[k].real());
    errors.add(outputs[k].im.value, y[k].imag());
  }
}

/// Of the real elements `y` whose spectrum begins with the first half of `x`,
/// except for the imaginary parts that are not read.
template <typename T>
static void addErrorsToReal(const std::vector<Complex> &x,
                            const std::vector<Complex> &y, Form form,
                            Errors &errors) {
  using Real = formulas::EvaluatedReal<T>;
  Numbers<Real> inputs;
  for (size_t k = 0; k <= x.size() / 2; ++k)
    inputs.push_back(
        {{static_cast<T>(x[k].real())}, {static_cast<T>(x[k].imag())}});
  std::vector<Real> outputs =
      transformToReal(makeRealPlan(x.size(), form), inputs, form);
  ASSERT_EQ(outputs.size(), x.size());
  for (size_t j = 0; j != outputs.size(); ++j)
    errors.add(outputs[j].value, y[j].real());
}

static std::vector<Complex> draw(int64_t length, std::mt19937 &generator) {
  std::normal_distribution<float> distribution;
  std::vector<Complex> x;
  for (int64_t j = 0; j != length; ++j) {
    float re = distribution(generator);
    x.emplace_back(re, distribution(generator));
  }
  return x;
}

static std::vector<Complex> dropImaginaryParts(std::vector<Complex> x) {
  for (Complex &number : x)
    number.imag(0);
  return x;
}

/// The conjugate of the spectrum of which an inverse real transform reads half,
/// `x`.
static std::vector<Complex> mirrorHalf(std::vector<Complex> x) {
  for (size_t k = 0; k <= x.size() / 2; ++k) {
    bool isReal = k == 0 || 2 * k == x.size();
    x[k] = {x[k].real(), isReal ? 0 : -x[k].imag()};
    if (!isReal)
      x[x.size() - k] = std::conj(x[k]);
  }
  return x;
}

TEST(RootsOfUnity, AreExactToTheLastBitOfALongDouble) {
  for (int64_t n : {1, 2, 3, 7, 8, 12, 360, 1009, 65536, 1000003})
    for (int64_t k : {0, 1, 2, 3, 5, 100, 719, 65535, -1, -17}) {
      Root root = getRootOfUnity(k, n);
      long double turns = static_cast<long double>(k % n) / n;
      long double angle = 2 * 3.14159265358979323846264338327950288L * turns;
      EXPECT_NEAR(toLongDouble(root.re), std::cos(angle), 5e-19L)
          << k << " " << n;
      EXPECT_NEAR(toLongDouble(root.im), -std::sin(angle), 5e-19L)
          << k << " " << n;
    }
}

TEST(RootsOfUnity, OfEighthsAreSymmetric) {
  for (int64_t n : {8, 16, 4096}) {
    for (int64_t k : {0, 2, 4, 6}) {
      Root root = getRootOfUnity(k * n / 8, n);
      EXPECT_EQ(std::abs(root.re.hi.value) + std::abs(root.im.hi.value), 1);
    }
    for (int64_t k : {1, 3, 5, 7}) {
      Root root = getRootOfUnity(k * n / 8, n);
      EXPECT_EQ(std::abs(root.re.hi.value), std::sqrt(0.5));
      EXPECT_EQ(std::abs(root.im.hi.value), std::sqrt(0.5));
    }
  }
}

TEST(Plan, MultipliesItsRadicesToTheLength) {
  for (Form form : planForms)
    for (int64_t length = 1; length <= 5000; ++length) {
      Plan plan = makePlan(length, form);
      int64_t product = 1;
      for (int64_t radix : plan.radices)
        product *= radix;
      EXPECT_EQ(plan.length, length);
      EXPECT_EQ(product, plan.convolution == 0 ? length : plan.convolution);
      if (plan.convolution != 0) {
        EXPECT_GE(plan.convolution, 2 * length - 1);
        EXPECT_FALSE(hasOnlySmallFactors(length));
      }
    }
}

TEST(Plan, TakesLargeLengths) {
  for (Form form : planForms)
    for (int64_t length : {int64_t(1) << 40, (int64_t(1) << 40) - 87,
                           int64_t(1) << 20, int64_t(1048573)}) {
      EXPECT_EQ(makePlan(length, form).length, length);
      EXPECT_EQ(makeRealPlan(length, form).length, length);
    }
}

/// Of doubles, in bytes.
static int64_t getMatrixSize(int64_t rows, int64_t columns) {
  return 8 * rows * columns;
}

TEST(Plan, OfProductsHasNoLargeMatrix) {
  constexpr int64_t most = 16 << 20;
  for (int64_t length = 1; length <= 16384; length += length < 2200 ? 1 : 37) {
    for (int64_t radix : makePlan(length, Form::Matmul).radices)
      EXPECT_LE(getMatrixSize(radix, radix), most) << length;
    RealPlan plan = makeRealPlan(length, Form::Matmul);
    if (plan.scheme == RealPlan::Scheme::Matrix) {
      EXPECT_LE(getMatrixSize(length, length / 2 + 1), most);
    }
    EXPECT_LE(getMatrixSize(plan.radix, plan.radix), most) << length;
  }
}

TEST(Plan, OfProductsIsOneForLengthsToSomeHundreds) {
  for (int64_t length : {2, 16, 17, 100, 257, 499, 512}) {
    EXPECT_EQ(makePlan(length, Form::Matmul).radices,
              std::vector<int64_t>{length});
    EXPECT_EQ(makeRealPlan(length, Form::Matmul).scheme,
              RealPlan::Scheme::Matrix);
  }
  EXPECT_EQ(makePlan(1024, Form::Matmul).radices,
            (std::vector<int64_t>{32, 32}));
}

/// Each to 128 and some of those to 512.
static std::vector<int64_t> getLengths() {
  std::vector<int64_t> lengths;
  for (int64_t length = 2; length <= 512; length += length < 128 ? 1 : 13)
    lengths.push_back(length);
  return lengths;
}

/// Root mean squares over at least some 400 elements.
template <typename T> static void testAccuracy(Form form) {
  std::mt19937 generator(1);
  for (int64_t length : getLengths()) {
    Errors complex, real, toReal;
    for (int64_t i = 0; i < 1 + 400 / length; ++i) {
      std::vector<Complex> x = draw(length, generator);
      addErrors<T>(x, transformSlowly(x), form, complex);
      addErrorsToReal<T>(x, transformSlowly(mirrorHalf(x)), form, toReal);
      x = dropImaginaryParts(x);
      addRealErrors<T>(x, transformSlowly(x), form, real);
    }
    double most = getLargestError(length);
    EXPECT_LE(complex.getUnits<T>(), most) << toString(makePlan(length, form));
    EXPECT_LE(real.getUnits<T>(), most) << toString(makeRealPlan(length, form));
    EXPECT_LE(toReal.getUnits<T>(), most)
        << toString(makeRealPlan(length, form));
  }
}

TEST(Transform, OfSinglesByRowsIsAsAccurateAsPromised) {
  testAccuracy<float>(Form::Linalg);
}
TEST(Transform, OfSinglesByVectorsIsAsAccurateAsPromised) {
  testAccuracy<float>(Form::Vector);
}
TEST(Transform, OfDoublesByRowsIsAsAccurateAsPromised) {
  testAccuracy<double>(Form::Linalg);
}
TEST(Transform, OfDoublesByVectorsIsAsAccurateAsPromised) {
  testAccuracy<double>(Form::Vector);
}

/// Impulses, constants and pure tones, against the largest output.
TEST(Transform, OfPureTonesHasNoOtherTones) {
  using Real = formulas::EvaluatedReal<float>;
  for (Form form : forms)
    for (int64_t length : getLengths()) {
      std::vector<Complex> roots = getRoots(length);
      for (int64_t tone : {int64_t(0), int64_t(1), length / 3, length - 1}) {
        Numbers<Real> sound, impulse(length, {{0}, {0}});
        for (int64_t j = 0; j != length; ++j) {
          Complex root = std::conj(roots[j * tone % length]);
          sound.push_back({{static_cast<float>(root.real())},
                           {static_cast<float>(root.imag())}});
        }
        impulse[tone] = {{1}, {0}};
        Plan plan = makePlan(length, form);
        sound = transform(plan, sound, 1, form);
        impulse = transform(plan, impulse, 1, form);
        double most = std::ldexp(2 * std::log2(length), -24);
        for (int64_t k = 0; k != length; ++k) {
          double wanted = k == tone ? length : 0;
          EXPECT_NEAR(sound[k].re.value, wanted, most * length) << length;
          EXPECT_NEAR(sound[k].im.value, 0, most * length) << length;
          Complex root = roots[k * tone % length];
          EXPECT_NEAR(impulse[k].re.value, root.real(), most) << length;
          EXPECT_NEAR(impulse[k].im.value, root.imag(), most) << length;
        }
      }
    }
}

/// Every output depends on every input.
TEST(Transform, OfNonFiniteNumbersHasNoFiniteOnes) {
  using Real = formulas::EvaluatedReal<float>;
  for (Form form : forms)
    for (int64_t length : {2, 3, 4, 8, 12, 15, 16, 17, 360, 1009})
      for (float bad : {std::numeric_limits<float>::infinity(),
                        std::numeric_limits<float>::quiet_NaN()}) {
        Numbers<Real> x(length, {{1}, {1}});
        x[length / 2].re = {bad};
        for (auto number : transform(makePlan(length, form), x, 1, form))
          EXPECT_FALSE(std::isfinite(number.re.value) &&
                       std::isfinite(number.im.value))
              << length;
      }
}

} // namespace

TEST(Scale, IsOfTwoWords) {
  for (double count : {2.0, 3.0, 10.0, 1009.0, 1048576.0}) {
    Word reciprocal = Scale::ofReciprocal(count).factor;
    Word root = Scale::ofReciprocalRoot(count).factor;
    Word product = formulas::multiplyWords(reciprocal, {{count}, {0}});
    EXPECT_NEAR(product.hi.value - 1 + product.lo.value, 0, 0x1p-100);
    Word square = formulas::multiplyWords(root, root);
    EXPECT_NEAR(square.hi.value - reciprocal.hi.value +
                    (square.lo.value - reciprocal.lo.value),
                0, 0x1p-100);
  }
  EXPECT_TRUE(Scale().isOne());
  EXPECT_FALSE(Scale::ofReciprocal(2).isOne());
}
