// Tokens: kinds from tokens.def and what a token carries.
#pragma once

#include <cstdint>
#include <string>

#include "frontend/dialect.h"

namespace perilune::frontend {

// Kinds below kFirstWord are single characters.
using TokenKind = int;
constexpr TokenKind kFirstWord = 256;

struct Tok {
  enum : TokenKind {
    kBeforeFirst = kFirstWord - 1,
#define WORD(Name, text, feature) Name,
#define SYMBOL(Name, text) Name,
#define VALUE(Name, text) Name,
#include "frontend/tokens.def"
#undef WORD
#undef SYMBOL
#undef VALUE
  };
};

struct Token {
  TokenKind kind = Tok::EndOfText;
  const std::string* text = nullptr;  // of a name or string; interned
  union {
    int64_t integer = 0;
    double number;
  };
};

// How messages call a token of this kind: 'x' with its quotes, or <name> and the like.
std::string token_text(TokenKind kind, const Features& features);

}  // namespace perilune::frontend
