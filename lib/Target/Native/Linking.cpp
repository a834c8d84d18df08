//===- Linking.cpp - Shared libraries of lowered modules ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/MachineCode.h"
#include "llvm/Support/Program.h"
#if MILC_HAS_LLD
#include "lld/Common/Driver.h"

LLD_HAS_DRIVER(elf)
#endif

using llvm::StringRef;

/// The arguments of an ELF linker.
static llvm::SmallVector<StringRef> listArguments(StringRef linker,
                                                  StringRef objectPath,
                                                  StringRef libraryPath) {
  return {linker,  "-shared",           "--gc-sections", "-z",      "relro",
          "-z",    "noexecstack",       "--build-id=none", "-o",
          libraryPath, objectPath};
}

#if MILC_HAS_LLD

llvm::Error milcomplex::linkSharedLibrary(StringRef objectPath,
                                          StringRef libraryPath) {
  llvm::SmallVector<std::string> words;
  for (StringRef word : listArguments("ld.lld", objectPath, libraryPath))
    words.push_back(word.str());
  llvm::SmallVector<const char *> arguments;
  for (const std::string &word : words)
    arguments.push_back(word.c_str());
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  lld::Result result = lld::lldMain(arguments, stream, stream,
                                    {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0)
    return llvm::createStringError(messages);
  return llvm::Error::success();
}

#else

llvm::Error milcomplex::linkSharedLibrary(StringRef objectPath,
                                          StringRef libraryPath) {
  for (StringRef name : {"ld.lld", "ld"}) {
    llvm::ErrorOr<std::string> linker = llvm::sys::findProgramByName(name);
    if (!linker)
      continue;
    std::string message;
    if (llvm::sys::ExecuteAndWait(
            *linker, listArguments(*linker, objectPath, libraryPath), {}, {}, 0,
            0, &message) == 0)
      return llvm::Error::success();
    return llvm::createStringError(*linker + " failed: " + message);
  }
  return llvm::createStringError(
      "no linker found: install ld or lld, or write an object (.o)");
}

#endif
