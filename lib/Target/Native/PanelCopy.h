//===- PanelCopy.h - Operands of a matrix product side by side  -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_TARGET_NATIVE_PANELCOPY_H
#define MILCOMPLEX_LIB_TARGET_NATIVE_PANELCOPY_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace milcomplex {

/// Finds or adds a private function of a module that copies lines of a matrix
/// of `element` to panels, in each of which `width` lines, an even number, lie
/// side by side: first the first element of each line, then the second. The
/// last panel is filled up with zeros. It is fast for matrices whose elements
/// are contiguous along lines or across them or, where `mostStep` is 2, two
/// apart, as the parts of interleaved complex numbers are. Whoever calls it
/// first decides.
///
/// Its operands are a matrix with any strides whose rows are the lines, a
/// contiguous buffer for the panels, the first line, the first element, how
/// many lines and how many elements of each.
mlir::func::FuncOp getPanelCopy(mlir::ModuleOp module, mlir::FloatType element,
                                int64_t width, int64_t mostStep);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_TARGET_NATIVE_PANELCOPY_H
