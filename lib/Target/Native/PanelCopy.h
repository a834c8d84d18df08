//===- PanelCopy.h - Operands of a matrix product side by side  -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_PANELCOPY_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_PANELCOPY_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace milcomplex {

/// An operand of a matrix product, in the text of MatrixProduct.cpp: `%a0` is
/// the first left one, whose lines are rows, `%b0` the first right one, whose
/// lines are columns. Elements of a line lie along the common dimension.
struct PanelOperand {
  char side;
  unsigned number;
  /// How many lines lie side by side in a panel.
  int64_t width;
};

/// Text that looks at the strides of an operand, before its copies.
std::string writePanelViews(const PanelOperand &operand);

/// Text that copies `depth` elements of `count` lines, from `first` and `start`
/// on, to panels in `%packed_a0` or `%packed_b0`; the last panel is filled up
/// with zeros. The arguments but the first are names of values.
std::string writePanelCopy(const PanelOperand &operand, llvm::StringRef first,
                           llvm::StringRef start, llvm::StringRef count);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_PANELCOPY_H
