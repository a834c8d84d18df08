//===- Report.h - Files that passes write JSON to ---------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_REPORTS_REPORT_H
#define MILCOMPLEX_LIB_CONVERSION_REPORTS_REPORT_H

#include "mlir/IR/Operation.h"
#include "llvm/Support/JSON.h"

namespace milcomplex {

/// Writes the output of `write`, and a newline, to the file at `path`, or to
/// stdout if it is `-`. Fails with an error at `op` if that cannot be opened.
mlir::LogicalResult
writeReport(mlir::Operation *op, llvm::StringRef path,
            llvm::function_ref<void(llvm::json::OStream &)> write);

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_REPORTS_REPORT_H
