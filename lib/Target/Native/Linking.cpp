//===- Linking.cpp - Shared libraries of lowered modules ------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/MachineCode.h"
#include "lld/Common/Driver.h"

LLD_HAS_DRIVER(elf)

llvm::Error milcomplex::linkSharedLibrary(llvm::StringRef objectPath,
                                          llvm::StringRef libraryPath) {
  std::string object = objectPath.str(), library = libraryPath.str();
  const char *arguments[] = {"ld.lld",          "-shared",  "--gc-sections",
                             "-z",              "relro",    "--build-id=none",
                             "-o",              library.c_str(),
                             object.c_str()};
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  lld::Result result = lld::lldMain(arguments, stream, stream,
                                    {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0)
    return llvm::createStringError(messages);
  return llvm::Error::success();
}
