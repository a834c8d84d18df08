//===- lower-complex-fuzzer.cpp - --lower-complex on hostile input --------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The first byte of an input picks the options, the rest is a module, as text
// or as bytecode. Whatever it is, the pipeline ends in one of two ways:
// - it fails, with an error, and leaves the module as it was;
// - it succeeds, and what it prints parses and lowers to itself.
//
//===----------------------------------------------------------------------===//

#include "MutateText.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Bytecode/BytecodeReader.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"

using namespace mlir;
using namespace milcomplex;

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maxSize);

//===----------------------------------------------------------------------===//
// One input
//===----------------------------------------------------------------------===//

static DialectRegistry makeRegistry() {
  DialectRegistry registry;
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registerAllGPUToLLVMIRTranslations(registry);
  registry.insert<MilcomplexDialect>();
  return registry;
}

static const DialectRegistry &getRegistry() {
  static const DialectRegistry registry = makeRegistry();
  return registry;
}

namespace {

struct Choice {
  explicit Choice(uint8_t byte) {
    options.abi = byte & 1 ? Abi::Interleaved : Abi::Pair;
    options.matmul = byte & 2 ? MatmulScheme::ThreeM : MatmulScheme::FourM;
    constexpr ComplexRange ranges[] = {ComplexRange::Improved,
                                       ComplexRange::Basic, ComplexRange::Full,
                                       ComplexRange::Promoted};
    options.complexRange = ranges[byte >> 2 & 3];
    if (byte & 128)
      options.complexRange = ComplexRange::Portable;
    allowsUnregistered = byte & 16;
    if (byte & 32)
      options.realFunctions = RealFunctionScheme::Call;
    if (byte & 64)
      options.inlineLimit = 0;
  }

  LowerComplexOptions options;
  bool allowsUnregistered;
};

/// A module in a context of its own.
class Input {
public:
  Input(StringRef source, const Choice &choice)
      : context(getRegistry(), MLIRContext::Threading::DISABLED),
        handler(&context, [this](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
            errors += diagnostic.str() + "\n";
        }) {
    context.allowUnregisteredDialects(choice.allowsUnregistered);
    module = parseSourceString<ModuleOp>(source, &context);
  }

  explicit operator bool() const { return bool(module); }
  const std::string &getErrors() const { return errors; }

  LogicalResult lower(const LowerComplexOptions &options) {
    PassManager manager(&context);
    buildLowerComplexPipeline(manager, options);
    return manager.run(*module);
  }

  std::string print() {
    std::string text;
    llvm::raw_string_ostream stream(text);
    module->print(stream);
    return text;
  }

private:
  MLIRContext context;
  std::string errors;
  ScopedDiagnosticHandler handler;
  OwningOpRef<ModuleOp> module;
};

} // namespace

[[noreturn]] static void reportBreak(StringRef rule, StringRef found) {
  llvm::errs() << "contract: " << rule << ", but found:\n" << found << "\n";
  abort();
}

/// Whether the printed form of a module parses to the same: not every one of
/// upstream's does.
static bool survivesPrinting(const std::string &text, const Choice &choice) {
  Input again(text, choice);
  return again && again.print() == text;
}

static void checkContract(const std::string &source, const Choice &choice) {
  Input input(source, choice);
  if (!input)
    return;
  std::string before = input.print();
  if (failed(input.lower(choice.options))) {
    if (input.getErrors().empty())
      reportBreak("a failure must report an error", "none\n" + before);
    if (input.print() != before)
      reportBreak("a rejected module must stay as it was",
                  input.getErrors() + input.print());
    return;
  }
  std::string after = input.print();
  if (!survivesPrinting(before, choice))
    return;
  Input output(after, choice);
  if (!output)
    reportBreak("the result must parse", output.getErrors() + after);
  if (failed(output.lower(choice.options)))
    reportBreak("the result must lower", output.getErrors() + after);
  if (std::string twice = output.print(); twice != after)
    reportBreak("the result must lower to itself", after + "\n---\n" + twice);
}

/// What follows the option byte. MLIR's lexer needs the null at its end.
static std::string getSource(const uint8_t *data, size_t size) {
  return std::string(reinterpret_cast<const char *>(data + 1), size - 1);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size != 0)
    checkContract(getSource(data, size), Choice(data[0]));
  return 0;
}

//===----------------------------------------------------------------------===//
// Mutation
//===----------------------------------------------------------------------===//

static bool isModuleBytecode(const uint8_t *data, size_t size) {
  StringRef text(reinterpret_cast<const char *>(data), size);
  return text.drop_front().starts_with("ML\xefR");
}

/// The ops of the dialects that are lowered.
static ArrayRef<std::string> getOpNames() {
  static const std::vector<std::string> names = [] {
    MLIRContext context(getRegistry(), MLIRContext::Threading::DISABLED);
    std::vector<std::string> names;
    for (StringRef dialect :
         {"affine", "arith", "async", "bufferization", "builtin", "cf",
          "complex", "func", "gpu", "linalg", "memref", "milcomplex",
          "ml_program", "scf", "shape", "tensor", "ub", "vector"})
      context.getOrLoadDialect(dialect);
    for (RegisteredOperationName name : context.getRegisteredOperations())
      names.push_back(name.getStringRef().str());
    llvm::sort(names);
    return names;
  }();
  return names;
}

/// Writes option byte and text to the fuzzer's buffer.
static size_t store(uint8_t options, const std::string &text, uint8_t *data,
                    size_t maxSize) {
  size_t size = std::min(text.size() + 1, maxSize);
  data[0] = options;
  memcpy(data + 1, text.data(), size - 1);
  return size;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  std::minstd_rand random(seed);
  if (size < 2 || isModuleBytecode(data, size) || random() % 16 == 0)
    return LLVMFuzzerMutate(data, size, maxSize);
  uint8_t options = random() % 8 == 0 ? '0' + random() % 32 : data[0];
  return store(options, mutateText(getSource(data, size), getOpNames(), random),
               data, maxSize);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1,
                                            const uint8_t *data2, size_t size2,
                                            uint8_t *out, size_t maxSize,
                                            unsigned seed) {
  std::minstd_rand random(seed);
  if (size1 < 2 || size2 < 2 || isModuleBytecode(data1, size1) ||
      isModuleBytecode(data2, size2))
    return 0;
  return store(
      data1[0],
      spliceText(getSource(data1, size1), getSource(data2, size2), random), out,
      maxSize);
}
