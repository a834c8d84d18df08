//===- PanelCopy.cpp - Operands of a matrix product side by side ----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PanelCopy.h"

#include "TextTemplate.h"

using namespace llvm;
using namespace milcomplex;

/// How many lines are transposed at once, and elements of each.
static constexpr int64_t blockSize = 4;

static void replaceOperand(std::string &text, const PanelOperand &operand) {
  bool isLeft = operand.side == 'a';
  replaceAll(text, "$indices", isLeft ? "%row, %at" : "%at, %row");
  replaceAll(text, "$lines", isLeft ? "0" : "1");
  replaceAll(text, "$elements", isLeft ? "1" : "0");
  replaceAll(text, "$side", Twine(operand.side));
  replaceAll(text, "$number", Twine(operand.number));
  replaceAll(text, "$width", Twine(operand.width));
}

std::string milcomplex::writePanelViews(const PanelOperand &operand) {
  // Of a view, the last dimension is contiguous where the flag says so.
  std::string text = R"(
  %base_$side$number, %offset_$side$number, %sizes_$side$number:2, %strides_$side$number:2 = memref.extract_strided_metadata %$side$number : $matrix -> memref<$T>, index, index, index, index, index
  %has_unit_lines_$side$number = arith.cmpi eq, %strides_$side$number#$elements, %i1 : index
  %by_line_$side$number = memref.reinterpret_cast %base_$side$number to offset: [%offset_$side$number], sizes: [%sizes_$side$number#$lines, %sizes_$side$number#$elements], strides: [%strides_$side$number#$lines, 1] : memref<$T> to $rows
  %has_unit_elements_$side$number = arith.cmpi eq, %strides_$side$number#$lines, %i1 : index
  %by_element_$side$number = memref.reinterpret_cast %base_$side$number to offset: [%offset_$side$number], sizes: [%sizes_$side$number#$elements, %sizes_$side$number#$lines], strides: [%strides_$side$number#$elements, 1] : memref<$T> to $rows
)";
  replaceOperand(text, operand);
  return text;
}

/// Copies the elements of whole panels from `%begin` on one by one.
static constexpr StringLiteral copyElements = R"(
  scf.for %k = %begin to %depth step %i1 {
    %at = arith.addi $start, %k : index
    %shift = arith.muli %k, %width_$side : index
    %place = arith.addi %panel, %shift : index
    scf.for %i = %i0 to %lines step %i1 {
      %row = arith.addi %top, %i : index
      %x = memref.load %$side$number[$indices] : $matrix
      %to = arith.addi %place, %i : index
      memref.store %x, %packed_$side$number[%to] : memref<?x$T>
    }
    scf.for %i = %lines to %width_$side step %i1 {
      %to = arith.addi %place, %i : index
      memref.store %zero, %packed_$side$number[%to] : memref<?x$T>
    }
  }
)";

/// Copies a panel whose lines lie side by side in the operand, too.
static constexpr StringLiteral copyVectors = R"(
  scf.for %k = %i0 to %depth step %i1 {
    %at = arith.addi $start, %k : index
    %shift = arith.muli %k, %width_$side : index
    %place = arith.addi %panel, %shift : index
    %x = vector.load %by_element_$side$number[%at, %top] : $rows, vector<$widthx$T>
    vector.store %x, %packed_$side$number[%place] : memref<?x$T>, vector<$widthx$T>
  }
)";

/// Transposes four elements of `lines` lines from the one named `line` on.
static std::string writeTransposition(int64_t line, int64_t lines) {
  std::string text;
  raw_string_ostream out(text);
  for (int64_t i = line; i < line + lines; ++i)
    out << "%d" << i << " = arith.constant " << i << " : index\n%l" << i
        << " = arith.addi %top, %d" << i << " : index\n%x" << i
        << " = vector.load %by_line_$side$number[%l" << i
        << ", %at] : $rows, vector<4x$T>\n";
  auto shuffle = [&](const Twine &name, const Twine &left, const Twine &right,
                     StringRef mask, StringRef type) {
    out << "%" << name << " = vector.shuffle %" << left << ", %" << right
        << " [" << mask << "] : " << type << ", " << type << "\n";
  };
  StringRef four = "vector<4x$T>";
  for (int64_t i = line; i + 1 < line + lines; i += 2) {
    shuffle("low" + Twine(i), "x" + Twine(i), "x" + Twine(i + 1), "0, 4, 1, 5",
            four);
    shuffle("high" + Twine(i), "x" + Twine(i), "x" + Twine(i + 1), "2, 6, 3, 7",
            four);
  }
  for (int64_t element = 0; element < blockSize; ++element) {
    StringRef half = element < 2 ? "low" : "high";
    std::string name = ("t" + Twine(line) + "_" + Twine(element)).str();
    bool isFirst = element % 2 == 0;
    if (lines == blockSize)
      shuffle(name, half + Twine(line), half + Twine(line + 2),
              isFirst ? "0, 1, 4, 5" : "2, 3, 6, 7", four);
    else
      shuffle(name, half + Twine(line), half + Twine(line),
              isFirst ? "0, 1" : "2, 3", four);
    out << "%o" << name << " = arith.constant " << line << " : index\n%p"
        << name << " = arith.addi %place" << element << ", %o" << name
        << " : index\nvector.store %" << name << ", %packed_$side$number[%p"
        << name << "] : memref<?x$T>, vector<" << lines << "x$T>\n";
  }
  return text;
}

/// Copies a panel of lines whose elements lie side by side.
static std::string writeTranspositions(int64_t width) {
  std::string text = R"(
  %four = arith.constant 4 : index
  %rest = arith.remsi %depth, %four : index
  %end = arith.subi %depth, %rest : index
  scf.for %k = %i0 to %end step %four {
    %at = arith.addi $start, %k : index
    %shift = arith.muli %k, %width_$side : index
    %place0 = arith.addi %panel, %shift : index
    %place1 = arith.addi %place0, %width_$side : index
    %place2 = arith.addi %place1, %width_$side : index
    %place3 = arith.addi %place2, %width_$side : index
)";
  for (int64_t line = 0; line < width; line += blockSize)
    text += writeTransposition(line, std::min(blockSize, width - line));
  text += "}\n" + copyElements.str();
  replaceAll(text, "%begin", "%end");
  return text;
}

std::string milcomplex::writePanelCopy(const PanelOperand &operand,
                                       StringRef first, StringRef start,
                                       StringRef count) {
  assert(operand.width % 2 == 0 && "lines are transposed in pairs");
  std::string elements = copyElements.str();
  replaceAll(elements, "%begin", "%i0");
  std::string text = R"(
    scf.for %line = %i0 to $count step %width_$side {
      %left = arith.subi $count, %line : index
      %lines = arith.minsi %left, %width_$side : index
      %panel = arith.muli %line, %depth : index
      %top = arith.addi $first, %line : index
      %is_full = arith.cmpi eq, %lines, %width_$side : index
      %copies = arith.andi %is_full, %has_unit_elements_$side$number : i1
      scf.if %copies {
)" + copyVectors.str() +
                     R"(
      } else {
        %transposes = arith.andi %is_full, %has_unit_lines_$side$number : i1
        scf.if %transposes {
)" + writeTranspositions(operand.width) +
                     R"(
        } else {
)" + elements + R"(
        }
      }
    }
)";
  replaceAll(text, "$first", first);
  replaceAll(text, "$start", start);
  replaceAll(text, "$count", count);
  replaceOperand(text, operand);
  return text;
}
