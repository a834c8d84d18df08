//===- split_constant.cpp - Splitting a constant against memcpy -----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints two medians in seconds, in turns of one process: of a memcpy of a
// 64 MiB buffer into fresh memory, and of splitting a dense_resource of
// complex<f32> of that size.
//
// Usage: split-constant [rounds]
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Dialect/ComplexElements.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/IR/AsmState.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <numeric>

using namespace mlir;
using namespace milcomplex;

static constexpr size_t numBytes = size_t(64) << 20;

/// The seconds that `body` takes.
static double measure(llvm::function_ref<void()> body) {
  auto start = std::chrono::steady_clock::now();
  body();
  std::chrono::duration<double> elapsed =
      std::chrono::steady_clock::now() - start;
  return elapsed.count();
}

static double measureCopy(ArrayRef<char> source) {
  void *copy = nullptr;
  double seconds = measure([&] {
    copy = std::malloc(source.size());
    std::memcpy(copy, source.data(), source.size());
    // Otherwise the copy is optimized away.
    asm volatile("" : : "r"(copy) : "memory");
  });
  std::free(copy);
  return seconds;
}

static double measureSplit(ArrayRef<char> source) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<MilcomplexDialect>();
  auto type = RankedTensorType::get(
      source.size() / 8, ComplexType::get(Float32Type::get(&context)));
  auto whole = DenseResourceElementsAttr::get(
      type, "whole", UnmanagedAsmResourceBlob::allocateWithAlign(source, 8));
  ElementsSplitter splitter;
  return measure([&] { splitter.split(whole); });
}

static double getMedian(std::vector<double> values) {
  auto middle = values.begin() + values.size() / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

int main(int argc, char **argv) {
  int rounds = argc > 1 ? std::max(std::atoi(argv[1]), 1) : 21;
  std::vector<char> source(numBytes);
  std::iota(source.begin(), source.end(), 0);
  std::vector<double> copies, splits;
  for (int i = 0; i != rounds; ++i) {
    copies.push_back(measureCopy(source));
    splits.push_back(measureSplit(source));
  }
  llvm::outs() << getMedian(copies) << " " << getMedian(splits) << "\n";
  return 0;
}
