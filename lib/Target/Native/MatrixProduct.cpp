//===- MatrixProduct.cpp - A product of real matrices by blocks -----------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MatrixProduct.h"

#include "FunctionText.h"
#include "PanelCopy.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

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
  return {lanes, rows, vectors, rows * 12, /*depth=*/256, lanes * vectors * 64};
}

BlockSize milcomplex::getBlockSize(FloatType element, int64_t vectorWidth) {
  Blocking blocking = chooseBlocking(element, vectorWidth);
  return {blocking.rows, blocking.getColumns()};
}

/// Writes a loop that prefetches the rows of a block of a result.
static void writePrefetches(raw_ostream &out, const Blocking &blocking,
                            int64_t mostStep) {
  out << "%start = arith.muli %column_c, %strides$R#1 : index\n"
         "scf.for %i = %i0 to %rows_left step %i1 {\n"
         "%r = arith.addi %row_c, %i : index\n";
  for (int64_t v = 0; v < blocking.vectors * mostStep; ++v)
    out << "%v" << v << " = arith.constant " << v * blocking.lanes
        << " : index\n%at" << v << " = arith.addi %start, %v" << v
        << " : index\nmemref.prefetch %rows_c$R[%r, %at" << v
        << "], write, locality<3>, data : $rows\n";
  out << "} " << keepLoop << "\n";
}

/// Adds the sums of a whole block, whose values are named from `sums` on, to a
/// result with contiguous rows.
static void writeSums(raw_ostream &out, const Blocking &blocking,
                      StringRef sums) {
  for (int64_t i = 0; i < blocking.rows; ++i) {
    out << "%ro" << i << " = arith.constant " << i << " : index\n%r" << i
        << " = arith.addi %row_c, %ro" << i << " : index\n";
    for (int64_t v = 0; v < blocking.vectors; ++v)
      out << "%co" << i << "_" << v << " = arith.constant "
          << v * blocking.lanes << " : index\n%cc" << i << "_" << v
          << " = arith.addi %column_c, %co" << i << "_" << v << " : index\n%o"
          << i << "_" << v << " = vector.load %rows_c$R[%r" << i << ", %cc" << i
          << "_" << v << "] : $rows, $V\n%n" << i << "_" << v
          << " = arith.addf %o" << i << "_" << v << ", " << sums
          << i * blocking.vectors + v << " : $V\nvector.store %n" << i << "_"
          << v << ", %rows_c$R[%r" << i << ", %cc" << i << "_" << v
          << "] : $rows, $V\n";
  }
}

/// Adds `%tile` to a part of a result along whose rows elements are `step`
/// apart. Others between them, and behind the last one, are not accessed.
static void writeMaskedSums(raw_ostream &out, const Blocking &blocking,
                            int64_t step) {
  int64_t lanes = blocking.lanes;
  std::string mask = ("vector<" + Twine(lanes) + "xi1>").str();
  auto writeLanes = [&](auto write) {
    llvm::interleaveComma(llvm::seq(lanes), out, write);
  };
  if (step == 2) {
    out << "%places = arith.constant dense<[";
    writeLanes([&](int64_t lane) { out << (lane % 2 ? "false" : "true"); });
    out << "]> : " << mask << "\n";
  }
  out << "%step = arith.constant " << step
      << " : index\n%start = arith.muli %column_c, %step : index\n"
         "%span = arith.muli %columns_left, %step : index\n";
  for (int64_t v = 0; v < blocking.vectors * step; ++v) {
    out << "%v" << v << " = arith.constant " << v * lanes << " : index\n%at"
        << v << " = arith.addi %start, %v" << v << " : index\n%left" << v
        << " = arith.subi %span, %v" << v << " : index\n%mask" << v
        << (step == 2 ? "a" : "") << " = vector.create_mask %left" << v << " : "
        << mask << "\n";
    if (step == 2)
      out << "%mask" << v << " = arith.andi %mask" << v
          << "a, %places : " << mask << "\n";
  }
  out << "scf.for %i = %i0 to %rows_left step %i1 {\n"
         "%r = arith.addi %row_c, %i : index\n";
  for (int64_t v = 0; v < blocking.vectors; ++v)
    out << "%t" << v << " = vector.load %tile[%i, %v" << v << "] : $tile, $V\n";
  for (int64_t v = 0; v < blocking.vectors * step; ++v) {
    std::string sum = ("%t" + Twine(v)).str();
    if (step == 2) {
      // Its half of the sums, each where the result has its place.
      sum = ("%s" + Twine(v)).str();
      out << sum << " = vector.shuffle %t" << v / 2 << ", %t" << v / 2 << " [";
      writeLanes([&](int64_t lane) { out << (v % 2 * lanes + lane) / 2; });
      out << "] : $V, $V\n";
    }
    out << "%o" << v << " = vector.maskedload %rows_c$R[%r, %at" << v
        << "], %mask" << v << ", %zeros : $rows, " << mask << ", $V into $V\n%n"
        << v << " = arith.addf %o" << v << ", " << sum
        << " : $V\nvector.maskedstore %rows_c$R[%r, %at" << v << "], %mask" << v
        << ", %n" << v << " : $rows, " << mask << ", $V\n";
  }
  out << "} " << keepLoop << "\n";
}

/// The block of a result that is computed in registers, and its sum with that
/// in memory.
static std::string writeKernel(const Blocking &blocking, unsigned result,
                               ArrayRef<Product> products, int64_t mostStep) {
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
  // The block is in the cache when its sums are known.
  out << "scf.if %whole_columns {\n";
  writePrefetches(out, blocking, mostStep);
  out << "}\n%is_whole$R = arith.andi %is_full, %has_step1_$R : i1\n";
  for (auto [number, product] : llvm::enumerate(products)) {
    out << "%sums$R_" << number << ":" << rows * vectors
        << " = scf.for %k = %i0 to %depth step %i1 iter_args(";
    forEach(
        [&, number = number](int64_t i, int64_t v) {
          out << "%s" << i << "_" << v << " = ";
          if (number == 0)
            out << "%zeros";
          else
            out << "%sums$R_" << number - 1 << "#" << i * vectors + v;
        },
        ", ");
    out << ") -> (" << types << ") {\n"
        << "%ak = arith.muli %k, %width_a : index\n"
        << "%a_at = arith.addi %panel_a, %ak : index\n"
        << "%bk = arith.muli %k, %width_b : index\n"
        << "%b_at = arith.addi %panel_b, %bk : index\n";
    for (int64_t v = 0; v < vectors; ++v)
      out << "%bo" << v << " = arith.constant " << v * blocking.lanes
          << " : index\n%bi" << v << " = arith.addi %b_at, %bo" << v
          << " : index\n%b" << v << "v = vector.load %packed_b" << product.right
          << "[%bi" << v << "] : memref<?x$T>, $V\n";
    for (int64_t i = 0; i < rows; ++i) {
      out << "%ao" << i << " = arith.constant " << i << " : index\n%ai" << i
          << " = arith.addi %a_at, %ao" << i << " : index\n%a" << i
          << "s = memref.load %packed_a" << product.left << "[%ai" << i
          << "] : memref<?x$T>\n";
      if (product.isSubtracted)
        out << "%a" << i << "n = arith.negf %a" << i << "s : $T\n";
      out << "%a" << i << "v = vector.broadcast %a" << i
          << (product.isSubtracted ? "n" : "s") << " : $T to $V\n";
    }
    forEach(
        [&](int64_t i, int64_t v) {
          out << "%f" << i << "_" << v << " = vector.fma %a" << i << "v, %b"
              << v << "v, %s" << i << "_" << v << " : $V";
        },
        "\n");
    out << "\nscf.yield ";
    forEach([&](int64_t i, int64_t v) { out << "%f" << i << "_" << v; }, ", ");
    // Unrolled by LLVM, the loop would take more registers than there are.
    out << " : " << types
        << "\n} {llvm.loop_annotation = #llvm.loop_annotation<unroll = "
           "<disable = true>>}\n";
  }
  std::string sums = ("%sums$R_" + Twine(products.size() - 1) + "#").str();
  out << "scf.if %is_whole$R {\n";
  writeSums(out, blocking, sums);
  out << "} else {\n";
  for (int64_t i = 0; i < rows; ++i)
    for (int64_t v = 0; v < vectors; ++v)
      out << "%ti" << i << "_" << v << " = arith.constant " << i
          << " : index\n%tj" << i << "_" << v << " = arith.constant "
          << v * blocking.lanes << " : index\nvector.store " << sums
          << i * vectors + v << ", %tile[%ti" << i << "_" << v << ", %tj" << i
          << "_" << v << "] : $tile, $V\n";
  for (int64_t step = 1; step <= mostStep; ++step) {
    out << "scf.if %has_step" << step << "_$R {\n";
    writeMaskedSums(out, blocking, step);
    out << "} else {\n";
  }
  out << R"(
    scf.for %i = %i0 to %rows_left step %i1 {
      %r = arith.addi %row_c, %i : index
      scf.for %j = %i0 to %columns_left step %i1 {
        %column = arith.addi %column_c, %j : index
        %old = memref.load %c$R[%r, %column] : $matrix
        %sum = memref.load %tile[%i, %j] : $tile
        %new = arith.addf %old, %sum : $T
        memref.store %new, %c$R[%r, %column] : $matrix
      } $keep_loop
    }
)";
  // Of each step, and of whole blocks.
  out << std::string(mostStep + 1, '}') << "\n";
  replaceAll(text, "$keep_loop", keepLoop);
  replaceAll(text, "$R", Twine(result));
  return text;
}

/// Writes the function; `$T` stands for the element type.
static std::string writeFunction(StringRef name, const ProductSums &sums,
                                 MostSteps steps, const Blocking &blocking) {
  std::string text;
  llvm::raw_string_ostream out(text);
  unsigned results = sums.results.size();
  out << "func.func private @" << name << "("
      << llvm::join(ArrayRef{repeat("%a$N: $matrix", sums.lefts, ", "),
                             repeat("%b$N: $matrix", sums.rights, ", "),
                             repeat("%c$N: $matrix", results, ", ")},
                    ", ")
      << ") attributes {no_inline} {\n"
         "%i0 = arith.constant 0 : index\n%i1 = arith.constant 1 : index\n"
         "%i2 = arith.constant 2 : index\n";
  for (auto [constant, value] :
       std::initializer_list<std::pair<StringRef, int64_t>>{
           {"width_a", blocking.rows},
           {"width_b", blocking.getColumns()},
           {"most_rows", blocking.copiedRows},
           {"most_depth", blocking.depth},
           {"most_columns", blocking.copiedColumns},
           {"most_step", steps.result}})
    out << "%" << constant << " = arith.constant " << value << " : index\n";
  out << R"(
  %zero = arith.constant 0.0 : $T
  %zeros = arith.constant dense<0.0> : $V
  %m = memref.dim %c0, %i0 : $matrix
  %n = memref.dim %c0, %i1 : $matrix
  %depths = memref.dim %a0, %i1 : $matrix
  %tile = memref.alloca() {alignment = 64 : i64} : $tile
  %am = arith.ceildivsi %m, %width_a : index
  %am1 = arith.muli %am, %width_a : index
  %am2 = arith.minsi %am1, %most_rows : index
  %ad = arith.minsi %depths, %most_depth : index
  %size_a = arith.muli %am2, %ad : index
  %bn = arith.ceildivsi %n, %width_b : index
  %bn1 = arith.muli %bn, %width_b : index
  %bn2 = arith.minsi %bn1, %most_columns : index
  %size_b = arith.muli %bn2, %ad : index
)";
  out << repeat(R"(
  %packed_a$N = memref.alloc(%size_a) {alignment = 64 : i64} : memref<?x$T>
)",
                sums.lefts)
      << repeat(R"(
  %packed_b$N = memref.alloc(%size_b) {alignment = 64 : i64} : memref<?x$T>
)",
                sums.rights)
      << repeat(R"(
  %base$N, %offset$N, %sizes$N:2, %strides$N:2 = memref.extract_strided_metadata %c$N : $matrix -> memref<$T>, index, index, index, index, index
  %length$N = arith.muli %sizes$N#1, %most_step : index
  %rows_c$N = memref.reinterpret_cast %base$N to offset: [%offset$N], sizes: [%sizes$N#0, %length$N], strides: [%strides$N#0, 1] : memref<$T> to $rows
  %has_step1_$N = arith.cmpi eq, %strides$N#1, %i1 : index
  %has_step2_$N = arith.cmpi eq, %strides$N#1, %i2 : index
)",
                results)
      << repeat(R"(
  %lines_b$N = memref.transpose %b$N (k, j) -> (j, k) : $matrix to $matrix
)",
                sums.rights)
      << R"(
  scf.for %jc = %i0 to %n step %most_columns {
    %nl = arith.subi %n, %jc : index
    %columns = arith.minsi %nl, %most_columns : index
    scf.for %pc = %i0 to %depths step %most_depth {
      %dl = arith.subi %depths, %pc : index
      %depth = arith.minsi %dl, %most_depth : index
)"
      << repeat(R"(
      func.call @$pack_b(%lines_b$N, %packed_b$N, %jc, %pc, %columns, %depth) : ($matrix, memref<?x$T>, index, index, index, index) -> ()
)",
                sums.rights)
      << R"(
      scf.for %ic = %i0 to %m step %most_rows {
        %ml = arith.subi %m, %ic : index
        %rows = arith.minsi %ml, %most_rows : index
)"
      << repeat(R"(
        func.call @$pack_a(%a$N, %packed_a$N, %ic, %pc, %rows, %depth) : ($matrix, memref<?x$T>, index, index, index, index) -> ()
)",
                sums.lefts)
      << R"(
        scf.for %jr = %i0 to %columns step %width_b {
          %panel_b = arith.muli %jr, %depth : index
          %column_c = arith.addi %jc, %jr : index
          %cl = arith.subi %columns, %jr : index
          %columns_left = arith.minsi %cl, %width_b : index
          %whole_columns = arith.cmpi eq, %columns_left, %width_b : index
          scf.for %ir = %i0 to %rows step %width_a {
            %panel_a = arith.muli %ir, %depth : index
            %row_c = arith.addi %ic, %ir : index
            %rl = arith.subi %rows, %ir : index
            %rows_left = arith.minsi %rl, %width_a : index
            %whole_rows = arith.cmpi eq, %rows_left, %width_a : index
            %is_full = arith.andi %whole_columns, %whole_rows : i1
)";
  for (auto [result, products] : llvm::enumerate(sums.results))
    out << writeKernel(blocking, result, products, steps.result);
  out << R"(
          }
        }
      }
    }
  }
)" << repeat("memref.dealloc %packed_a$N : memref<?x$T>\n", sums.lefts)
      << repeat("memref.dealloc %packed_b$N : memref<?x$T>\n", sums.rights)
      << "return\n}\n";
  return text;
}

/// The name of the function, such as milc_matmul_f32_p0x0 for one product.
static std::string getName(FloatType element, const ProductSums &sums) {
  std::string name;
  llvm::raw_string_ostream out(name);
  out << "milc_matmul_" << element;
  for (const auto &products : sums.results) {
    out << "_";
    for (const Product &product : products)
      out << (product.isSubtracted ? "m" : "p") << product.left << "x"
          << product.right;
  }
  return name;
}

func::FuncOp milcomplex::getMatrixProduct(ModuleOp module, FloatType element,
                                          const ProductSums &sums,
                                          MostSteps steps,
                                          int64_t vectorWidth) {
  std::string name = getName(element, sums);
  if (auto found = module.lookupSymbol<func::FuncOp>(name))
    return found;
  Blocking blocking = chooseBlocking(element, vectorWidth);
  std::string text = writeFunction(name, sums, steps, blocking);
  auto replacePacking = [&](StringRef placeholder, int64_t width,
                            int64_t step) {
    replaceAll(text, placeholder,
               getPanelCopy(module, element, width, step).getSymName());
  };
  replacePacking("$pack_a", blocking.rows, steps.left);
  replacePacking("$pack_b", blocking.getColumns(), steps.right);
  replaceAll(text, "$tile",
             "memref<" + Twine(blocking.rows) + "x" +
                 Twine(blocking.getColumns()) + "x$T>");
  replaceAll(text, "$V", "vector<" + Twine(blocking.lanes) + "x$T>");
  return addFunction(module, element, text);
}
