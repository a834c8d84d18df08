//===- Options.h - Options of both tools ------------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_BENCHMARK_ACCURACY_OPTIONS_H
#define MILCOMPLEX_BENCHMARK_ACCURACY_OPTIONS_H

// Options that milc-accuracy and milc-real-accuracy share.

#include "Machine.h"

#include <string>

namespace milcomplex::accuracy {

/// Whether `name` is in the comma-separated list, or that is empty.
inline bool isIn(const std::string &list, const char *name) {
  return list.empty() ||
         ("," + list + ",").find(std::string(",") + name + ",") !=
             std::string::npos;
}

/// Sets what an option says of a machine; false where it says nothing.
inline bool parseMachine(const std::string &argument, Machine &machine) {
  if (argument == "--flush-subnormals")
    machine.flushesSubnormals = true;
  else if (argument == "--zero-operands")
    machine.zeroesOperands = true;
  else if (argument == "--round-products")
    machine.roundsProducts = true;
  else
    return false;
  return true;
}

} // namespace milcomplex::accuracy

#endif // MILCOMPLEX_BENCHMARK_ACCURACY_OPTIONS_H
