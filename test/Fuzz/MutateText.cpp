//===- MutateText.cpp - Mutations of MLIR text ----------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MutateText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

using namespace llvm;
using namespace milcomplex;

namespace {

/// A place in the text: [begin, end).
struct Span {
  size_t begin, end;
};

/// Texts that may replace one another.
using Group = ArrayRef<StringRef>;

class TextMutator {
public:
  TextMutator(std::string text, ArrayRef<std::string> opNames,
              std::minstd_rand &random)
      : text(std::move(text)), opNames(opNames), random(random) {}

  void mutate();
  std::string take() { return std::move(text); }

private:
  size_t below(size_t bound) {
    return std::uniform_int_distribution<size_t>(0, bound - 1)(random);
  }
  template <typename Range> auto pick(const Range &range) {
    return range[below(std::size(range))];
  }
  StringRef get(Span span) const {
    return StringRef(text).slice(span.begin, span.end);
  }
  void replace(Span span, const std::string &by) {
    text.replace(span.begin, span.end - span.begin, by);
  }
  /// Replaces the span: by itself, or wherever its text occurs among `spans`.
  void replaceSome(ArrayRef<Span> spans, Span chosen, const std::string &by);

  SmallVector<Span> findLines() const;
  SmallVector<Span> findWords(function_ref<bool(char)> isStart) const;
  SmallVector<Span> findOccurrences(Group group) const;
  SmallVector<Span> findDimensions() const;
  SmallVector<Span> findBracketed() const;

  void mutateLines();
  void exchangeInGroup(Group group);
  void exchangeDimension();
  void exchangeNumber();
  void exchangeOpName();
  void exchangeValue();
  void exchangeBracketed();

  std::string text;
  ArrayRef<std::string> opNames;
  std::minstd_rand &random;
};

} // namespace

static constexpr StringRef elementTypes[] = {"complex<f32>",
                                             "complex<f64>",
                                             "complex<f16>",
                                             "complex<bf16>",
                                             "complex<f80>",
                                             "complex<i32>",
                                             "complex<tf32>",
                                             "complex<f8E4M3FN>",
                                             "complex<f128>",
                                             "f32",
                                             "f64",
                                             "i1",
                                             "i32",
                                             "index",
                                             "none",
                                             "tuple<complex<f32>>",
                                             "vector<2xcomplex<f32>>"};
static constexpr StringRef containers[] = {"tensor<", "memref<", "vector<",
                                           "tuple<"};
static constexpr StringRef dimensions[] = {
    "0", "1", "2",  "3",          "4",
    "?", "*", "-1", "4294967296", "9223372036854775807"};
static constexpr StringRef numberTokens[] = {"0",
                                             "1",
                                             "-1",
                                             "2",
                                             "7",
                                             "9223372036854775807",
                                             "-9223372036854775808",
                                             "4611686018427387904",
                                             "0x7FC00000",
                                             "0xFFFFFFFFFFFFFFFF",
                                             "1e400",
                                             "-0.0",
                                             "1.5",
                                             "true",
                                             "?"};
static constexpr StringRef layouts[] = {"strided<[1]>",
                                        "strided<[?, 1], offset: ?>",
                                        "strided<[4, 1]>",
                                        "strided<[4611686018427387904, 1]>",
                                        "strided<[0, 0], offset: 0>",
                                        "strided<[-2, -1], offset: 4>",
                                        "affine_map<(d0, d1) -> (d1, d0)>",
                                        "affine_map<(d0, d1) -> (d0, d1)>",
                                        "affine_map<(d0)[s0] -> (d0 * s0)>",
                                        "affine_map<(d0) -> (d0 mod 2)>",
                                        "affine_map<() -> ()>",
                                        "1 : i32",
                                        "#gpu.address_space<workgroup>"};
static constexpr StringRef attributes[] = {"dense<(1.0,2.0)>",
                                           "dense<[(1.0,2.0)]>",
                                           "dense<0.0>",
                                           "dense<>",
                                           "dense<\"0x0000803F00000040\">",
                                           "dense_resource<blob>",
                                           "sparse<[[0]], [(1.0,2.0)]>",
                                           "sparse<[], []>",
                                           "[1.0 : f32, 2.0 : f32]",
                                           "[1.0 : f64, 2.0 : f32]",
                                           "[]",
                                           "#complex.number<:f32 1.0, 2.0>",
                                           "unit",
                                           "uninitialized",
                                           "\"interleaved\"",
                                           "\"pair\"",
                                           "complex<f32>",
                                           "array<i64: 1, 2>",
                                           "@f"};
static constexpr StringRef visibilities[] = {"private", "public", "nested", ""};
static constexpr StringRef abis[] = {
    "attributes {milcomplex.abi = \"interleaved\"}",
    "attributes {milcomplex.abi = \"pair\"}",
    "attributes {llvm.emit_c_interface}", "attributes {no_inline}",
    "attributes {complex = complex<f32>}"};
static constexpr Group groups[] = {elementTypes, elementTypes, containers,
                                   layouts,      attributes,   visibilities,
                                   abis};

static bool isWordPart(char c) {
  return isAlnum(c) || c == '_' || c == '.' || c == '$';
}

SmallVector<Span> TextMutator::findLines() const {
  SmallVector<Span> lines;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back({begin, end});
    begin = end;
  }
  return lines;
}

SmallVector<Span>
TextMutator::findWords(function_ref<bool(char)> isStart) const {
  SmallVector<Span> words;
  for (size_t i = 0; i < text.size();) {
    bool isInWord = i != 0 && isWordPart(text[i - 1]);
    if (isInWord || !isStart(text[i])) {
      ++i;
      continue;
    }
    size_t end = i + 1;
    while (end < text.size() && isWordPart(text[end]))
      ++end;
    words.push_back({i, end});
    i = end;
  }
  return words;
}

SmallVector<Span> TextMutator::findOccurrences(Group group) const {
  SmallVector<Span> found;
  for (StringRef member : group)
    if (!member.empty())
      for (size_t at = text.find(member); at != std::string::npos;
           at = text.find(member, at + member.size()))
        found.push_back({at, at + member.size()});
  return found;
}

SmallVector<Span> TextMutator::findDimensions() const {
  SmallVector<Span> found;
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i - 1] != '<' && text[i - 1] != 'x')
      continue;
    size_t end = i;
    while (end < text.size() && (isDigit(text[end]) || text[end] == '?'))
      ++end;
    if (end != i && end < text.size() && text[end] == 'x')
      found.push_back({i, end});
  }
  return found;
}

SmallVector<Span> TextMutator::findBracketed() const {
  SmallVector<Span> found;
  SmallVector<size_t> open;
  for (auto [i, c] : enumerate(text)) {
    if (StringRef("([{<").contains(c)) {
      open.push_back(i);
    } else if (StringRef(")]}>").contains(c) && !open.empty() &&
               !(c == '>' && i != 0 && text[i - 1] == '-')) {
      found.push_back({open.pop_back_val(), i + 1});
    }
  }
  return found;
}

void TextMutator::replaceSome(ArrayRef<Span> spans, Span chosen,
                              const std::string &by) {
  if (below(3) == 0)
    return replace(chosen, by);
  bool inLine = below(2) == 0;
  std::string before = get(chosen).str();
  size_t lineBegin = text.rfind('\n', chosen.begin);
  size_t lineEnd = text.find('\n', chosen.begin);
  SmallVector<Span> sorted(spans);
  sort(sorted, [](Span a, Span b) { return a.begin > b.begin; });
  for (Span span : sorted) {
    bool isFar = lineBegin != std::string::npos && span.begin < lineBegin;
    isFar |= lineEnd != std::string::npos && span.begin > lineEnd;
    if (get(span) == before && !(inLine && isFar))
      replace(span, by);
  }
}

void TextMutator::mutateLines() {
  SmallVector<Span> lines = findLines();
  if (lines.empty())
    return;
  Span first = pick(lines);
  std::string line = get(first).str();
  Span second = pick(lines);
  switch (below(4)) {
  case 0:
    return replace(first, "");
  case 1: {
    if (first.begin == second.begin)
      return;
    if (first.begin > second.begin) {
      std::swap(first, second);
      line = get(first).str();
    }
    std::string other = get(second).str();
    replace(second, line);
    return replace(first, other);
  }
  default:
    // A copy defines new values.
    if (size_t equals = line.find(" = "); equals != std::string::npos) {
      size_t percent = line.find('%');
      if (percent < equals)
        line.replace(percent, line.find_first_of(" :,=", percent) - percent,
                     "%v" + std::to_string(below(1000)));
    }
    return replace({second.end, second.end}, line);
  }
}

void TextMutator::exchangeInGroup(Group group) {
  SmallVector<Span> found = findOccurrences(group);
  if (!found.empty())
    replaceSome(found, pick(found), pick(group).str());
}

void TextMutator::exchangeDimension() {
  SmallVector<Span> found = findDimensions();
  if (found.empty())
    return;
  Span chosen = pick(found);
  switch (below(4)) {
  case 0: // One dimension less,
    return replace({chosen.begin, chosen.end + 1}, "");
  case 1: // or one more.
    return replace({chosen.begin, chosen.begin}, pick(dimensions).str() + "x");
  default:
    replaceSome(found, chosen, pick(dimensions).str());
  }
}

void TextMutator::exchangeNumber() {
  SmallVector<Span> found = findWords([](char c) { return isDigit(c); });
  if (!found.empty())
    replace(pick(found), pick(numberTokens).str());
}

void TextMutator::exchangeOpName() {
  SmallVector<Span> found = findWords([](char c) { return isAlpha(c); });
  erase_if(found, [&](Span word) { return !get(word).contains('.'); });
  if (found.empty() || opNames.empty())
    return;
  Span chosen = pick(found);
  StringRef dialect = get(chosen).split('.').first;
  std::string name = pick(opNames);
  // Mostly an op of the same dialect.
  for (int i = 0; i != 50 && below(4) && !StringRef(name).starts_with(dialect);
       ++i)
    name = pick(opNames);
  replace(chosen, name);
}

void TextMutator::exchangeValue() {
  char prefix = pick(StringRef("%%%%@#^!"));
  SmallVector<Span> found = findWords([=](char c) { return c == prefix; });
  if (!found.empty()) {
    Span chosen = pick(found);
    replace(chosen, get(pick(found)).str());
  }
}

void TextMutator::exchangeBracketed() {
  SmallVector<Span> found = findBracketed();
  if (found.empty())
    return;
  Span chosen = pick(found);
  std::string open(1, text[chosen.begin]), close(1, text[chosen.end - 1]);
  switch (below(6)) {
  case 0:
    return replace(chosen, open + close);
  case 1:
    return replace(chosen, "");
  case 2:
    return replace(chosen, open + pick(attributes).str() + close);
  case 3: { // The first of a list goes or doubles.
    StringRef inner = get(chosen).drop_front().drop_back();
    auto [head, rest] = inner.split(", ");
    std::string list = below(2) ? rest.str() : (head + ", " + inner).str();
    return replace(chosen, open + list + close);
  }
  default:
    erase_if(found, [&](Span span) { return text[span.begin] != open[0]; });
    return replace(chosen, get(pick(found)).str());
  }
}

void TextMutator::mutate() {
  switch (below(10)) {
  case 0:
  case 1:
    return mutateLines();
  case 2:
    return exchangeDimension();
  case 3:
    return exchangeNumber();
  case 4:
    return exchangeOpName();
  case 5:
    return exchangeValue();
  case 6:
    return exchangeBracketed();
  default:
    return exchangeInGroup(pick(groups));
  }
}

std::string milcomplex::mutateText(std::string text,
                                   ArrayRef<std::string> opNames,
                                   std::minstd_rand &random) {
  TextMutator mutator(std::move(text), opNames, random);
  do
    mutator.mutate();
  while (std::uniform_int_distribution<int>(0, 2)(random) == 0);
  return mutator.take();
}

std::string milcomplex::spliceText(std::string text, const std::string &other,
                                   std::minstd_rand &random) {
  SmallVector<StringRef> lines, others;
  StringRef(text).split(lines, '\n');
  StringRef(other).split(others, '\n');
  auto below = [&](size_t bound) {
    return std::uniform_int_distribution<size_t>(0, bound - 1)(random);
  };
  size_t at = below(lines.size() + 1), first = below(others.size());
  size_t count = 1 + below(others.size() - first);
  // The whole of both, or a part of the other.
  if (below(2) == 0)
    return text + "\n" + other;
  ArrayRef<StringRef> part = ArrayRef(others).slice(first, count);
  lines.insert(lines.begin() + at, part.begin(), part.end());
  return join(lines, "\n");
}
