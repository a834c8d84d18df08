//===- milc-compile.cpp - Machine code of modules -------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Serve.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Target/Native/Compiler.h"
#include "milcomplex/Target/Native/Header.h"
#include "milcomplex/Target/Native/MachineCode.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/FileUtilities.h"
#include "llvm/BinaryFormat/Magic.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ToolOutputFile.h"
#include "llvm/Target/TargetMachine.h"

using namespace mlir;
using namespace milcomplex;

static llvm::cl::OptionCategory category("Options of milc-compile");

static llvm::cl::opt<std::string> inputPath(
    llvm::cl::Positional, llvm::cl::init("-"),
    llvm::cl::desc("<module of MLIR, text or bytecode; or an object>"),
    llvm::cl::cat(category));

static llvm::cl::opt<std::string> outputPath(
    "o", llvm::cl::value_desc("file"),
    llvm::cl::desc(
        "A shared library (.so), an object (.o), assembly (.s), LLVM "
        "IR (.ll) or the LLVM dialect (.mlir), by its suffix"),
    llvm::cl::cat(category));

static llvm::cl::opt<std::string>
    headerPath("header", llvm::cl::value_desc("file"),
               llvm::cl::desc("Write a C header, too"),
               llvm::cl::cat(category));

static llvm::cl::opt<std::string>
    processorName("cpu", llvm::cl::init("native"),
                  llvm::cl::desc("The processor, as Clang names it (native)"),
                  llvm::cl::cat(category));

static llvm::cl::opt<std::string>
    lowering("lower-complex", llvm::cl::value_desc("options"),
             llvm::cl::desc("Options of --lower-complex, besides "
                            "fft-form=vector vector-width=<of the processor>"),
             llvm::cl::cat(category));

static llvm::cl::opt<std::string> resourcesPath(
    "resources", llvm::cl::value_desc("file"),
    llvm::cl::desc("Read the data of resources from a safetensors file"),
    llvm::cl::cat(category));

/// The option --threads, declared in place of one of LLVM's linker.
static llvm::cl::opt<unsigned> &getThreads() {
  if (auto *other = llvm::cl::getRegisteredOptions().lookup("threads"))
    if (llvm::none_of(other->Categories,
                      [](auto *one) { return one == &category; }))
      other->removeArgument();
  static llvm::cl::opt<unsigned> threads(
      "threads", llvm::cl::init(1), llvm::cl::value_desc("number"),
      llvm::cl::desc("How many threads share the iterations of large loops "
                     "(1)"),
      llvm::cl::cat(category));
  return threads;
}

static llvm::cl::opt<bool> printVectorWidth(
    "print-vector-width",
    llvm::cl::desc("Print the bits of a vector register, and compile nothing"),
    llvm::cl::cat(category));

static llvm::cl::opt<bool> printProcessor(
    "print-processor",
    llvm::cl::desc("Print the name and the features of the processor, and "
                   "compile nothing"),
    llvm::cl::cat(category));

static llvm::cl::opt<std::string> prefix(
    "prefix", llvm::cl::value_desc("letters"),
    llvm::cl::desc("What the names of functions begin with in the output"),
    llvm::cl::cat(category));

static void fail(const Twine &message) {
  llvm::errs() << "milc-compile: error: " << message << '\n';
}

/// Prints an error, if there is one.
static LogicalResult check(llvm::Error error) {
  if (!error)
    return success();
  fail(llvm::toString(std::move(error)));
  return failure();
}

/// Opens a file, has `write` write it, and keeps it.
static LogicalResult
writeFile(StringRef path,
          llvm::function_ref<LogicalResult(llvm::raw_pwrite_stream &)> write) {
  std::error_code error;
  llvm::ToolOutputFile file(path, error, llvm::sys::fs::OF_None);
  if (error) {
    fail("cannot write " + path + ": " + error.message());
    return failure();
  }
  if (failed(write(file.os())))
    return failure();
  file.keep();
  return success();
}

static LogicalResult writeLibrary(llvm::Module &module,
                                  llvm::TargetMachine &machine) {
  SmallString<128> object;
  if (std::error_code error =
          llvm::sys::fs::createTemporaryFile("milc", "o", object)) {
    fail("cannot write an object: " + error.message());
    return failure();
  }
  llvm::FileRemover remover(object);
  LogicalResult result = writeFile(object, [&](llvm::raw_pwrite_stream &out) {
    return check(writeMachineCode(module, machine, false, out));
  });
  if (failed(result))
    return failure();
  return check(linkSharedLibrary(object, outputPath));
}

static LogicalResult writeOutput(ModuleOp module,
                                 llvm::TargetMachine &machine) {
  StringRef suffix = llvm::sys::path::extension(outputPath);
  if (suffix == ".mlir")
    return writeFile(outputPath, [&](llvm::raw_pwrite_stream &out) {
      module.print(out);
      return success();
    });
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> optimized =
      makeOptimizedModule(module, context, machine);
  if (!optimized)
    return failure();
  if (suffix == ".so")
    return writeLibrary(*optimized, machine);
  return writeFile(outputPath, [&](llvm::raw_pwrite_stream &out) {
    if (suffix == ".ll") {
      optimized->print(out, nullptr);
      return success();
    }
    return check(writeMachineCode(*optimized, machine, suffix == ".s", out));
  });
}

/// Makes a library of an object.
static LogicalResult link(StringRef suffix) {
  if (suffix == ".so")
    return check(linkSharedLibrary(inputPath, outputPath));
  fail("an object can only become a shared library (.so)");
  return failure();
}

static LogicalResult attachResources(ModuleOp module) {
  if (resourcesPath.empty())
    return success();
  PassManager manager(module.getContext());
  manager.addPass(createMilcAttachResources({resourcesPath, false}));
  return manager.run(module);
}

static LogicalResult compile() {
  auto machine = makeTargetMachine(processorName);
  if (!machine)
    return check(machine.takeError());
  if (printVectorWidth) {
    llvm::outs() << getVectorWidth(**machine) << '\n';
    return success();
  }
  if (printProcessor) {
    llvm::outs() << (*machine)->getTargetTriple().str() << '\n'
                 << (*machine)->getTargetCPU() << '\n'
                 << (*machine)->getTargetFeatureString() << '\n';
    return success();
  }
  // LLD resets all options.
  std::string header = headerPath;
  StringRef suffix = llvm::sys::path::extension(outputPath);
  if (!llvm::is_contained({".so", ".o", ".s", ".ll", ".mlir"}, suffix)) {
    fail("the name of the output must end with .so, .o, .s, .ll or .mlir, but "
         "is " +
         outputPath);
    return failure();
  }
  std::string message;
  std::unique_ptr<llvm::MemoryBuffer> input =
      openInputFile(inputPath, &message);
  if (!input) {
    fail(message);
    return failure();
  }
  if (llvm::identify_magic(input->getBuffer()) ==
      llvm::file_magic::elf_relocatable)
    return link(suffix);
  DialectRegistry registry;
  registerCompiledDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  auto sources = std::make_shared<llvm::SourceMgr>();
  sources->AddNewSourceBuffer(std::move(input), {});
  SourceMgrDiagnosticHandler handler(*sources, &context);
  OwningOpRef<ModuleOp> module =
      parseSourceFile<ModuleOp>(sources, ParserConfig(&context));
  if (!module || failed(attachResources(*module)))
    return failure();
  if (failed(
          lowerToLLVM(*module, **machine, {lowering, prefix, getThreads()})) ||
      failed(writeOutput(*module, **machine)))
    return failure();
  if (header.empty())
    return success();
  return writeFile(header, [&](llvm::raw_pwrite_stream &out) {
    writeHeader(*module, llvm::sys::path::stem(header), out);
    return success();
  });
}

static int run(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  (void)getThreads();
  llvm::cl::HideUnrelatedOptions(category);
  llvm::cl::ParseCommandLineOptions(argc, argv,
                                    "Lowers a module with complex numbers and "
                                    "compiles it to machine code.\n");
  return succeeded(compile()) ? 0 : 1;
}

int main(int argc, char **argv) {
  return milcomplex::runOrServe(argc, argv, run);
}
