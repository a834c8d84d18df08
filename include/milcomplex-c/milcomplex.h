/*===- milcomplex.h - The interface for C -----------------------*- C -*-===*\
|*                                                                          *|
|* Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.  *|
|* See LICENSE for license information.                                     *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
|*===----------------------------------------------------------------------===*|
|*                                                                          *|
|* Lowers modules of MLIR with complex numbers, compiles them for this      *|
|* processor, and links them into this process. All functions may be called *|
|* from several threads at once; none changes what it is given.             *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#ifndef MILCOMPLEX_C_MILCOMPLEX_H
#define MILCOMPLEX_C_MILCOMPLEX_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MILC_EXPORTED __attribute__((visibility("default")))

typedef enum MilcSeverity {
  MILC_ERROR,
  MILC_WARNING,
  MILC_REMARK
} MilcSeverity;

/** Is called with each message: `text` begins with the place in the module, if
    there is one, and may have several lines. `data` is that of the options. */
typedef void (*MilcMessageHandler)(MilcSeverity severity, const char *text,
                                   void *data);

/** Zeros are the defaults; a null pointer to options means all of them. */
typedef struct MilcOptions {
  /** Options of --lower-complex, such as "abi=interleaved". milcCompile sets
      fft-form and vector-width by itself. */
  const char *lowering;
  /** The processor, as Clang names it; by default this one. */
  const char *processor;
  /** What the names of functions begin with in an object. */
  const char *prefix;
  /** How many threads share the iterations of large loops; by default 1. */
  int threads;
  /** Without it, messages are dropped. */
  MilcMessageHandler handler;
  void *data;
} MilcOptions;

/** Bytes that the caller frees with milcFreeBuffer; a zero, which `size` does
    not count, follows the last. */
typedef struct MilcBuffer {
  char *data;
  size_t size;
} MilcBuffer;

/** A program that is linked into this process. */
typedef struct MilcProgram MilcProgram;

/** The version of the library, such as "0.1.0". */
MILC_EXPORTED const char *milcGetVersion(void);

/** Lowers a module, `size` bytes of text or bytecode, by --lower-complex, and
    writes its text to `lowered`. Returns 0, or 1 after a message. */
MILC_EXPORTED int milcLower(const char *module, size_t size,
                            const MilcOptions *options, MilcBuffer *lowered);

/** Lowers a module and compiles it to an object, which milcLoad and any linker
    accept. Writes to `header`, unless it is null, the declarations of its
    functions. Returns 0, or 1 after a message. */
MILC_EXPORTED int milcCompile(const char *module, size_t size,
                              const MilcOptions *options, MilcBuffer *object,
                              MilcBuffer *header);

/** Links an object into this process; of the options it uses the handler.
    Returns null after a message. */
MILC_EXPORTED MilcProgram *milcLoad(const char *object, size_t size,
                                    const MilcOptions *options);

/** Returns the address of a function or a constant of a program, which is
    valid until it is unloaded; null if it has none of this name. */
MILC_EXPORTED void *milcFind(MilcProgram *program, const char *name);

/** Calls a function of a program from a program of XLA for CPUs: a handler of
    XLA's foreign function interface (an XLA_FFI_Handler of xla/ffi/api/c_api.h,
    version 0.1 and later). The operands and the results of the call are those
    of the function, all of static shapes; its attribute `function`, an s64, is
    the address of NAME_packed, and `messages` has those of its assertions, a
    newline after each. The program must not be unloaded while XLA has the call.
    Returns null, or an error of XLA. */
MILC_EXPORTED void *milcHandleXlaCall(void *frame);

/** Frees the code of a program. Null is accepted. */
MILC_EXPORTED void milcUnload(MilcProgram *program);

/** Frees the bytes of a buffer, whose fields become 0. */
MILC_EXPORTED void milcFreeBuffer(MilcBuffer *buffer);

#ifdef __cplusplus
}
#endif

#endif /* MILCOMPLEX_C_MILCOMPLEX_H */
