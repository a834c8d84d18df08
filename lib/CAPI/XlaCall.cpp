//===- XlaCall.cpp - Calls from programs of XLA ---------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The structures are those of XLA's stable C interface, xla/ffi/api/c_api.h, as
// far as they are used: XLA only adds fields at the end of each.
//
//===----------------------------------------------------------------------===//

#include "milcomplex-c/milcomplex.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <cfenv>

namespace {

enum class ExtensionType : int { Metadata = 1 };

struct Extension {
  size_t structSize;
  ExtensionType type;
  Extension *next;
};

struct Version {
  size_t structSize;
  Extension *extensions;
  int major, minor;
};

struct Metadata {
  size_t structSize;
  Version version;
  uint32_t traits;
};

struct MetadataExtension {
  Extension base;
  Metadata *metadata;
};

enum class ErrorCode : int { ResourceExhausted = 8, FailedPrecondition = 9 };

struct ErrorArguments {
  size_t structSize;
  Extension *extensions;
  const char *message;
  ErrorCode code;
};

struct Api {
  size_t structSize;
  Extension *extensions;
  Version version;
  const void *internal;
  void *(*createError)(ErrorArguments *);
};

struct Buffer {
  size_t structSize;
  Extension *extensions;
  int type;
  void *data;
};

struct Buffers {
  size_t structSize;
  Extension *extensions;
  int64_t size;
  const int *types;
  Buffer **values;
};

struct Bytes {
  const char *data;
  size_t size;
};

struct Number {
  int type;
  const int64_t *value;
};

struct Attributes {
  size_t structSize;
  Extension *extensions;
  int64_t size;
  const int *types;
  Bytes **names;
  void **values;
};

struct Frame {
  size_t structSize;
  Extension *extensions;
  const Api *api;
  void *context;
  int stage;
  Buffers arguments, results;
  Attributes attributes;
};

/// Computes as C does while it lives: XLA flushes subnormal numbers to zero.
struct DefaultEnvironment {
  DefaultEnvironment() {
    std::fegetenv(&before);
    std::fesetenv(FE_DFL_ENV);
  }
  ~DefaultEnvironment() { std::fesetenv(&before); }

  std::fenv_t before;
};

} // namespace

/// Says which version of the interface this is, if XLA asks.
static bool answerMetadata(const Frame &frame) {
  for (Extension *one = frame.extensions; one; one = one->next)
    if (one->type == ExtensionType::Metadata) {
      Metadata &metadata =
          *reinterpret_cast<MetadataExtension *>(one)->metadata;
      metadata.version.major = 0;
      metadata.version.minor = 1;
      return true;
    }
  return false;
}

static void *findAttribute(const Attributes &attributes, llvm::StringRef name) {
  for (int64_t index = 0; index != attributes.size; ++index) {
    const Bytes &bytes = *attributes.names[index];
    if (llvm::StringRef(bytes.data, bytes.size) == name)
      return attributes.values[index];
  }
  return nullptr;
}

static void *makeError(const Frame &frame, const std::string &message,
                       ErrorCode code) {
  ErrorArguments arguments{sizeof(ErrorArguments), nullptr, message.c_str(),
                           code};
  return frame.api->createError(&arguments);
}

/// The error for a status other than 0.
static void *makeError(const Frame &frame, int32_t status) {
  std::string message = "the program could not allocate memory";
  if (status > 0) {
    auto *bytes =
        static_cast<const Bytes *>(findAttribute(frame.attributes, "messages"));
    llvm::SmallVector<llvm::StringRef> messages;
    if (bytes)
      llvm::StringRef(bytes->data, bytes->size).split(messages, '\n');
    message = static_cast<size_t>(status) <= messages.size()
                  ? messages[status - 1].str()
                  : "an assertion failed";
  }
  return makeError(frame, message,
                   status > 0 ? ErrorCode::FailedPrecondition
                              : ErrorCode::ResourceExhausted);
}

void *milcHandleXlaCall(void *given) {
  const Frame &frame = *static_cast<const Frame *>(given);
  if (answerMetadata(frame))
    return nullptr;
  llvm::SmallVector<void *> words;
  for (const Buffers *buffers : {&frame.arguments, &frame.results})
    for (int64_t index = 0; index != buffers->size; ++index)
      words.push_back(buffers->values[index]->data);
  auto *number =
      static_cast<const Number *>(findAttribute(frame.attributes, "function"));
  if (!number)
    return makeError(frame, "the call has no attribute 'function'",
                     ErrorCode::FailedPrecondition);
  auto *function = reinterpret_cast<int32_t (*)(void **)>(*number->value);
  DefaultEnvironment environment;
  if (int32_t status = function(words.data()))
    return makeError(frame, status);
  return nullptr;
}
