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

/// Panels that are copied at once where their lines are adjacent, so that as
/// many elements that lie side by side are read: pages change less often.
static constexpr int64_t panelsAtOnce = 4;

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
    } $keep_loop
    scf.for %i = %lines to %width step %i1 {
      %to = arith.addi %place, %i : index
      memref.store %zero, %packed[%to] : memref<?x$T>
    } $keep_loop
  }
)";

/// Loads `count` elements of `%view[%row, %at]`, of a line of which every
/// `step`-th element is one, as `%name`. No element behind the last one is
/// read.
static std::string writeLoad(StringRef name, StringRef view, StringRef row,
                             StringRef at, int64_t count, int64_t step) {
  std::string text;
  llvm::raw_string_ostream out(text);
  if (step == 1) {
    out << "%" << name << " = vector.load %" << view << "[%" << row << ", %"
        << at << "] : $rows, vector<" << count << "x$T>\n";
    return text;
  }
  // The first half is in every second place from the first one on, the second
  // half in every second place up to the last one.
  out << "%" << name << "_from = arith.muli %" << at << ", %step" << step
      << " : index\n%" << name << "_most = arith.constant " << count - 1
      << " : index\n%" << name << "_to = arith.addi %" << name << "_from, %"
      << name << "_most : index\n";
  for (StringRef end : {"from", "to"})
    out << "%" << name << "_" << end << "_v = vector.load %" << view << "[%"
        << row << ", %" << name << "_" << end << "] : $rows, vector<" << count
        << "x$T>\n";
  out << "%" << name << " = vector.shuffle %" << name << "_from_v, %" << name
      << "_to_v [";
  llvm::interleaveComma(llvm::seq(count), out, [&](int64_t place) {
    out << 2 * place + (2 * place < count ? 0 : 1);
  });
  out << "] : vector<" << count << "x$T>, vector<" << count << "x$T>\n";
  return text;
}

/// Transposes four elements of `lines` lines from the one numbered `line` on.
static std::string writeTransposition(int64_t line, int64_t lines,
                                      int64_t step) {
  std::string text;
  llvm::raw_string_ostream out(text);
  for (int64_t i = line; i < line + lines; ++i)
    out << "%d" << i << " = arith.constant " << i << " : index\n%l" << i
        << " = arith.addi %top, %d" << i << " : index\n"
        << writeLoad(("x" + Twine(i)).str(), ("by_line" + Twine(step)).str(),
                     ("l" + Twine(i)).str(), "at", blockSize, step);
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

/// Copies a panel of lines along which elements are `step` apart.
static std::string writeTranspositions(int64_t width, int64_t step) {
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
    text += writeTransposition(line, std::min(blockSize, width - line), step);
  text += "}\n" + copyElements.str();
  replaceAll(text, "$begin", "%end");
  return text;
}

/// Views of the matrix along whose last dimension elements are contiguous where
/// those of the matrix are `$step` apart along lines or across them; and the
/// panels of whole lines that lie side by side, some at once.
static constexpr StringLiteral copyGroups = R"(
  %step$step = arith.constant $step : index
  %has_dense_lines$step = arith.cmpi eq, %strides#1, %step$step : index
  %length$step = arith.muli %sizes#1, %step$step : index
  %by_line$step = memref.reinterpret_cast %base to offset: [%offset], sizes: [%sizes#0, %length$step], strides: [%strides#0, 1] : memref<$T> to $rows
  %has_adjacent_lines$step = arith.cmpi eq, %strides#0, %step$step : index
  %breadth$step = arith.muli %sizes#0, %step$step : index
  %by_element$step = memref.reinterpret_cast %base to offset: [%offset], sizes: [%sizes#1, %breadth$step], strides: [%strides#1, 1] : memref<$T> to $rows
  %copied$step = arith.select %has_adjacent_lines$step, %whole_panels, %i0 : index
  scf.for %line = %i0 to %copied$step step %group {
    %lines_left = arith.subi %copied$step, %line : index
    %panels_left = arith.divui %lines_left, %width : index
    %panels = arith.minui %panels_left, %most_panels : index
    %first_panel = arith.muli %line, %depth : index
    %top = arith.addi %first, %line : index
    scf.for %k = %i0 to %depth step %i1 {
      %at = arith.addi %start, %k : index
      %shift = arith.muli %k, %width : index
      %first_place = arith.addi %first_panel, %shift : index
      scf.for %panel = %i0 to %panels step %i1 {
        %to_panel = arith.muli %panel, %panel_size : index
        %place = arith.addi %first_place, %to_panel : index
        %to_line = arith.muli %panel, %width : index
        %from = arith.addi %top, %to_line : index
        $load
        vector.store %x, %packed[%place] : memref<?x$T>, vector<$widthx$T>
      }
    }
  }
)";

/// Copies a whole panel of a matrix whose elements are `$step` apart along
/// lines, and any other one by `$otherwise`.
static constexpr StringLiteral copyPanel = R"(
    %transposes$step = arith.andi %is_full, %has_dense_lines$step : i1
    scf.if %transposes$step {
      $transpositions
    } else {
      $otherwise
    }
)";

/// Writes the function.
static std::string writeFunction(StringRef name, int64_t width,
                                 int64_t mostStep) {
  std::string text = R"(
func.func private @$name(%matrix: $matrix, %packed: memref<?x$T>, %first: index, %start: index, %count: index, %depth: index) attributes {no_inline} {
  %i0 = arith.constant 0 : index
  %i1 = arith.constant 1 : index
  %width = arith.constant $width : index
  %zero = arith.constant 0.0 : $T
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %matrix : $matrix -> memref<$T>, index, index, index, index, index
  %four = arith.constant 4 : index
  %most_panels = arith.constant $panels : index
  %rest = arith.remsi %depth, %four : index
  %end = arith.subi %depth, %rest : index
  %group = arith.constant $group : index
  %outside = arith.remsi %count, %width : index
  %whole_panels = arith.subi %count, %outside : index
  %panel_size = arith.muli %width, %depth : index
)";
  std::string copy = copyElements.str(), begin = "%i0";
  replaceAll(copy, "$begin", "%i0");
  auto replaceStep = [&](std::string &part, int64_t step) {
    std::string number = std::to_string(step), view = "by_element" + number;
    replaceAll(part, "$load", writeLoad("x", view, "at", "from", width, step));
    replaceAll(part, "$transpositions", writeTranspositions(width, step));
    replaceAll(part, "$step", number);
  };
  for (int64_t step = 1; step <= mostStep; ++step) {
    std::string groups = copyGroups.str(), panel = copyPanel.str();
    replaceStep(groups, step);
    text += groups;
    text += ("%begin$step = arith.maxsi " + begin + ", %copied$step : index\n");
    replaceAll(text, "$step", Twine(step));
    begin = "%begin" + std::to_string(step);
    replaceStep(panel, step);
    replaceAll(panel, "$otherwise", copy);
    copy = panel;
  }
  text += R"(
  scf.for %line = $begin to %count step %width {
    %left = arith.subi %count, %line : index
    %lines = arith.minsi %left, %width : index
    %panel = arith.muli %line, %depth : index
    %top = arith.addi %first, %line : index
    %is_full = arith.cmpi eq, %lines, %width : index
    $copy
  }
  return
}
)";
  replaceAll(text, "$begin", begin);
  replaceAll(text, "$copy", copy);
  replaceAll(text, "$keep_loop", keepLoop);
  replaceAll(text, "$name", name);
  replaceAll(text, "$width", Twine(width));
  replaceAll(text, "$group", Twine(panelsAtOnce * width));
  replaceAll(text, "$panels", Twine(panelsAtOnce));
  return text;
}

func::FuncOp milcomplex::getPanelCopy(ModuleOp module, FloatType element,
                                      int64_t width, int64_t mostStep) {
  assert(width % 2 == 0 && "lines are transposed in pairs");
  assert(mostStep <= 2 && "others are copied one by one");
  std::string name;
  llvm::raw_string_ostream(name) << "milc_pack_" << element << "_" << width;
  if (auto found = module.lookupSymbol<func::FuncOp>(name))
    return found;
  return addFunction(module, element, writeFunction(name, width, mostStep));
}
