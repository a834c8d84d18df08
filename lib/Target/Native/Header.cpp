//===- Header.cpp - The C header of a library -----------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/Header.h"
#include "EntryPoint.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace milcomplex;

static std::string getCName(Type number) {
  if (number.isF32())
    return "float";
  if (number.isF64())
    return "double";
  if (number.isIndex())
    return "int64_t";
  unsigned width = number.getIntOrFloatBitWidth();
  if (isa<FloatType>(number) || width == 1)
    return "uint" + std::to_string(std::max(8u, width)) + "_t";
  return "int" + std::to_string(width) + "_t";
}

/// The words for a type that C has no name for.
static std::string getMeaning(Type number) {
  std::string text;
  llvm::raw_string_ostream(text) << number;
  if (number.isInteger(1))
    return ", i1 in a byte";
  if (isa<FloatType>(number) && !number.isF32() && !number.isF64())
    return ", the bits of " + text;
  return "";
}

static void writeShape(MemRefType buffer, StringRef name,
                       llvm::raw_ostream &out) {
  if (buffer.getRank() == 0) {
    out << "one number";
  } else {
    llvm::interleave(
        llvm::enumerate(buffer.getShape()), out,
        [&](auto item) {
          if (ShapedType::isDynamic(item.value()))
            out << name << "_size" << item.index();
          else
            out << item.value();
        },
        " x ");
    out << ", contiguous";
  }
  out << getMeaning(buffer.getElementType());
}

namespace {

/// Writes the declaration of one function.
struct Declaration {
  std::string comment, parameters;

  void add(const Twine &parameter) {
    parameters += (parameters.empty() ? "" : ", ") + parameter.str();
  }

  void addArgument(Type type, const std::string &name) {
    llvm::raw_string_ostream out(comment);
    out << "/// - " << name << ": ";
    auto buffer = dyn_cast<MemRefType>(type);
    if (!buffer) {
      add(getCName(type) + " " + name);
      out << "a number" << getMeaning(type) << ".\n";
      return;
    }
    add("const " + getCName(buffer.getElementType()) + " *" + name);
    for (auto [dimension, size] : llvm::enumerate(buffer.getShape()))
      if (ShapedType::isDynamic(size))
        add("int64_t " + name + "_size" + Twine(dimension));
    writeShape(buffer, name, out);
    out << "; read.\n";
  }

  void addResult(EntryPoint::Result result, const std::string &name) {
    MemRefType buffer = result.buffer;
    llvm::raw_string_ostream out(comment);
    out << "/// - " << name << ": ";
    std::string element = getCName(buffer.getElementType());
    if (result.isPassed) {
      add(element + " *" + name);
      writeShape(buffer, name, out);
      out << "; written.\n";
      return;
    }
    add(element + " **" + name);
    add("int64_t " + name + "_sizes[" + Twine(buffer.getRank()) + "]");
    out << "is set to a contiguous buffer of rank " << buffer.getRank()
        << " that the caller frees by free(), " << name << "_sizes to its sizes"
        << getMeaning(buffer.getElementType()) << ".\n";
  }
};

} // namespace

void milcomplex::writeHeader(ModuleOp module, StringRef name,
                             llvm::raw_ostream &out) {
  std::string guard = StringRef(name).upper() + "_H";
  for (char &c : guard)
    if (!llvm::isAlnum(c))
      c = '_';
  out << "// Written by milc-compile. Link with -lm.\n"
      << "#ifndef " << guard << "\n#define " << guard << "\n\n"
      << "#include <stdint.h>\n\n"
      << "#ifdef __cplusplus\nextern \"C\" {\n#endif\n";
  for (auto function : module.getOps<LLVM::LLVMFuncOp>()) {
    std::optional<EntryPoint> entry = EntryPoint::find(function);
    if (!entry || function.getLinkage() == LLVM::Linkage::Internal)
      continue;
    Declaration declaration;
    for (auto [index, type] : llvm::enumerate(entry->arguments))
      declaration.addArgument(type, "argument" + std::to_string(index));
    for (auto [index, result] : llvm::enumerate(entry->results))
      declaration.addResult(result, "result" + std::to_string(index));
    out << "\n/// Returns 0";
    if (entry->returnsStatus) {
      out << ", " << EntryPoint::outOfMemory << " without memory";
      for (auto [index, message] :
           llvm::enumerate(entry->messages.getAsValueRange<StringAttr>())) {
        out << ", " << index + 1 << " for \"";
        out.write_escaped(message) << '"';
      }
    }
    out << ".\n/// No two buffers may overlap, but for those that are read.\n"
        << declaration.comment << "int32_t " << function.getName() << "("
        << (declaration.parameters.empty() ? "void" : declaration.parameters)
        << ");\n";
  }
  out << "\n#ifdef __cplusplus\n}\n#endif\n\n#endif // " << guard << "\n";
}
