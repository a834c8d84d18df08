/*===- compile.c - A C program that lowers, compiles and calls --*- C -*-===*\
|*                                                                          *|
|* Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.  *|
|* See LICENSE for license information.                                     *|
|* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception                  *|
|*                                                                          *|
\*===----------------------------------------------------------------------===*/

#include "milcomplex-c/milcomplex.h"
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                       \
  do {                                                                         \
    if (!(condition)) {                                                        \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);  \
      exit(1);                                                                 \
    }                                                                          \
  } while (0)

static const char square[] =
    "func.func @square(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> "
    "{\n"
    "  %y = milcomplex.mul %x, %x : tensor<?xcomplex<f32>>\n"
    "  return %y : tensor<?xcomplex<f32>>\n"
    "}\n";

static const char transform[] =
    "func.func @fft(%x: tensor<8xcomplex<f64>>) -> tensor<8xcomplex<f64>> {\n"
    "  %y = milcomplex.fft %x axes [0] : tensor<8xcomplex<f64>>\n"
    "  return %y : tensor<8xcomplex<f64>>\n"
    "}\n";

/* The last message. */
struct Said {
  int count;
  MilcSeverity severity;
  char text[1000];
};

static void listen(MilcSeverity severity, const char *text, void *data) {
  struct Said *said = data;
  ++said->count;
  said->severity = severity;
  snprintf(said->text, sizeof said->text, "%s", text);
}

static MilcProgram *compile(const char *module, const MilcOptions *options,
                            MilcBuffer *header) {
  MilcBuffer object;
  CHECK(milcCompile(module, strlen(module), options, &object, header) == 0);
  MilcProgram *program = milcLoad(object.data, object.size, options);
  milcFreeBuffer(&object);
  CHECK(program && !object.data && !object.size);
  return program;
}

static void checkLowered(void) {
  MilcBuffer lowered;
  CHECK(milcLower(square, strlen(square), NULL, &lowered) == 0);
  CHECK(strlen(lowered.data) == lowered.size);
  CHECK(strstr(lowered.data, "tensor<?xf32>, tensor<?xf32>"));
  CHECK(!strstr(lowered.data, "complex"));
  milcFreeBuffer(&lowered);
}

static void checkDynamic(void) {
  MilcOptions options = {.lowering = "abi=interleaved", .prefix = "my_"};
  MilcBuffer header;
  MilcProgram *program = compile(square, &options, &header);
  CHECK(strstr(header.data, "int32_t my_square(const float *argument0, "));
  milcFreeBuffer(&header);
  int32_t (*call)(const float *, int64_t, float **, int64_t *);
  *(void **)&call = milcFind(program, "my_square");
  CHECK(call && !milcFind(program, "square"));
  float x[6] = {1, 2, 0, 1, 3, 0}, *y;
  int64_t sizes[2];
  CHECK(call(x, 3, &y, sizes) == 0);
  CHECK(sizes[0] == 3 && sizes[1] == 2);
  milcUnload(program);
  float expected[6] = {-3, 4, -1, 0, 9, 0};
  CHECK(!memcmp(y, expected, sizeof expected));
  free(y);
}

static void checkTransform(void) {
  MilcOptions options = {.processor = "x86-64"};
#ifndef __x86_64__
  options.processor = NULL;
#endif
  MilcProgram *program = compile(transform, &options, NULL);
  int32_t (*call)(const double *, const double *, double *, double *);
  *(void **)&call = milcFind(program, "fft");
  double re[8] = {1}, im[8] = {0}, a[8], b[8];
  CHECK(call && call(re, im, a, b) == 0);
  for (int i = 0; i < 8; ++i)
    CHECK(a[i] == 1 && b[i] == 0);
  milcUnload(program);
}

static void checkErrors(void) {
  struct Said said = {0};
  MilcOptions options = {.handler = listen, .data = &said};
  MilcBuffer buffer;
  const char wrong[] = "func.func @f() {\n  foo\n}\n";
  CHECK(milcLower(wrong, strlen(wrong), &options, &buffer) == 1);
  CHECK(said.count == 1 && said.severity == MILC_ERROR);
  CHECK(!strncmp(said.text, "module:2:3: ", 12));
  CHECK(milcCompile(wrong, strlen(wrong), &options, &buffer, NULL) == 1);
  CHECK(milcCompile(wrong, strlen(wrong), NULL, &buffer, NULL) == 1);
  CHECK(said.count == 2);
  CHECK(!milcLoad("no object", 9, &options) && said.count == 3);
  options.lowering = "abi=none";
  CHECK(milcLower(square, strlen(square), &options, &buffer) == 1);
  CHECK(milcCompile(square, strlen(square), &options, &buffer, NULL) == 1);
  options.lowering = NULL;
  options.processor = "none";
  said.count = 0;
  CHECK(milcCompile(square, strlen(square), &options, &buffer, NULL) == 1);
  CHECK(said.count == 1 && strstr(said.text, "'none'"));
}

static void *run(void *argument) {
  (void)argument;
  checkDynamic();
  checkTransform();
  checkErrors();
  return NULL;
}

int main(void) {
  CHECK(strchr(milcGetVersion(), '.'));
  checkLowered();
  pthread_t threads[4];
  for (int i = 0; i < 4; ++i)
    CHECK(!pthread_create(&threads[i], NULL, run, NULL));
  for (int i = 0; i < 4; ++i)
    CHECK(!pthread_join(threads[i], NULL));
  return 0;
}
