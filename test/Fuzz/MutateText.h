//===- MutateText.h - Mutations of MLIR text --------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TEST_FUZZ_MUTATETEXT_H
#define MILCOMPLEX_TEST_FUZZ_MUTATETEXT_H

#include "llvm/ADT/ArrayRef.h"
#include <random>
#include <string>

namespace milcomplex {

/// MLIR text with one to four mutations of its lines, types, dimensions,
/// numbers, op names, values or bracketed parts. `opNames` are names that
/// replace others.
std::string mutateText(std::string text, llvm::ArrayRef<std::string> opNames,
                       std::minstd_rand &random);

/// `text` with some lines of `other` in it.
std::string spliceText(std::string text, const std::string &other,
                       std::minstd_rand &random);

} // namespace milcomplex

#endif // MILCOMPLEX_TEST_FUZZ_MUTATETEXT_H
