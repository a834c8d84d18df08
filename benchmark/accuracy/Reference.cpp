//===- Reference.cpp - Functions in multiple precision --------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Exact values by GNU MPC, whose functions are correctly rounded, to 40 bits
// beyond the format. What MPC lacks is composed; where terms cancel, again with
// as many bits more.

#include "Reference.h"

#include <mpc.h>

using namespace milcomplex;
using namespace milcomplex::accuracy;
using milcomplex::formulas::Function;

namespace {

/// A real variable that lives in a scope.
struct Number {
  mpfr_t value;
  explicit Number(mpfr_prec_t precision) { mpfr_init2(value, precision); }
  ~Number() { mpfr_clear(value); }
  Number(const Number &) = delete;
  operator mpfr_ptr() { return value; }
};

/// A complex variable that lives in a scope.
struct Complex {
  mpc_t value;
  explicit Complex(mpfr_prec_t precision) { mpc_init2(value, precision); }
  ~Complex() { mpc_clear(value); }
  Complex(const Complex &) = delete;
  operator mpc_ptr() { return value; }
  mpfr_ptr re() { return mpc_realref(value); }
  mpfr_ptr im() { return mpc_imagref(value); }
};

constexpr mpfr_rnd_t N = MPFR_RNDN;
constexpr mpc_rnd_t NN = MPC_RNDNN;

/// Enough for sums of two numbers of any format.
constexpr mpfr_prec_t exactPrecision = 2300;

} // namespace

/// Calls `compute(precision)`, which sets `sum` and returns the exponent of its
/// largest term, until `needed` bits of the sum are right.
template <typename Compute>
static void computeDespiteCancellation(mpfr_ptr sum, mpfr_prec_t needed,
                                       Compute compute) {
  for (mpfr_prec_t precision = needed + 40; precision < 100000;
       precision *= 2) {
    mpfr_exp_t largest = compute(precision);
    if (mpfr_nan_p(sum) || mpfr_inf_p(sum))
      return;
    if (mpfr_zero_p(sum))
      continue;
    if (largest - mpfr_get_exp(sum) + needed + 4 <= precision)
      return;
  }
}

static mpfr_exp_t getExponent(mpfr_ptr x) {
  return mpfr_regular_p(x) ? mpfr_get_exp(x) : mpfr_get_emin();
}

static mpfr_exp_t getLarger(mpfr_ptr x, mpfr_ptr y) {
  return std::max(getExponent(x), getExponent(y));
}

/// re = a e^x cos y + b where a and b are 1 or -1, im = e^x sin y.
static void computeShiftedExp(mpc_ptr result, mpc_ptr z, int shift) {
  mpfr_ptr re = mpc_realref(result);
  mpfr_prec_t needed = mpfr_get_prec(re);
  mpc_exp(result, z, NN);
  computeDespiteCancellation(re, needed, [&](mpfr_prec_t precision) {
    Number cosine(precision), magnitude(precision);
    mpfr_cos(cosine, mpc_imagref(z), N);
    mpfr_exp(magnitude, mpc_realref(z), N);
    mpfr_mul(magnitude, magnitude, cosine, N);
    mpfr_exp_t largest = std::max<mpfr_exp_t>(getExponent(magnitude), 1);
    mpfr_set_prec(re, precision);
    mpfr_add_si(re, magnitude, shift, N);
    return largest;
  });
  mpfr_prec_round(re, needed, N);
}

/// 1/(1 + e^-z). With t = e^-|x|: (1 + t e^iy) / |1 + t e^iy|^2 for x >= 0, t
/// (t
/// + e^iy) over the same for x < 0.
static void computeLogistic(mpc_ptr result, mpc_ptr z) {
  mpfr_prec_t needed = mpfr_get_prec(mpc_realref(result)) + 10;
  bool isRight = mpfr_sgn(mpc_realref(z)) >= 0;
  Complex w(needed), minus(mpfr_get_prec(mpc_realref(z)));
  // w = 1 + t e^iy.
  mpfr_abs(minus.re(), mpc_realref(z), N);
  mpfr_neg(minus.re(), minus.re(), N);
  mpfr_set(minus.im(), mpc_imagref(z), N);
  computeShiftedExp(w, minus, 1);
  Number norm(needed), numerator(needed), t(needed);
  mpc_norm(norm, w, N);
  mpfr_exp(t, minus.re(), N);
  if (isRight) {
    mpfr_set(numerator, w.re(), N);
  } else {
    computeDespiteCancellation(numerator, needed, [&](mpfr_prec_t precision) {
      Number cosine(precision), precise(precision);
      mpfr_cos(cosine, minus.im(), N);
      mpfr_exp(precise, minus.re(), N);
      mpfr_set_prec(numerator, precision);
      mpfr_add(numerator, cosine, precise, N);
      return getLarger(cosine, precise);
    });
    mpfr_mul(numerator, numerator, t, N);
  }
  mpfr_div(mpc_realref(result), numerator, norm, N);
  // w has the sine of y with t; so has the result.
  mpfr_div(mpc_imagref(result), w.im(), norm, N);
}

/// The hyperbolic functions, for which MPC takes long, from the real ones,
/// which are correctly rounded to `precision`, without cancellation.
static void computeHyperbolic(Function function, mpc_ptr result, mpc_ptr z) {
  mpfr_prec_t precision = mpfr_get_prec(mpc_realref(result)) + 20;
  // Beyond it everything overflows or underflows in every format.
  Number x(53), sinhX(precision), coshX(precision), sinY(precision),
      cosY(precision);
  mpfr_set(x, mpc_realref(z), N);
  if (mpfr_cmpabs_ui(x, 100000) > 0)
    mpfr_set_si(x, mpfr_signbit(x) ? -100000 : 100000, N);
  mpfr_sin_cos(sinY, cosY, mpc_imagref(z), N);
  mpfr_sinh_cosh(sinhX, coshX, x, N);
  mpfr_ptr re = mpc_realref(result), im = mpc_imagref(result);
  switch (function) {
  case Function::Exp:
    mpfr_exp(sinhX, x, N);
    mpfr_mul(re, sinhX, cosY, N);
    return void(mpfr_mul(im, sinhX, sinY, N));
  case Function::Sinh:
    mpfr_mul(re, sinhX, cosY, N);
    return void(mpfr_mul(im, coshX, sinY, N));
  case Function::Cosh:
    mpfr_mul(re, coshX, cosY, N);
    return void(mpfr_mul(im, sinhX, sinY, N));
  default: {
    Number divisor(precision), square(precision);
    mpfr_sqr(divisor, sinhX, N);
    mpfr_sqr(square, cosY, N);
    mpfr_add(divisor, divisor, square, N);
    mpfr_mul(sinhX, sinhX, coshX, N);
    mpfr_mul(sinY, sinY, cosY, N);
    mpfr_div(re, sinhX, divisor, N);
    return void(mpfr_div(im, sinY, divisor, N));
  }
  }
}

/// The same for the trigonometric twin: f(z) = -i g(iz).
static void computeTrigonometric(Function twin, mpc_ptr result, mpc_ptr z) {
  Complex swapped(53);
  mpfr_set(swapped.re(), mpc_imagref(z), N);
  mpfr_set(swapped.im(), mpc_realref(z), N);
  computeHyperbolic(twin, result, swapped);
  if (twin == Function::Cosh)
    return void(mpfr_neg(mpc_imagref(result), mpc_imagref(result), N));
  mpfr_swap(mpc_realref(result), mpc_imagref(result));
}

/// asin and acos by Kahan's formulas, which have no cancellation: MPC takes
/// long. Its own functions agree.
static void computeArc(Function function, mpc_ptr result, mpc_ptr z) {
  mpfr_prec_t precision = mpfr_get_prec(mpc_realref(result)) + 30;
  Complex plus(exactPrecision), minus(exactPrecision);
  mpc_add_ui(plus, z, 1, NN);
  mpc_ui_sub(minus, 1, z, NN);
  Complex a(precision), b(precision), product(precision);
  mpc_sqrt(a, minus, NN);
  mpc_sqrt(b, plus, NN);
  mpfr_ptr re = mpc_realref(result), im = mpc_imagref(result);
  if (function == Function::Asin) {
    mpc_mul(product, a, b, NN);
    mpfr_atan2(re, mpc_realref(z), product.re(), N);
    mpc_conj(a, a, NN);
    mpc_mul(product, a, b, NN);
  } else {
    mpfr_atan2(re, a.re(), b.re(), N);
    mpfr_mul_2ui(re, re, 1, N);
    mpc_conj(b, b, NN);
    mpc_mul(product, b, a, NN);
  }
  mpfr_asinh(im, product.im(), N);
}

/// log1p(4x / ((1 - x)^2 + y^2)) / 4 and atan2(2y, 1 - x^2 - y^2) / 2.
static void computeAtanh(mpc_ptr result, mpc_ptr z) {
  mpfr_prec_t precision = mpfr_get_prec(mpc_realref(result)) + 30;
  Complex minus(exactPrecision);
  Number x(53), norm(precision), cosine(2 * exactPrecision), sine(53);
  mpfr_abs(x, mpc_realref(z), N);
  mpfr_ui_sub(minus.re(), 1, x, N);
  mpfr_set(minus.im(), mpc_imagref(z), N);
  mpc_norm(norm, minus, N);
  mpfr_div(norm, x, norm, N);
  mpfr_mul_2ui(norm, norm, 2, N);
  mpfr_ptr re = mpc_realref(result), im = mpc_imagref(result);
  mpfr_log1p(re, norm, N);
  mpfr_div_2ui(re, re, 2, N);
  mpfr_copysign(re, re, mpc_realref(z), N);
  mpc_norm(cosine, z, N);
  mpfr_ui_sub(cosine, 1, cosine, N);
  mpfr_mul_2ui(sine, mpc_imagref(z), 1, N);
  mpfr_atan2(im, sine, cosine, N);
  mpfr_div_2ui(im, im, 1, N);
}

/// The twin of the swapped parts, swapped again.
template <typename Compute>
static void computeTwin(mpc_ptr result, mpc_ptr z, Compute compute) {
  Complex swapped(53);
  mpfr_set(swapped.re(), mpc_imagref(z), N);
  mpfr_set(swapped.im(), mpc_realref(z), N);
  compute(result, swapped);
  mpfr_swap(mpc_realref(result), mpc_imagref(result));
}

/// 2^z: y ln 2 to all the bits that its sine needs.
static void computeExp2(mpc_ptr result, mpc_ptr z) {
  Complex scaled(exactPrecision);
  Number ln2(exactPrecision);
  mpfr_const_log2(ln2, N);
  mpc_mul_fr(scaled, z, ln2, NN);
  mpc_exp(result, scaled, NN);
}

/// -i log((x + iy) / sqrt(x^2 + y^2)). The imaginary part is
/// log(|x - iy| / |x + iy|) / 2.
static void computeAtan2(mpc_ptr result, mpc_ptr y, mpc_ptr x) {
  mpfr_prec_t needed = mpfr_get_prec(mpc_realref(result));
  mpfr_prec_t many = 2 * exactPrecision + 200;
  Complex iy(exactPrecision), plus(exactPrecision), minus(exactPrecision);
  mpc_mul_i(iy, y, 1, NN);
  mpc_add(plus, x, iy, NN);
  mpc_sub(minus, x, iy, NN);
  Number plusNorm(many), minusNorm(many);
  mpc_norm(plusNorm, plus, N);
  mpc_norm(minusNorm, minus, N);
  // log1p(|minusNorm - plusNorm| / the smaller) / 4.
  Number difference(many), ratio(needed + 20);
  mpfr_sub(difference, minusNorm, plusNorm, N);
  bool isNegative = mpfr_sgn(difference.value) < 0;
  mpfr_div(ratio, difference, isNegative ? minusNorm : plusNorm, N);
  mpfr_abs(ratio, ratio, N);
  mpfr_log1p(mpc_imagref(result), ratio, N);
  mpfr_div_2ui(mpc_imagref(result), mpc_imagref(result), 2, N);
  if (isNegative)
    mpfr_neg(mpc_imagref(result), mpc_imagref(result), N);
  Complex product(many);
  mpc_mul(product, plus, minus, NN);
  // The branch cut of the square root, where the sign of a zero decides.
  if (mpfr_zero_p(product.im()) && mpfr_sgn(product.re()) <= 0)
    return void(mpfr_set_nan(mpc_realref(result)));
  Complex quotient(many);
  mpc_conj(minus, minus, NN);
  mpc_mul(quotient, plus, minus, NN);
  computeDespiteCancellation(
      mpc_realref(result), needed, [&](mpfr_prec_t precision) {
        Number whole(precision), half(precision);
        mpc_arg(whole, plus, N);
        mpc_arg(half, product, N);
        mpfr_div_2ui(half, half, 1, N);
        mpfr_set_prec(mpc_realref(result), precision);
        mpfr_sub(mpc_realref(result), whole, half, N);
        // From -pi to pi: what is a half turn off half the angle of `quotient`
        // lies on the other side of zero.
        int sign = mpfr_sgn(mpc_realref(result));
        if (mpfr_cmpabs_ui(mpc_realref(result), 2) > 0 &&
            sign == mpfr_sgn(quotient.im())) {
          Number turn(precision);
          mpfr_const_pi(turn, N);
          mpfr_mul_si(turn, turn, 2 * sign, N);
          mpfr_sub(mpc_realref(result), mpc_realref(result), turn, N);
        }
        return precision > 5000 ? mpfr_get_exp(mpc_realref(result))
                                : getLarger(whole, half);
      });
  mpfr_prec_round(mpc_realref(result), needed, N);
}

/// z^w, in norm.
static void computePow(mpc_ptr result, mpc_ptr z, mpc_ptr w) {
  mpfr_prec_t precision = mpfr_get_prec(mpc_realref(result)) + 100;
  Complex logarithm(precision);
  mpc_log(logarithm, z, NN);
  mpc_mul(logarithm, logarithm, w, NN);
  mpc_exp(result, logarithm, NN);
}

/// log(z), for z with as many bits as sums take. MPC 1.3 does not see that log
/// |z| is below 2^-100 where z is closer to the unit circle than that.
static void computeLog(mpc_ptr result, mpc_ptr z) {
  Number norm(2 * exactPrecision);
  mpc_norm(norm, z, N);
  mpfr_sub_ui(norm, norm, 1, N);
  if (mpfr_cmp_d(norm, -.75) < 0 || mpfr_cmp_ui(norm, 3) > 0)
    return void(mpc_log(result, z, NN));
  mpfr_log1p(mpc_realref(result), norm, N);
  mpfr_div_2ui(mpc_realref(result), mpc_realref(result), 1, N);
  mpc_arg(mpc_imagref(result), z, N);
}

static void compute(Function function, mpc_ptr result, mpc_ptr x, mpc_ptr y) {
  mpfr_prec_t precision = mpfr_get_prec(mpc_realref(result)) + 10;
  Complex z(precision), exact(exactPrecision);
  Number real(precision);
  mpfr_ptr re = mpc_realref(result), im = mpc_imagref(result);
  switch (function) {
  case Function::Mul:
    return void(mpc_mul(result, x, y, NN));
  case Function::Div:
    return void(mpc_div(result, x, y, NN));
  case Function::Pow:
    return computePow(result, x, y);
  case Function::Atan2:
    return computeAtan2(result, x, y);
  case Function::Abs:
    mpc_abs(re, x, N);
    return void(mpfr_set_zero(im, 1));
  case Function::Angle:
    mpc_arg(re, x, N);
    return void(mpfr_set_zero(im, 1));
  case Function::Sign:
    mpc_abs(real, x, N);
    return void(mpc_div_fr(result, x, real, NN));
  case Function::Polar:
    mpfr_sin_cos(z.im(), z.re(), mpc_imagref(x), N);
    return void(mpc_mul_fr(result, z, mpc_realref(x), NN));
  case Function::Reciprocal:
    return void(mpc_ui_div(result, 1, x, NN));
  case Function::Square:
    return void(mpc_sqr(result, x, NN));
  case Function::Exp:
    return computeHyperbolic(function, result, x);
  case Function::Expm1:
    return computeShiftedExp(result, x, -1);
  case Function::Exp2:
    return computeExp2(result, x);
  case Function::Log:
    return computeLog(result, x);
  case Function::Log1p:
    mpc_add_ui(exact, x, 1, NN);
    return computeLog(result, exact);
  case Function::Log2:
    computeLog(z, x);
    mpfr_const_log2(real, N);
    return void(mpc_div_fr(result, z, real, NN));
  case Function::Log10:
    computeLog(z, x);
    mpfr_log_ui(real, 10, N);
    return void(mpc_div_fr(result, z, real, NN));
  case Function::Sqrt:
    return void(mpc_sqrt(result, x, NN));
  case Function::Rsqrt:
    mpc_sqrt(z, x, NN);
    return void(mpc_ui_div(result, 1, z, NN));
  case Function::Sin:
    return computeTrigonometric(Function::Sinh, result, x);
  case Function::Cos:
    return computeTrigonometric(Function::Cosh, result, x);
  case Function::Tan:
    return computeTrigonometric(Function::Tanh, result, x);
  case Function::Sinh:
  case Function::Cosh:
  case Function::Tanh:
    return computeHyperbolic(function, result, x);
  case Function::Asin:
  case Function::Acos:
    return computeArc(function, result, x);
  case Function::Acosh:
    computeArc(Function::Acos, result, x);
    mpfr_abs(im, im, N);
    mpfr_copysign(re, re, mpc_imagref(x), N);
    return void(mpfr_swap(re, im));
  case Function::Asinh:
    return computeTwin(result, x, [](mpc_ptr twin, mpc_ptr swapped) {
      computeArc(Function::Asin, twin, swapped);
    });
  case Function::Atanh:
    return computeAtanh(result, x);
  case Function::Atan:
    return computeTwin(result, x, computeAtanh);
  case Function::Logistic:
    return computeLogistic(result, x);
  }
}

/// |value - exact| in the last place of `scale`.
static double measure(const Format &format, double value, mpfr_ptr exact,
                      mpfr_ptr scale) {
  if (std::isnan(value))
    return std::numeric_limits<double>::infinity();
  mpfr_exp_t highest = format.maxExponent;
  mpfr_exp_t lowest = format.minExponent + format.precision;
  mpfr_exp_t exponent = std::clamp(getExponent(scale), lowest, highest);
  Number difference(mpfr_get_prec(exact) + 60), bounded(mpfr_get_prec(exact));
  mpfr_set(bounded, exact, N);
  if (mpfr_inf_p(exact) || getExponent(exact) > highest)
    mpfr_set_si_2exp(bounded, mpfr_signbit(exact) ? -1 : 1, highest, N);
  if (std::isinf(value))
    mpfr_set_si_2exp(difference, value < 0 ? -1 : 1, highest, N);
  else
    mpfr_set_d(difference, value, N);
  mpfr_sub(difference, difference, bounded, N);
  mpfr_mul_2si(difference, difference, format.precision - exponent, N);
  return std::fabs(mpfr_get_d(difference, N));
}

bool accuracy::measureError(Function function, const Format &format,
                            const double (&operands)[4],
                            const double (&result)[2], Error &error) {
  bool isByZero =
      function == Function::Div && operands[2] == 0 && operands[3] == 0;
  if (isByZero)
    return false;
  Complex x(53), y(53), exact(format.precision + 40);
  mpc_set_d_d(x, operands[0], operands[1], NN);
  mpc_set_d_d(y, operands[2], operands[3], NN);
  compute(function, exact, x, y);
  if (mpfr_nan_p(exact.re()) || mpfr_nan_p(exact.im()))
    return false;
  if (mpfr_get_prec(exact.re()) != format.precision + 40)
    mpfr_prec_round(exact.re(), format.precision + 40, N);
  error.re = measure(format, result[0], exact.re(), exact.re());
  error.im = measure(format, result[1], exact.im(), exact.im());
  Number norm(format.precision + 40);
  mpc_abs(norm, exact, N);
  // Where the norm overflows, any infinity is right.
  bool isInfinite = std::isinf(result[0]) || std::isinf(result[1]);
  if (isInfinite &&
      (mpfr_inf_p(norm.value) || getExponent(norm) > format.maxExponent)) {
    error.norm = 0;
    return true;
  }
  double re = measure(format, result[0], exact.re(), norm);
  double im = measure(format, result[1], exact.im(), norm);
  error.norm = std::hypot(re, im);
  return true;
}

double accuracy::getPowerMagnitude(const double (&operands)[4]) {
  Complex x(53), y(53), product(53);
  Number magnitude(53);
  mpc_set_d_d(x, operands[0], operands[1], NN);
  mpc_set_d_d(y, operands[2], operands[3], NN);
  mpc_log(product, x, NN);
  mpc_mul(product, product, y, NN);
  mpc_abs(magnitude, product, N);
  return mpfr_get_d(magnitude, N);
}
