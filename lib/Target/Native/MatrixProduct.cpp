//===- MatrixProduct.cpp - A product of real matrices by blocks -----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MatrixProduct.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace milcomplex;

MemRefType milcomplex::getMatrixType(FloatType element) {
  constexpr int64_t any = ShapedType::kDynamic;
  return MemRefType::get(
      {any, any}, element,
      StridedLayoutAttr::get(element.getContext(), any, {any, any}));
}

namespace {

/// The sizes of blocks, in elements.
struct Blocking {
  /// Elements of a vector; rows and vectors of the block that is computed in
  /// registers.
  int64_t lanes, rows, vectors;
  /// Rows of a, common dimension and columns of b that are copied at once.
  int64_t copiedRows, depth, copiedColumns;

  int64_t getColumns() const { return lanes * vectors; }
};

} // namespace

static Blocking chooseBlocking(FloatType element, int64_t vectorWidth) {
  // AVX-512 has 32 registers, others have 16 of them.
  bool isWide = vectorWidth >= 512;
  int64_t lanes = std::max<int64_t>(1, vectorWidth / element.getWidth());
  int64_t rows = isWide ? 12 : 6, vectors = 2;
  int64_t depth = element.isF32() ? 384 : 256;
  return {lanes, rows, vectors, rows * 12, depth, lanes * vectors * 64};
}

int64_t milcomplex::getRowsOfBlock(FloatType element, int64_t vectorWidth) {
  return chooseBlocking(element, vectorWidth).rows;
}

static void replaceAll(std::string &text, StringRef from, StringRef to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos;
       at += to.size())
    text.replace(at, from.size(), to);
}

/// Copies `depth` elements of `count` lines, rows of a or columns of b, from
/// `first` and `start` on, to panels, in which as many lines as are computed at
/// once lie side by side.
static std::string writeCopy(StringRef source, StringRef copy, StringRef first,
                             StringRef start, StringRef count, bool isLeft) {
  std::string text = R"(
    scf.for %line = %c0 to $count step %width_$copy {
      %left = arith.subi $count, %line : index
      %lines = arith.minsi %left, %width_$copy : index
      %panel = arith.muli %line, %depth : index
      scf.for %k = %c0 to %depth step %c1 {
        %at = arith.addi $start, %k : index
        %shift = arith.muli %k, %width_$copy : index
        %place = arith.addi %panel, %shift : index
        scf.for %i = %c0 to %lines step %c1 {
          %inner = arith.addi %line, %i : index
          %row = arith.addi $first, %inner : index
          %x = memref.load $source[$indices] : $matrix
          $scale
          %to = arith.addi %place, %i : index
          memref.store $value, %$copy[%to] : memref<?x$T>
        }
        scf.for %i = %lines to %width_$copy step %c1 {
          %to = arith.addi %place, %i : index
          memref.store %zero, %$copy[%to] : memref<?x$T>
        }
      }
    }
)";
  auto replace = [&](StringRef from, StringRef to) {
    replaceAll(text, from, to);
  };
  replace("$indices", isLeft ? "%row, %at" : "%at, %row");
  replace("$scale", isLeft ? "%y = arith.mulf %x, %scale : $T" : "");
  replace("$value", isLeft ? "%y" : "%x");
  replace("$source", source);
  replace("$copy", copy);
  replace("$first", first);
  replace("$start", start);
  replace("$count", count);
  return text;
}

/// The block that is computed in registers, and its sum with c.
static std::string writeKernel(const Blocking &blocking) {
  std::string text;
  llvm::raw_string_ostream out(text);
  int64_t rows = blocking.rows, vectors = blocking.vectors;
  auto forEach = [&](llvm::function_ref<void(int64_t, int64_t)> write,
                     StringRef separator) {
    for (int64_t i = 0; i < rows; ++i)
      for (int64_t v = 0; v < vectors; ++v) {
        if (i + v)
          out << separator;
        write(i, v);
      }
  };
  std::string types =
      llvm::join(SmallVector<std::string>(rows * vectors, "$V"), ", ");
  out << "%sums:" << rows * vectors
      << " = scf.for %k = %c0 to %depth step %c1 iter_args(";
  forEach([&](int64_t i,
              int64_t v) { out << "%s" << i << "_" << v << " = %zeros"; },
          ", ");
  out << ") -> (" << types << ") {\n"
      << "%ak = arith.muli %k, %width_packed_a : index\n"
      << "%a0 = arith.addi %panel_a, %ak : index\n"
      << "%bk = arith.muli %k, %width_packed_b : index\n"
      << "%b0 = arith.addi %panel_b, %bk : index\n";
  for (int64_t v = 0; v < vectors; ++v)
    out << "%bo" << v << " = arith.constant " << v * blocking.lanes
        << " : index\n%bi" << v << " = arith.addi %b0, %bo" << v
        << " : index\n%b" << v << "v = vector.load %packed_b[%bi" << v
        << "] : memref<?x$T>, $V\n";
  for (int64_t i = 0; i < rows; ++i)
    out << "%ao" << i << " = arith.constant " << i << " : index\n%ai" << i
        << " = arith.addi %a0, %ao" << i << " : index\n%a" << i
        << "s = memref.load %packed_a[%ai" << i << "] : memref<?x$T>\n%a" << i
        << "v = vector.broadcast %a" << i << "s : $T to $V\n";
  forEach(
      [&](int64_t i, int64_t v) {
        out << "%f" << i << "_" << v << " = vector.fma %a" << i << "v, %b" << v
            << "v, %s" << i << "_" << v << " : $V";
      },
      "\n");
  out << "\nscf.yield ";
  forEach([&](int64_t i, int64_t v) { out << "%f" << i << "_" << v; }, ", ");
  out << " : " << types << "\n}\n";
  // A whole block of contiguous rows.
  out << "scf.if %is_whole {\n";
  for (int64_t i = 0; i < rows; ++i) {
    out << "%ro" << i << " = arith.constant " << i << " : index\n%r" << i
        << " = arith.addi %row_c, %ro" << i << " : index\n";
    for (int64_t v = 0; v < vectors; ++v)
      out << "%co" << i << "_" << v << " = arith.constant "
          << v * blocking.lanes << " : index\n%cc" << i << "_" << v
          << " = arith.addi %column_c, %co" << i << "_" << v << " : index\n%o"
          << i << "_" << v << " = vector.load %rows_c[%r" << i << ", %cc" << i
          << "_" << v << "] : $rows, $V\n%n" << i << "_" << v
          << " = arith.addf %o" << i << "_" << v << ", %sums#"
          << i * vectors + v << " : $V\nvector.store %n" << i << "_" << v
          << ", %rows_c[%r" << i << ", %cc" << i << "_" << v
          << "] : $rows, $V\n";
  }
  out << "} else {\n";
  for (int64_t i = 0; i < rows; ++i)
    for (int64_t v = 0; v < vectors; ++v)
      out << "%ti" << i << "_" << v << " = arith.constant " << i
          << " : index\n%tj" << i << "_" << v << " = arith.constant "
          << v * blocking.lanes << " : index\nvector.store %sums#"
          << i * vectors + v << ", %tile[%ti" << i << "_" << v << ", %tj" << i
          << "_" << v << "] : $tile, $V\n";
  out << R"(
    scf.for %i = %c0 to %rows_left step %c1 {
      %r = arith.addi %row_c, %i : index
      scf.for %j = %c0 to %columns_left step %c1 {
        %column = arith.addi %column_c, %j : index
        %old = memref.load %c[%r, %column] : $matrix
        %sum = memref.load %tile[%i, %j] : $tile
        %new = arith.addf %old, %sum : $T
        memref.store %new, %c[%r, %column] : $matrix
      }
    }
  }
)";
  return text;
}

/// Writes the function; `$T` stands for the element type.
static std::string writeFunction(StringRef name, const Blocking &blocking) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "func.func private @" << name
      << "(%a: $matrix, %b: $matrix, %c: $matrix, %scale: $T) attributes "
         "{no_inline} {\n";
  for (auto [constant, value] :
       std::initializer_list<std::pair<StringRef, int64_t>>{
           {"c0", 0},
           {"c1", 1},
           {"width_packed_a", blocking.rows},
           {"width_packed_b", blocking.getColumns()},
           {"most_rows", blocking.copiedRows},
           {"most_depth", blocking.depth},
           {"most_columns", blocking.copiedColumns}})
    out << "%" << constant << " = arith.constant " << value << " : index\n";
  out << R"(
  %zero = arith.constant 0.0 : $T
  %zeros = arith.constant dense<0.0> : $V
  %m = memref.dim %c, %c0 : $matrix
  %n = memref.dim %c, %c1 : $matrix
  %depths = memref.dim %a, %c1 : $matrix
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %c : $matrix -> memref<$T>, index, index, index, index, index
  %rows_c = memref.reinterpret_cast %base to offset: [%offset], sizes: [%sizes#0, %sizes#1], strides: [%strides#0, 1] : memref<$T> to $rows
  %is_contiguous = arith.cmpi eq, %strides#1, %c1 : index
  %tile = memref.alloca() {alignment = 64 : i64} : $tile
  %am = arith.ceildivsi %m, %width_packed_a : index
  %am1 = arith.muli %am, %width_packed_a : index
  %am2 = arith.minsi %am1, %most_rows : index
  %ad = arith.minsi %depths, %most_depth : index
  %size_a = arith.muli %am2, %ad : index
  %packed_a = memref.alloc(%size_a) {alignment = 64 : i64} : memref<?x$T>
  %bn = arith.ceildivsi %n, %width_packed_b : index
  %bn1 = arith.muli %bn, %width_packed_b : index
  %bn2 = arith.minsi %bn1, %most_columns : index
  %size_b = arith.muli %bn2, %ad : index
  %packed_b = memref.alloc(%size_b) {alignment = 64 : i64} : memref<?x$T>
  scf.for %jc = %c0 to %n step %most_columns {
    %nl = arith.subi %n, %jc : index
    %columns = arith.minsi %nl, %most_columns : index
    scf.for %pc = %c0 to %depths step %most_depth {
      %dl = arith.subi %depths, %pc : index
      %depth = arith.minsi %dl, %most_depth : index
)" << writeCopy("%b", "packed_b", "%jc", "%pc", "%columns", false)
      << R"(
      scf.for %ic = %c0 to %m step %most_rows {
        %ml = arith.subi %m, %ic : index
        %rows = arith.minsi %ml, %most_rows : index
)" << writeCopy("%a", "packed_a", "%ic", "%pc", "%rows", true)
      << R"(
        scf.for %jr = %c0 to %columns step %width_packed_b {
          %panel_b = arith.muli %jr, %depth : index
          %column_c = arith.addi %jc, %jr : index
          %cl = arith.subi %columns, %jr : index
          %columns_left = arith.minsi %cl, %width_packed_b : index
          %whole_columns = arith.cmpi eq, %columns_left, %width_packed_b : index
          %fast = arith.andi %whole_columns, %is_contiguous : i1
          scf.for %ir = %c0 to %rows step %width_packed_a {
            %panel_a = arith.muli %ir, %depth : index
            %row_c = arith.addi %ic, %ir : index
            %rl = arith.subi %rows, %ir : index
            %rows_left = arith.minsi %rl, %width_packed_a : index
            %whole_rows = arith.cmpi eq, %rows_left, %width_packed_a : index
            %is_whole = arith.andi %fast, %whole_rows : i1
)" << writeKernel(blocking)
      << R"(
          }
        }
      }
    }
  }
  memref.dealloc %packed_a : memref<?x$T>
  memref.dealloc %packed_b : memref<?x$T>
  return
}
)";
  return text;
}

func::FuncOp milcomplex::getMatrixProduct(ModuleOp module, FloatType element,
                                          int64_t vectorWidth) {
  std::string type;
  llvm::raw_string_ostream(type) << element;
  std::string name = "milc_matmul_" + type;
  if (auto found = module.lookupSymbol<func::FuncOp>(name))
    return found;
  Blocking blocking = chooseBlocking(element, vectorWidth);
  std::string text = writeFunction(name, blocking);
  auto replace = [&](StringRef from, const Twine &to) {
    replaceAll(text, from, to.str());
  };
  replace("$matrix", "memref<?x?x$T, strided<[?, ?], offset: ?>>");
  replace("$rows", "memref<?x?x$T, strided<[?, 1], offset: ?>>");
  replace("$tile", "memref<" + Twine(blocking.rows) + "x" +
                       Twine(blocking.getColumns()) + "x$T>");
  replace("$V", "vector<" + Twine(blocking.lanes) + "x$T>");
  replace("$T", type);
  OwningOpRef<ModuleOp> parsed =
      parseSourceString<ModuleOp>(text, ParserConfig(module.getContext()));
  assert(parsed && "the text above is a module");
  auto function = *parsed->getOps<func::FuncOp>().begin();
  function->remove();
  module.push_back(function);
  return function;
}
