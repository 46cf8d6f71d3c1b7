// Tokens, their values and lines; strings and their escapes; what files begin with.
#include "frontend/lexer.h"

#include <vector>

#include <doctest/doctest.h>

using namespace perilune;
using namespace perilune::frontend;

namespace {

// All tokens as text: names and strings as they are, numbers by value, the rest as messages call
// it.
std::string tokens(std::string_view source, Dialect dialect = Dialect::Lua54) {
  Diagnostics diagnostics("=x", bytecode::ChunkIdForm::Modern);
  Interner interner;
  Lexer lexer(source, features_of(dialect), diagnostics, interner);
  std::string out;
  for (lexer.next(); lexer.kind() != Tok::EndOfText; lexer.next()) {
    if (!out.empty()) out += ' ';
    switch (lexer.kind()) {
    case Tok::Name:
      out += *lexer.token().text;
      break;
    case Tok::String:
      out += '[' + *lexer.token().text + ']';
      break;
    case Tok::Integer:
      out += std::to_string(lexer.token().integer);
      break;
    case Tok::Float:
      out += std::to_string(lexer.token().number);
      break;
    default:
      out += lexer.text_of(lexer.kind());
    }
  }
  return diagnostics.failed() ? diagnostics.message() : out;
}

}  // namespace

TEST_CASE("marks and words") {
  CHECK(tokens("a and_ _1 while") == "a and_ _1 'while'");
  CHECK(tokens("... .. . :: : // / << <= < >> >= > == = ~= ~") ==
        "'...' '..' '.' '::' ':' '//' '/' '<<' '<=' '<' '>>' '>=' '>' '==' '=' '~=' '~'");
  CHECK(tokens("a.b..c...") == "a '.' b '..' c '...'");
  CHECK(tokens("@\x01") == "'@' '<\\1>'");
  CHECK(tokens("1..2") == "x:1: malformed number near '1..2'");
  CHECK(tokens("1 .. 2 .5") == "1 '..' 2 0.500000");
  CHECK(tokens("3-4 0xe-1") == "3 '-' 4 14 '-' 1");
}

TEST_CASE("words and marks depend on the dialect") {
  CHECK(tokens("goto", Dialect::Lua51) == "goto");
  CHECK(tokens("goto", Dialect::Lua52) == "'goto'");
  CHECK(tokens("a // b << c", Dialect::Lua52) == "a '/' '/' b '<' '<' c");
  CHECK(tokens("7", Dialect::Lua52) == "7.000000");
  CHECK(tokens("'\\q\\x41'", Dialect::Lua51) == "[qx41]");
  CHECK(tokens("'\\x41\\z  b'", Dialect::Lua52) == "[Ab]");
  CHECK(tokens("[[a[[b]]", Dialect::Lua51) == "x:1: nesting of [[...]] is deprecated near '['");
  CHECK(tokens("[[a[[b]]", Dialect::Lua52) == "[a[[b]");
}

TEST_CASE("comments") {
  CHECK(tokens("a -- b\nc --[[ d\n e ]] f --[==[ ]] ]=] ]==] g --[= h\ni --") == "a c f g i");
  CHECK(tokens("--[[\n") == "x:2: unfinished long comment (starting at line 1) near <eof>");
}

TEST_CASE("escapes") {
  CHECK(tokens(R"('\a\b\f\n\r\t\v\\\"\'')") == "[\a\b\f\n\r\t\v\\\"']");
  CHECK(tokens("'\\65\\0661\\x41\\x7a'") == "[AB1Az]");
  CHECK(tokens("'a\\\nb\\\r\nc'") == "[a\nb\nc]");
  CHECK(tokens("'a\\z \n\t b'") == "[ab]");
  CHECK(tokens("'\\u{7f}\\u{80}\\u{7ff}\\u{800}\\u{ffff}\\u{10000}'") ==
        "[\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80]");
  CHECK(tokens("'\\u{1fffff}\\u{200000}\\u{3ffffff}\\u{4000000}\\u{7fffffff}'") ==
        "[\xf7\xbf\xbf\xbf\xf8\x88\x80\x80\x80\xfb\xbf\xbf\xbf\xbf\xfc\x84\x80\x80\x80\x80"
        "\xfd\xbf\xbf\xbf\xbf\xbf]");
  CHECK(tokens("'\\u{00000000000041}'") == "[A]");
}

TEST_CASE("long strings") {
  CHECK(tokens("[[a]]") == "[a]");
  CHECK(tokens("[[\na]]") == "[a]");
  CHECK(tokens("[[\r\n\na]]") == "[\na]");
  CHECK(tokens("[==[a]]b]=]c]==]") == "[a]]b]=]c]");
  CHECK(tokens("[[a\rb\n\rc\r\nd]]") == "[a\nb\nc\nd]");
  CHECK(tokens("[") == "'['");
  CHECK(tokens("[=") == "x:1: invalid long string delimiter near '[='");
}

TEST_CASE("strings hold any bytes") {
  CHECK(tokens(std::string_view("'a\0b'", 5)) == std::string("[a\0b]", 5));
  CHECK(tokens("'\xff\x80'") == "[\xff\x80]");
  // Messages are cut at the zero byte.
  CHECK(tokens(std::string_view("'a\0b", 4)) == "x:1: unfinished string near <eof>");
  CHECK(tokens(std::string_view("'a\0b\n'", 6)) == "x:1: unfinished string near ''a'");
}

TEST_CASE("lines") {
  Diagnostics diagnostics("=x", bytecode::ChunkIdForm::Modern);
  Interner interner;
  Lexer lexer("a\nb\r\nc\n\rd\re", features_of(Dialect::Lua54), diagnostics, interner);
  std::vector<int> lines;
  for (lexer.next(); lexer.kind() != Tok::EndOfText; lexer.next())
    lines.push_back(lexer.line());
  CHECK(lines == std::vector<int>{1, 2, 3, 4, 5});
}

TEST_CASE("lookahead changes nothing") {
  Diagnostics diagnostics("=x", bytecode::ChunkIdForm::Modern);
  Interner interner;
  Lexer lexer("a = b", features_of(Dialect::Lua54), diagnostics, interner);
  lexer.next();
  CHECK(lexer.lookahead() == '=');
  CHECK(*lexer.token().text == "a");
  lexer.next();
  CHECK(lexer.kind() == '=');
  lexer.next();
  CHECK(*lexer.token().text == "b");
}

TEST_CASE("after an error there is only the end") {
  Diagnostics diagnostics("=x", bytecode::ChunkIdForm::Modern);
  Interner interner;
  Lexer lexer("a b c", features_of(Dialect::Lua54), diagnostics, interner);
  lexer.next();
  lexer.fail("first");
  lexer.fail("second");
  CHECK(lexer.kind() == Tok::EndOfText);
  lexer.next();
  CHECK(lexer.kind() == Tok::EndOfText);
  CHECK(diagnostics.message() == "x:1: first near 'a'");
}

TEST_CASE("what a file may begin with") {
  CHECK(skip_shebang_and_bom("a") == "a");
  CHECK(skip_shebang_and_bom("#!lua\na") == "\na");
  CHECK(skip_shebang_and_bom("\xef\xbb\xbf#!lua\na") == "\na");
  CHECK(skip_shebang_and_bom("\xef\xbb\xbf"
                             "a") == "a");
  CHECK(skip_shebang_and_bom("#") == "");
  CHECK(skip_shebang_and_bom("") == "");
}
