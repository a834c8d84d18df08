//===- PingPongBuffers.h - Buffers that stages swap -------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_PINGPONGBUFFERS_H
#define MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_PINGPONGBUFFERS_H

#include "VectorView.h"

#include <cassert>
#include <utility>

namespace milcomplex {

/// The two buffers that the stages of a transform alternate between: each reads
/// `source` and writes `target`, and then they swap. A plan of few stages needs
/// only one of them, or none.
class PingPongBuffers {
public:
  /// Buffers of which `target`, if not null, is written first.
  PingPongBuffers(VectorView *target, VectorView *source)
      : sourceView(source), targetView(target) {}

  VectorView &source() const {
    assert(sourceView && "more stages than the buffers are for");
    return *sourceView;
  }
  VectorView &target() const {
    assert(targetView && "more stages than the buffers are for");
    return *targetView;
  }
  void swap() { std::swap(sourceView, targetView); }

private:
  VectorView *sourceView, *targetView;
};

} // namespace milcomplex

#endif // MILCOMPLEX_LIB_CONVERSION_EXPANDTRANSFORMS_PINGPONGBUFFERS_H
