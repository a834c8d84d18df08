//===- LoadedProgram.h - Machine code in this process --------- -*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TARGET_NATIVE_LOADEDPROGRAM_H
#define MILCOMPLEX_TARGET_NATIVE_LOADEDPROGRAM_H

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace llvm::orc {
class LLJIT;
} // namespace llvm::orc

namespace milcomplex {

/// An object that is linked into this process. Its memory is freed with it.
class LoadedProgram {
public:
  /// Links an object that `writeMachineCode` has written; what it calls is
  /// found in this process and in the mathematical library of C. Fails if it
  /// calls what is in neither. The object is not read afterwards.
  static llvm::Expected<std::unique_ptr<LoadedProgram>>
  load(llvm::MemoryBufferRef object);

  ~LoadedProgram();

  /// The address of a function or a constant.
  llvm::Expected<void *> find(llvm::StringRef name);

private:
  explicit LoadedProgram(std::unique_ptr<llvm::orc::LLJIT> linker);

  std::unique_ptr<llvm::orc::LLJIT> linker;
};

} // namespace milcomplex

#endif // MILCOMPLEX_TARGET_NATIVE_LOADEDPROGRAM_H
