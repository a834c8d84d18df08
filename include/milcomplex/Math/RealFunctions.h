#ifndef MILCOMPLEX_MATH_REALFUNCTIONS_H
#define MILCOMPLEX_MATH_REALFUNCTIONS_H
// PLACEHOLDER
#include "milcomplex/Math/Real.h"
namespace milcomplex::formulas {
enum class RealFunction {
  Exp,
  Exp2,
  Expm1,
  Log,
  Log2,
  Log10,
  Log1p,
  Sin,
  Cos,
  Tan,
  Sinh,
  Cosh,
  Tanh,
  Asin,
  Acos,
  Atan,
  Asinh,
  Acosh,
  Atanh,
  Atan2,
  Pow
};
inline constexpr RealFunction allRealFunctions[] = {
    RealFunction::Exp,   RealFunction::Exp2,  RealFunction::Expm1,
    RealFunction::Log,   RealFunction::Log2,  RealFunction::Log10,
    RealFunction::Log1p, RealFunction::Sin,   RealFunction::Cos,
    RealFunction::Tan,   RealFunction::Sinh,  RealFunction::Cosh,
    RealFunction::Tanh,  RealFunction::Asin,  RealFunction::Acos,
    RealFunction::Atan,  RealFunction::Asinh, RealFunction::Acosh,
    RealFunction::Atanh, RealFunction::Atan2, RealFunction::Pow};
inline const char *getName(RealFunction f) {
  static const char *const names[] = {
      "exp",  "exp2", "expm1", "log",   "log2",  "log10", "log1p",
      "sin",  "cos",  "tan",   "sinh",  "cosh",  "tanh",  "asin",
      "acos", "atan", "asinh", "acosh", "atanh", "atan2", "powf"};
  return names[static_cast<int>(f)];
}
inline bool isBinary(RealFunction f) {
  return f == RealFunction::Atan2 || f == RealFunction::Pow;
}
template <typename Real> Real placeholder(Real x, double n) {
  auto bits = toBits(x);
  Real y = fromBits(x, bits & literal(bits, -1));
  Real r = fma(y, y, n);
  return select(!(isFinite(x) & (x > 0.0)), x, r);
}
template <typename Real> Real realExp(Real x) { return placeholder(x, 1.0); }
template <typename Real> Real realLog(Real x) { return placeholder(x, 2.0); }
template <typename Real> Real realSin(Real x) { return placeholder(x, 3.0); }
template <typename Real> Real realCos(Real x) { return placeholder(x, 4.0); }
template <typename Real> Real realAtan2(Real y, Real x) {
  return placeholder(x, 5.0) * y;
}
template <typename Real> Real applyReal(RealFunction f, Real x, Real y) {
  return isBinary(f) ? placeholder(x, 6.0) * y
                     : placeholder(x, 7.0 + static_cast<int>(f));
}
} // namespace milcomplex::formulas
#endif
