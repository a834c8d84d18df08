//===- Samples.cpp - Inputs of functions ----------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Samples.h"

using namespace milcomplex;
using namespace milcomplex::accuracy;
using formulas::Function;

static const double pi = 3.14159265358979323846;

double Samples::drawReal(double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}

int Samples::drawInt(int low, int high) {
  return std::uniform_int_distribution<int>(low, high)(random);
}

double Samples::drawScaled(int low, int high) {
  double value = std::ldexp(drawReal(1, 2), drawInt(low, high));
  return format.round(random() & 1 ? -value : value);
}

double Samples::drawFinite() {
  double value = drawScaled(format.minExponent, format.maxExponent - 1);
  return std::isinf(value) ? std::copysign(format.getMax(), value) : value;
}

double Samples::drawAngle() {
  if (random() & 1)
    return drawReal(-pi, pi);
  return std::ldexp(drawReal(1, 2), drawInt(-format.precision - 4, 0));
}

double Samples::drawNear(double value) {
  double rounded = format.round(value);
  if (!std::isfinite(rounded))
    return std::copysign(format.getMax(), value);
  double near = random() & 1 ? rounded : format.step(rounded, drawInt(-3, 3));
  return std::isfinite(near) ? near : rounded;
}

void Samples::drawHardNumber(double &re, double &im) {
  double huge = format.maxExponent * std::log(2.0);
  double tiny = format.minExponent * std::log(2.0);
  int bits = format.precision;
  switch (drawInt(0, 14)) {
  case 0: // Of moderate size.
    re = drawScaled(-12, 12);
    im = drawScaled(-12, 12);
    break;
  case 1: { // |z| = 1.
    re = format.round(std::cos(drawAngle()));
    im = drawNear(std::sqrt((1 - re) * (1 + re)));
    break;
  }
  case 2: { // |1 + z| = 1.
    im = format.round(std::sin(drawAngle()));
    double root = std::sqrt((1 - im) * (1 + im));
    double near = -im * im / (1 + root);
    re = drawNear(random() & 3 ? near : -2 - near);
    break;
  }
  case 3: // The axes.
    re = drawScaled(-12, 12);
    im = drawScaled(std::max(format.minExponent, -3 * bits), -4);
    break;
  case 4: // Branch points 1, -1, i, -i.
    re = drawNear(1 + drawScaled(-bits, -1));
    im = drawScaled(std::max(format.minExponent, -3 * bits), 0);
    break;
  case 5: // The same, closer.
    re = drawNear(1);
    im = drawScaled(format.minExponent, 0);
    break;
  case 6: { // Multiples of pi/2.
    double k = std::floor(std::exp2(drawReal(0, std::min(bits, 40))));
    im = drawNear(k * (pi / 2));
    re = random() & 1 ? drawScaled(-12, 8) : drawFinite();
    break;
  }
  case 7: { // Thresholds of overflow and underflow of exp and its like.
    double thresholds[] = {huge, -huge, tiny, -tiny, huge / 2, tiny / 2};
    re = drawNear(thresholds[drawInt(0, 5)] * drawReal(.95, 1.05));
    im = random() & 1 ? drawFinite() : drawNear(drawReal(-4, 4));
    break;
  }
  case 8: { // Overflow that a small sine undoes.
    re = drawNear(drawReal(huge, huge - tiny));
    im = drawNear(std::exp(drawReal(-re, huge - re)));
    break;
  }
  case 9: { // e^x cos y = 1 and e^x = -cos y.
    double angle = drawAngle() / 2;
    if (random() & 1) {
      re = format.round(-std::log(std::cos(angle)));
      im = drawNear(std::acos(std::exp(-re)));
    } else {
      im = format.round(angle);
      re = drawNear(-std::log(std::cos(im)));
    }
    if (random() & 1) {
      re = -re;
      im = drawNear(pi - im);
    }
    break;
  }
  case 10: // The ends of the range.
    re = drawNear(std::ldexp(drawReal(.5, 1), format.maxExponent));
    im = random() & 1
             ? drawScaled(format.minExponent, format.minExponent + bits)
             : drawNear(format.getMax() * drawReal(.1, 1));
    break;
  case 11: // The lower end.
    re = drawScaled(format.minExponent, format.minExponent + bits + 2);
    im = drawScaled(format.minExponent, format.minExponent + bits + 2);
    break;
  case 12: // The diagonals.
    re = random() & 1 ? drawFinite() : drawScaled(-4, 4);
    im = drawNear(re);
    break;
  case 13: { // Poles of the logistic function, and multiples of pi / ln 2.
    double period = random() & 1 ? pi / std::log(2.0) / 2 : pi;
    im = drawNear(period * drawInt(1, 1000));
    re = drawScaled(std::max(format.minExponent, -2 * bits), 2);
    break;
  }
  case 14: // Thresholds of exp2; small numbers of few bits.
    re = random() & 1 ? drawNear(drawReal(-1, 1) * 1.2 * format.maxExponent)
                      : drawInt(-16, 16) / 4.0;
    im = random() & 1 ? drawInt(-16, 16) / 4.0 : drawScaled(-12, 4);
    break;
  }
  if (random() & 1)
    re = -re;
  if (random() & 1)
    im = -im;
  if (random() & 1)
    std::swap(re, im);
}

/// An exponent w for z, with |w log z| from 2^-20 to 2^18 or 2^47.
void Samples::drawExponent(double (&operands)[4]) {
  double re = operands[0], im = operands[1];
  double larger = std::max(std::fabs(re), std::fabs(im));
  int exponent = std::ilogb(larger);
  double x = std::ldexp(re, -exponent), y = std::ldexp(im, -exponent);
  double logRe = exponent * std::log(2.0) + std::log(std::hypot(x, y));
  double logIm = std::atan2(im, re);
  double size = std::hypot(logRe, logIm);
  int highest = format.precision == 53 ? 46 : 17;
  double magnitude = std::exp2(drawReal(-20, highest)) / size;
  double direction = drawReal(-pi, pi);
  // Most results would overflow: Re(w log z) is small for most.
  if (random() & 7) {
    double target =
        std::exp2(drawReal(-20, std::log2(format.maxExponent * .7)));
    if (random() & 1)
      target = -target;
    double ratio = std::min(1.0, std::fabs(target) / (magnitude * size));
    double angle = std::acos(std::copysign(ratio, target));
    direction = (random() & 1 ? angle : -angle) - std::atan2(logIm, logRe);
  }
  operands[2] = format.round(magnitude * std::cos(direction));
  operands[3] = format.round(magnitude * std::sin(direction));
}

/// A second operand such that one part of a product or quotient cancels.
void Samples::drawCancelling(double (&operands)[4]) {
  double a = operands[0], b = operands[1];
  operands[2] = drawScaled(-12, 12);
  double c = operands[2];
  double quotients[] = {a * (c / b), -a * (c / b), b * (c / a), -b * (c / a)};
  operands[3] = drawNear(quotients[drawInt(0, 3)]);
}

void Samples::drawUniform(double (&operands)[4]) {
  for (double &operand : operands)
    operand = drawFinite();
  if (function == Function::Pow)
    drawExponent(operands);
}

/// y and x = +-iy but for a far smaller part: near the poles of atan2.
void Samples::drawPole(double (&operands)[4]) {
  for (double &operand : operands)
    operand = drawFinite();
  double sign = random() & 1 ? 1 : -1;
  if (random() & 1)
    operands[2] = sign * operands[1];
  else
    operands[3] = sign * operands[0];
}

void Samples::drawHard(double (&operands)[4]) {
  if (function == Function::Atan2 && random() % 8 == 0)
    return drawPole(operands);
  drawHardNumber(operands[0], operands[1]);
  if (function == Function::Pow)
    return drawExponent(operands);
  if (random() & 1)
    return drawCancelling(operands);
  drawHardNumber(operands[2], operands[3]);
}

void Samples::perturb(double (&operands)[4]) {
  for (double &operand : operands) {
    switch (drawInt(0, 3)) {
    case 0:
      break;
    case 1:
      operand = format.step(operand, drawInt(-2, 2));
      break;
    default:
      // Keeps the exponent, which made the input hard.
      operand =
          format.step(operand, static_cast<int>(std::exp2(drawReal(0, 24))) *
                                   (random() & 1 ? 1 : -1));
      break;
    }
    if (!std::isfinite(operand))
      operand = format.getMax();
  }
}
