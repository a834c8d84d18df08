//===- SupportRules.h - What a conversion requires of ops -------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_CONVERSION_SUPPORTRULES_H
#define MILCOMPLEX_CONVERSION_SUPPORTRULES_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace milcomplex {

/// What is known of ops and types before anything changes: which of them cannot
/// be lowered, which have no pattern of their own, which hold a constant or
/// symbol that becomes two. The survey applies the rules, so that no pattern
/// need decline later.
class SupportRules {
public:
  /// Why an op cannot be lowered ("rule, but found what was found"); nullopt
  /// where it can.
  using Rule = std::function<std::optional<std::string>(mlir::Operation *)>;
  using ConstantGetter = std::function<mlir::Attribute(mlir::Operation *)>;

  /// Adds what the pattern for OpTy requires of the op beyond its types.
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

  /// The body of an op of this kind follows from its name, and its pattern
  /// creates it anew.
  void addCreatesBody(mlir::OperationName name) {
    createsBody.insert(name.getStringRef());
  }

  /// An op of this kind may hold a constant that its pattern splits: `getValue`
  /// returns it, or null where there is none.
  template <typename OpTy>
  void addSplitConstant(std::function<mlir::Attribute(OpTy)> getValue) {
    splitConstants[OpTy::getOperationName()] =
        [getValue = std::move(getValue)](mlir::Operation *op) {
          return getValue(mlir::cast<OpTy>(op));
        };
  }

  /// An op of this kind is a symbol that becomes two. `advice` says what to do
  /// about a use that cannot name both.
  template <typename OpTy> void addSplitSymbol(mlir::StringRef advice) {
    splitSymbols[OpTy::getOperationName()] = advice.str();
  }

  /// Adds a rule that returns why `type` does not convert; nullopt where it
  /// knows no reason.
  void addTypeRule(
      std::function<std::optional<std::string>(mlir::Type type)> whyNot) {
    typeRules.push_back(std::move(whyNot));
  }

  bool isConvertedWithParent(mlir::OperationName name) const {
    return convertedWithParent.count(name.getStringRef());
  }
  bool hasCreatedBody(mlir::OperationName name) const {
    return createsBody.contains(name.getStringRef());
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

  /// Why `type` does not convert, by the first rule that knows a reason.
  std::optional<std::string> whyNot(mlir::Type type) const {
    for (const auto &rule : typeRules)
      if (std::optional<std::string> reason = rule(type))
        return reason;
    return std::nullopt;
  }

  /// What returns the constant that the pattern of an op of this name splits;
  /// null where there is none.
  const ConstantGetter *findConstantGetter(mlir::OperationName name) const {
    auto entry = splitConstants.find(name.getStringRef());
    return entry == splitConstants.end() ? nullptr : &entry->second;
  }

  /// The advice for uses of ops of this name, symbols that become two; nullopt
  /// where they do not become two.
  std::optional<mlir::StringRef>
  findSplitSymbolAdvice(mlir::OperationName name) const {
    auto entry = splitSymbols.find(name.getStringRef());
    if (entry == splitSymbols.end())
      return std::nullopt;
    return mlir::StringRef(entry->second);
  }

private:
  llvm::StringMap<Rule> rules;
  std::vector<std::function<std::optional<std::string>(mlir::Type)>> typeRules;
  llvm::StringMap<ConstantGetter> splitConstants;
  llvm::StringMap<std::string> splitSymbols;
  llvm::StringSet<> createsBody;
  std::set<std::string, std::less<>> convertedWithParent;
  std::map<std::string, std::string> unsupported;
};

} // namespace milcomplex

#endif // MILCOMPLEX_CONVERSION_SUPPORTRULES_H
