//===- SparseTensor.cpp - sparse_tensor types that do not split -----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/SparseTensor/IR/SparseTensor.h"
#include "AttachPatterns.h"
#include "ComplexFinder.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace milcomplex;

namespace {

/// A sparse tensor keeps its coordinates once for both parts.
struct SparseTensorMilcToReal : MilcToRealInterface {
  using MilcToRealInterface::MilcToRealInterface;

  void addTypeConversions(PairTypeConverter &converter) const override {
    converter.addConversion([](RankedTensorType type) -> std::optional<Type> {
      if (isSparse(type) && ComplexFinder().contains(type))
        return Type();
      return std::nullopt;
    });
  }

  void populateMilcToRealPatterns(PairPatternSet &set) const override {
    set.rules.addTypeRule([](Type type) -> std::optional<std::string> {
      if (!isSparse(type))
        return std::nullopt;
      return llvm::formatv("must have them in dense tensors, but found '{0}'; "
                           "run --linalg-generalize-named-ops and "
                           "--sparsification-and-bufferization first",
                           type);
    });
  }

  bool convertsAllThatRulesAccept() const override { return true; }

private:
  static bool isSparse(Type type) {
    return bool(sparse_tensor::getSparseTensorEncoding(type));
  }
};

} // namespace

void milcomplex::registerSparseTensorMilcToReal(DialectRegistry &registry) {
  attachInterface<sparse_tensor::SparseTensorDialect, SparseTensorMilcToReal>(
      registry);
}
