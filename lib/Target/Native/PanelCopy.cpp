//===- PanelCopy.cpp - Operands of a matrix product side by side ----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PanelCopy.h"

#include "FunctionText.h"

using namespace mlir;
using namespace milcomplex;

/// How many lines are transposed at once, and elements of each.
static constexpr int64_t blockSize = 4;

/// Copies the elements of a panel from `$begin` on one by one.
static constexpr StringLiteral copyElements = R"(
  scf.for %k = $begin to %depth step %i1 {
    %at = arith.addi %start, %k : index
    %shift = arith.muli %k, %width : index
    %place = arith.addi %panel, %shift : index
    scf.for %i = %i0 to %lines step %i1 {
      %row = arith.addi %top, %i : index
      %x = memref.load %matrix[%row, %at] : $matrix
      %to = arith.addi %place, %i : index
      memref.store %x, %packed[%to] : memref<?x$T>
    }
    scf.for %i = %lines to %width step %i1 {
      %to = arith.addi %place, %i : index
      memref.store %zero, %packed[%to] : memref<?x$T>
    }
  }
)";

/// Transposes four elements of `lines` lines from the one numbered `line` on.
static std::string writeTransposition(int64_t line, int64_t lines) {
  std::string text;
  llvm::raw_string_ostream out(text);
  for (int64_t i = line; i < line + lines; ++i)
    out << "%d" << i << " = arith.constant " << i << " : index\n%l" << i
        << " = arith.addi %top, %d" << i << " : index\n%x" << i
        << " = vector.load %by_line[%l" << i
        << ", %at] : $rows, vector<4x$T>\n";
  auto shuffle = [&](const Twine &name, const Twine &left, const Twine &right,
                     StringRef mask) {
    out << "%" << name << " = vector.shuffle %" << left << ", %" << right
        << " [" << mask << "] : vector<4x$T>, vector<4x$T>\n";
  };
  for (int64_t i = line; i < line + lines; i += 2) {
    shuffle("low" + Twine(i), "x" + Twine(i), "x" + Twine(i + 1), "0, 4, 1, 5");
    shuffle("high" + Twine(i), "x" + Twine(i), "x" + Twine(i + 1),
            "2, 6, 3, 7");
  }
  for (int64_t element = 0; element < blockSize; ++element) {
    StringRef half = element < 2 ? "low" : "high";
    std::string name = (Twine(line) + "_" + Twine(element)).str();
    bool isFirst = element % 2 == 0;
    if (lines == blockSize)
      shuffle("t" + Twine(name), half + Twine(line), half + Twine(line + 2),
              isFirst ? "0, 1, 4, 5" : "2, 3, 6, 7");
    else
      shuffle("t" + Twine(name), half + Twine(line), half + Twine(line),
              isFirst ? "0, 1" : "2, 3");
    out << "%o" << name << " = arith.constant " << line << " : index\n%p"
        << name << " = arith.addi %place" << element << ", %o" << name
        << " : index\nvector.store %t" << name << ", %packed[%p" << name
        << "] : memref<?x$T>, vector<" << lines << "x$T>\n";
  }
  return text;
}

/// Copies a panel of lines whose elements lie side by side.
static std::string writeTranspositions(int64_t width) {
  std::string text = R"(
  scf.for %k = %i0 to %end step %four {
    %at = arith.addi %start, %k : index
    %shift = arith.muli %k, %width : index
    %place0 = arith.addi %panel, %shift : index
    %place1 = arith.addi %place0, %width : index
    %place2 = arith.addi %place1, %width : index
    %place3 = arith.addi %place2, %width : index
)";
  for (int64_t line = 0; line < width; line += blockSize)
    text += writeTransposition(line, std::min(blockSize, width - line));
  text += "}\n" + copyElements.str();
  replaceAll(text, "$begin", "%end");
  return text;
}

/// Writes the function. Of a view, the last dimension is contiguous where a
/// flag says so.
static std::string writeFunction(StringRef name, int64_t width) {
  std::string elements = copyElements.str();
  replaceAll(elements, "$begin", "%i0");
  std::string text = R"(
func.func private @$name(%matrix: $matrix, %packed: memref<?x$T>, %first: index, %start: index, %count: index, %depth: index) attributes {no_inline} {
  %i0 = arith.constant 0 : index
  %i1 = arith.constant 1 : index
  %width = arith.constant $width : index
  %zero = arith.constant 0.0 : $T
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %matrix : $matrix -> memref<$T>, index, index, index, index, index
  %has_contiguous_lines = arith.cmpi eq, %strides#1, %i1 : index
  %by_line = memref.reinterpret_cast %base to offset: [%offset], sizes: [%sizes#0, %sizes#1], strides: [%strides#0, 1] : memref<$T> to $rows
  %has_adjacent_lines = arith.cmpi eq, %strides#0, %i1 : index
  %by_element = memref.reinterpret_cast %base to offset: [%offset], sizes: [%sizes#1, %sizes#0], strides: [%strides#1, 1] : memref<$T> to $rows
  %four = arith.constant 4 : index
  %rest = arith.remsi %depth, %four : index
  %end = arith.subi %depth, %rest : index
  scf.for %line = %i0 to %count step %width {
    %left = arith.subi %count, %line : index
    %lines = arith.minsi %left, %width : index
    %panel = arith.muli %line, %depth : index
    %top = arith.addi %first, %line : index
    %is_full = arith.cmpi eq, %lines, %width : index
    %copies = arith.andi %is_full, %has_adjacent_lines : i1
    scf.if %copies {
      scf.for %k = %i0 to %depth step %i1 {
        %at = arith.addi %start, %k : index
        %shift = arith.muli %k, %width : index
        %place = arith.addi %panel, %shift : index
        %x = vector.load %by_element[%at, %top] : $rows, vector<$widthx$T>
        vector.store %x, %packed[%place] : memref<?x$T>, vector<$widthx$T>
      }
    } else {
      %transposes = arith.andi %is_full, %has_contiguous_lines : i1
      scf.if %transposes {
        $transpositions
      } else {
        $copies
      }
    }
  }
  return
}
)";
  replaceAll(text, "$transpositions", writeTranspositions(width));
  replaceAll(text, "$copies", elements);
  replaceAll(text, "$name", name);
  replaceAll(text, "$width", Twine(width));
  return text;
}

func::FuncOp milcomplex::getPanelCopy(ModuleOp module, FloatType element,
                                      int64_t width) {
  assert(width % 2 == 0 && "lines are transposed in pairs");
  std::string name;
  llvm::raw_string_ostream(name) << "milc_pack_" << element << "_" << width;
  if (auto found = module.lookupSymbol<func::FuncOp>(name))
    return found;
  return addFunction(module, element, writeFunction(name, width));
}
