//===- LoadedProgram.cpp - Machine code in this process -------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/LoadedProgram.h"
#include "milcomplex/Target/Native/MachineCode.h"
#include "llvm/ExecutionEngine/Orc/ExecutionUtils.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Object/ObjectFile.h"

using namespace llvm;
using namespace llvm::orc;
using milcomplex::LoadedProgram;

/// The mathematical library, of which a process may hold no public copy.
static constexpr StringLiteral mathLibrary = "libm.so.6";

LoadedProgram::LoadedProgram(std::unique_ptr<LLJIT> linker)
    : linker(std::move(linker)) {}

LoadedProgram::~LoadedProgram() = default;

/// The name of a function or constant that an object defines for others, empty
/// if there is none.
static Expected<std::string> findFunction(MemoryBufferRef object) {
  auto file = object::ObjectFile::createObjectFile(object);
  if (!file)
    return file.takeError();
  for (const object::SymbolRef &symbol : (*file)->symbols()) {
    Expected<uint32_t> flags = symbol.getFlags();
    if (!flags)
      return flags.takeError();
    bool isDefined = !(*flags & object::SymbolRef::SF_Undefined);
    if (!isDefined || !(*flags & object::SymbolRef::SF_Global))
      continue;
    Expected<StringRef> name = symbol.getName();
    if (!name)
      return name.takeError();
    return name->str();
  }
  return std::string();
}

/// Links all of the object that defines a function; fails if it calls what is
/// nowhere, and says what.
static Error link(LLJIT &linker, StringRef function) {
  std::string reasons;
  linker.getExecutionSession().setErrorReporter([&](Error error) {
    reasons += (reasons.empty() ? "" : "\n") + toString(std::move(error));
  });
  Expected<ExecutorAddr> address = linker.lookupLinkerMangled(function);
  linker.getExecutionSession().setErrorReporter(consumeError);
  if (address)
    return Error::success();
  std::string failure = toString(address.takeError());
  return createStringError(reasons.empty() ? failure : reasons);
}

Expected<std::unique_ptr<LoadedProgram>>
LoadedProgram::load(MemoryBufferRef object) {
  initializeNativeTarget();
  Expected<std::unique_ptr<LLJIT>> linker =
      LLJITBuilder().setPlatformSetUp(setUpInactivePlatform).create();
  if (!linker)
    return linker.takeError();
  char prefix = (*linker)->getDataLayout().getGlobalPrefix();
  auto math = DynamicLibrarySearchGenerator::Load(mathLibrary.data(), prefix);
  if (math)
    (*linker)->getMainJITDylib().addGenerator(std::move(*math));
  else
    consumeError(math.takeError());
  Expected<std::string> function = findFunction(object);
  if (!function)
    return function.takeError();
  // All of it is linked with a function, or none where there is no function.
  std::unique_ptr<MemoryBuffer> buffer =
      function->empty() ? MemoryBuffer::getMemBufferCopy(object.getBuffer())
                        : MemoryBuffer::getMemBuffer(object, false);
  if (Error error = (*linker)->addObjectFile(std::move(buffer)))
    return error;
  if (!function->empty())
    if (Error error = link(**linker, *function))
      return error;
  return std::unique_ptr<LoadedProgram>(new LoadedProgram(std::move(*linker)));
}

Expected<void *> LoadedProgram::find(StringRef name) {
  Expected<ExecutorAddr> address = linker->lookup(name);
  if (!address)
    return address.takeError();
  return address->toPtr<void *>();
}
