// A scan of one line that knows just enough of Lua's tokens to colour them.
#include "tools/perilune/highlight.h"

#include <iterator>

namespace perilune::cli {

namespace {

struct Keyword {
  std::string_view text;
  Dialect first;
};

constexpr Keyword kKeywords[] = {
#define TOKEN_KEYWORD(text, first) {text, Dialect::first},
    TOKEN_KEYWORD("and", Lua51) TOKEN_KEYWORD("break", Lua51) TOKEN_KEYWORD("do", Lua51)
        TOKEN_KEYWORD("else", Lua51) TOKEN_KEYWORD("elseif", Lua51) TOKEN_KEYWORD("end", Lua51)
            TOKEN_KEYWORD("false", Lua51) TOKEN_KEYWORD("for", Lua51)
                TOKEN_KEYWORD("function", Lua51) TOKEN_KEYWORD("global", Lua55)
                    TOKEN_KEYWORD("goto", Lua52) TOKEN_KEYWORD("if", Lua51)
                        TOKEN_KEYWORD("in", Lua51) TOKEN_KEYWORD("local", Lua51)
                            TOKEN_KEYWORD("nil", Lua51) TOKEN_KEYWORD("not", Lua51)
                                TOKEN_KEYWORD("or", Lua51) TOKEN_KEYWORD("repeat", Lua51)
                                    TOKEN_KEYWORD("return", Lua51) TOKEN_KEYWORD("then", Lua51)
                                        TOKEN_KEYWORD("true", Lua51) TOKEN_KEYWORD("until", Lua51)
                                            TOKEN_KEYWORD("while", Lua51)
#undef TOKEN_KEYWORD
};

constexpr std::string_view kKeywordColour = "\033[1;34m";
constexpr std::string_view kStringColour = "\033[32m";
constexpr std::string_view kNumberColour = "\033[36m";
constexpr std::string_view kCommentColour = "\033[2m";
constexpr std::string_view kOff = "\033[0m";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word(char c) { return is_letter(c) || is_digit(c); }

bool is_keyword(std::string_view word, Dialect dialect) {
  for (const Keyword& keyword : kKeywords)
    if (word == keyword.text && dialect >= keyword.first) return true;
  return false;
}

// Where the string that begins at `at` ends, closing quote included.
size_t string_end(std::string_view line, size_t at) {
  char quote = line[at];
  for (++at; at < line.size(); ++at) {
    if (line[at] == '\\')
      ++at;
    else if (line[at] == quote)
      return at + 1;
  }
  return line.size();
}

size_t word_end(std::string_view line, size_t at) {
  while (at < line.size() && is_word(line[at]))
    ++at;
  return at;
}

size_t number_end(std::string_view line, size_t at) {
  while (at < line.size() && (is_word(line[at]) || line[at] == '.'))
    ++at;
  return at;
}

}  // namespace

std::string highlight(std::string_view line, Dialect dialect) {
  std::string out;
  auto paint = [&](std::string_view colour, size_t from, size_t to) {
    if (!colour.empty()) out += colour;
    out += line.substr(from, to - from);
    if (!colour.empty()) out += kOff;
  };
  for (size_t at = 0, end; at < line.size(); at = end) {
    std::string_view rest = line.substr(at);
    std::string_view colour;
    end = at + 1;
    if (rest.starts_with("--")) {
      end = line.size();
      colour = kCommentColour;
    } else if (rest.starts_with("[[")) {
      size_t close = line.find("]]", at);
      end = close == line.npos ? line.size() : close + 2;
      colour = kStringColour;
    } else if (rest[0] == '"' || rest[0] == '\'') {
      end = string_end(line, at);
      colour = kStringColour;
    } else if (is_digit(rest[0])) {
      end = number_end(line, at);
      colour = kNumberColour;
    } else if (is_letter(rest[0])) {
      end = word_end(line, at);
      if (is_keyword(line.substr(at, end - at), dialect)) colour = kKeywordColour;
    }
    paint(colour, at, end);
  }
  return out;
}

}  // namespace perilune::cli
