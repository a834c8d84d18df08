//===- MilcToReal.h - Complex values to pairs of reals ----------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_MILCTOREAL_H
#define MILCOMPLEX_CONVERSION_MILCTOREAL_H

#include "milcomplex/Conversion/Passes.h"
#include "mlir/Transforms/DialectConversion.h"
#include "llvm/ADT/StringMap.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace milcomplex {

/// complex<T> -> T, T and tensor<...xcomplex<T>> -> tensor<...xT>,
/// tensor<...xT> for T one of f16, bf16, f32, f64; function types by their
/// inputs and results. Types without complex numbers in them are legal; any
/// other type does not convert.
class PairTypeConverter : public mlir::TypeConverter {
public:
  explicit PairTypeConverter(Abi abi = Abi::Pair);

  Abi getAbi() const { return abi; }

  /// Lets complex values that a conversion leaves meet pairs: with
  /// milcomplex.complex, milcomplex.real and milcomplex.imag, for numbers and
  /// ranked tensors. Without it, a conversion that leaves some fails.
  void addPartMaterializations();

private:
  Abi abi;
};

/// What an op's pattern asks of the op beyond its types. The survey asks it
/// before anything changes, so that a pattern need not decline later on.
class SupportRules {
public:
  /// Why an op cannot be lowered ("rule, but found what was found"); nullopt
  /// where it can.
  using Rule = std::function<std::optional<std::string>(mlir::Operation *)>;

  template <typename OpTy>
  void add(std::function<std::optional<std::string>(OpTy)> whyNot) {
    rules[OpTy::getOperationName()] =
        [whyNot = std::move(whyNot)](mlir::Operation *op) {
          return whyNot(mlir::cast<OpTy>(op));
        };
  }
  template <typename OpTy>
  void add(std::optional<std::string> (*whyNot)(OpTy)) {
    rules[OpTy::getOperationName()] = [whyNot](mlir::Operation *op) {
      return whyNot(mlir::cast<OpTy>(op));
    };
  }

  /// No op of this kind that has complex values can be lowered, for `reason`.
  template <typename OpTy> void markUnsupported(mlir::StringRef reason) {
    rules[OpTy::getOperationName()] =
        [reason = reason.str()](mlir::Operation *) { return reason; };
    unsupported[OpTy::getOperationName().str()] = reason.str();
  }

  /// An op of this kind is converted by the pattern of its parent.
  template <typename OpTy> void addConvertedWithParent() {
    convertedWithParent.insert(OpTy::getOperationName().str());
  }

  /// An op of this kind is expanded by milc-expand-transforms.
  template <typename OpTy> void addExpandedBefore() {
    expandedBefore.insert(OpTy::getOperationName().str());
  }

  bool isExpandedBefore(mlir::OperationName name) const {
    return expandedBefore.count(name.getStringRef());
  }

  /// The names of the ops that milc-expand-transforms expands.
  const std::set<std::string, std::less<>> &getExpandedBefore() const {
    return expandedBefore;
  }

  bool isConvertedWithParent(mlir::OperationName name) const {
    return convertedWithParent.count(name.getStringRef());
  }

  /// The names of the ops that are converted by the patterns of their parents.
  const std::set<std::string, std::less<>> &getConvertedWithParent() const {
    return convertedWithParent;
  }

  /// The names of the ops that are never lowered, and the reasons.
  const std::map<std::string, std::string> &getUnsupported() const {
    return unsupported;
  }

  /// The rule for ops of this name; null where there is none.
  const Rule *find(mlir::OperationName name) const {
    auto rule = rules.find(name.getStringRef());
    return rule == rules.end() ? nullptr : &rule->second;
  }

  /// Why `op` cannot be lowered, by the rule for its name.
  std::optional<std::string> whyNot(mlir::Operation *op) const {
    const Rule *rule = find(op->getName());
    return rule ? (*rule)(op) : std::nullopt;
  }

private:
  llvm::StringMap<Rule> rules;
  std::set<std::string, std::less<>> convertedWithParent, expandedBefore;
  std::map<std::string, std::string> unsupported;
};

/// Adds the patterns that split complex values. `options` are those of the pass
/// milc-to-real. `rules` gets the rules for the ops that the patterns take only
/// in part; on others of that kind a pattern fails or asserts.
void populateMilcToRealPatterns(const PairTypeConverter &converter,
                                mlir::RewritePatternSet &patterns,
                                const MilcToRealOptions &options = {},
                                SupportRules *rules = nullptr);

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_MILCTOREAL_H
