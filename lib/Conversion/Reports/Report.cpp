//===- Report.cpp - Files that passes write JSON to -----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"

#include "mlir/Support/FileUtilities.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace mlir;

LogicalResult
milcomplex::writeReport(Operation *op, StringRef path,
                        function_ref<void(llvm::json::OStream &)> write) {
  std::string error;
  std::unique_ptr<llvm::ToolOutputFile> file = openOutputFile(path, &error);
  if (!file)
    return emitError(op->getLoc()) << error;
  llvm::json::OStream json(file->os(), /*IndentSize=*/2);
  write(json);
  file->os() << '\n';
  file->keep();
  return success();
}
