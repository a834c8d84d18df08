//===- LoadedProgram.cpp - Machine code in this process -------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/LoadedProgram.h"
#include "llvm/ExecutionEngine/Orc/ExecutionUtils.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/TargetSelect.h"

using namespace llvm;
using namespace llvm::orc;
using milcomplex::LoadedProgram;

/// The mathematical library, of which a process may hold no public copy.
static constexpr StringLiteral mathLibrary = "libm.so.6";

LoadedProgram::LoadedProgram(std::unique_ptr<LLJIT> linker)
    : linker(std::move(linker)) {}

LoadedProgram::~LoadedProgram() = default;

Expected<std::unique_ptr<LoadedProgram>>
LoadedProgram::load(std::unique_ptr<MemoryBuffer> object) {
  InitializeNativeTarget();
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
  if (Error error = (*linker)->addObjectFile(std::move(object)))
    return error;
  return std::unique_ptr<LoadedProgram>(new LoadedProgram(std::move(*linker)));
}

Expected<void *> LoadedProgram::find(StringRef name) {
  Expected<ExecutorAddr> address = linker->lookup(name);
  if (!address)
    return address.takeError();
  return address->toPtr<void *>();
}
