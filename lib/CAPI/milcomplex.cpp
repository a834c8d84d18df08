//===- milcomplex.cpp - The interface for C -------------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex-c/milcomplex.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Target/Native/Compiler.h"
#include "milcomplex/Target/Native/Header.h"
#include "milcomplex/Target/Native/LoadedProgram.h"
#include "milcomplex/Target/Native/MachineCode.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/CBindingWrapping.h"
#include "llvm/Target/TargetMachine.h"
#include <cstdlib>
#include <cstring>

using namespace mlir;
using namespace milcomplex;
using llvm::StringRef;

DEFINE_SIMPLE_CONVERSION_FUNCTIONS(LoadedProgram, MilcProgram *)

namespace {

/// Options with the defaults in place, and where messages go.
struct Session {
  explicit Session(const MilcOptions *given) {
    if (given)
      options = *given;
  }

  static std::string read(const char *text, StringRef otherwise = "") {
    return text ? text : otherwise.str();
  }

  void tell(MilcSeverity severity, StringRef text) const {
    if (options.handler)
      options.handler(severity, text.str().c_str(), options.data);
  }

  /// Tells of an error; whether there was none.
  bool check(llvm::Error error) const {
    if (!error)
      return true;
    tell(MILC_ERROR, llvm::toString(std::move(error)));
    return false;
  }

  MilcOptions options = {};
};

/// A module, whose diagnostics are told to the caller.
struct ParsedModule {
  ParsedModule(const Session &session, StringRef source)
      : context(makeRegistry(), MLIRContext::Threading::DISABLED),
        handler(&context, [&session](Diagnostic &diagnostic) {
          tell(session, diagnostic);
        }) {
    module = parseSourceString<ModuleOp>(source, &context, "module");
  }

  MLIRContext context;
  ScopedDiagnosticHandler handler;
  OwningOpRef<ModuleOp> module;

private:
  static DialectRegistry makeRegistry() {
    DialectRegistry registry;
    registerCompiledDialects(registry);
    return registry;
  }

  static void print(const Diagnostic &diagnostic, llvm::raw_ostream &out) {
    if (auto place = diagnostic.getLocation()->findInstanceOf<FileLineColLoc>())
      out << place.getFilename().getValue() << ':' << place.getLine() << ':'
          << place.getColumn() << ": ";
    out << diagnostic;
  }

  static void tell(const Session &session, Diagnostic &diagnostic) {
    std::string text;
    llvm::raw_string_ostream out(text);
    print(diagnostic, out);
    for (const Diagnostic &note : diagnostic.getNotes()) {
      out << "\nnote: ";
      print(note, out);
    }
    MilcSeverity severity =
        diagnostic.getSeverity() == DiagnosticSeverity::Error     ? MILC_ERROR
        : diagnostic.getSeverity() == DiagnosticSeverity::Warning ? MILC_WARNING
                                                                  : MILC_REMARK;
    session.tell(severity, text);
  }
};

} // namespace

static void fill(MilcBuffer &buffer, StringRef bytes) {
  buffer.size = bytes.size();
  buffer.data = static_cast<char *>(llvm::safe_malloc(bytes.size() + 1));
  if (!bytes.empty())
    std::memcpy(buffer.data, bytes.data(), bytes.size());
  buffer.data[bytes.size()] = 0;
}

const char *milcGetVersion(void) { return MILC_VERSION; }

int milcLower(const char *source, size_t size, const MilcOptions *options,
              MilcBuffer *lowered) {
  Session session(options);
  ParsedModule parsed(session, StringRef(source, size));
  if (!parsed.module)
    return 1;
  std::unique_ptr<Pass> lower = createLowerComplex();
  std::string lowering = session.read(session.options.lowering);
  if (failed(lower->initializeOptions(lowering, [&](const Twine &message) {
        session.tell(MILC_ERROR, message.str());
        return failure();
      })))
    return 1;
  PassManager manager(&parsed.context);
  manager.addPass(std::move(lower));
  if (failed(manager.run(*parsed.module)))
    return 1;
  std::string text;
  llvm::raw_string_ostream out(text);
  parsed.module->print(out);
  out << '\n';
  fill(*lowered, text);
  return 0;
}

int milcCompile(const char *source, size_t size, const MilcOptions *options,
                MilcBuffer *object, MilcBuffer *header) {
  Session session(options);
  auto machine =
      makeTargetMachine(session.read(session.options.processor, "native"));
  if (!machine) {
    session.check(machine.takeError());
    return 1;
  }
  ParsedModule parsed(session, StringRef(source, size));
  if (!parsed.module ||
      failed(lowerToLLVM(*parsed.module, **machine,
                         {session.read(session.options.lowering),
                          session.read(session.options.prefix),
                          session.options.threads})))
    return 1;
  std::string declarations;
  if (header) {
    llvm::raw_string_ostream out(declarations);
    writeHeader(*parsed.module, "program", out);
  }
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> optimized =
      makeOptimizedModule(*parsed.module, context, **machine);
  if (!optimized)
    return 1;
  llvm::SmallVector<char> bytes;
  llvm::raw_svector_ostream out(bytes);
  if (!session.check(
          writeMachineCode(*optimized, **machine, /*asAssembly=*/false, out)))
    return 1;
  fill(*object, out.str());
  if (header)
    fill(*header, declarations);
  return 0;
}

MilcProgram *milcLoad(const char *object, size_t size,
                      const MilcOptions *options) {
  Session session(options);
  auto program = LoadedProgram::load(
      llvm::MemoryBufferRef(StringRef(object, size), "object"));
  if (!program) {
    session.check(program.takeError());
    return nullptr;
  }
  return wrap(program->release());
}

void *milcFind(MilcProgram *program, const char *name) {
  llvm::Expected<void *> address = unwrap(program)->find(name);
  if (address)
    return *address;
  llvm::consumeError(address.takeError());
  return nullptr;
}

void milcUnload(MilcProgram *program) { delete unwrap(program); }

void milcFreeBuffer(MilcBuffer *buffer) {
  std::free(buffer->data);
  *buffer = {};
}
