// Library functions that have a lot to do look at the request to interrupt the program: one that is
// waiting when they are called ends them, since no instruction comes before their end.
#include "runtime/interp/interrupt.h"

#include "unittests/runtime/lib/library_fixture.h"

using namespace perilune;

namespace {

struct LongCall {
  std::string name;
  const char* source;  // gives the function and its arguments
};

// Whether the call ends with the error of an interruption.
bool is_interrupted(LibraryFixture* f, const char* source) {
  State* L = f->L;
  ptrdiff_t at = f->run(source);
  // A gap belongs behind the function.
  REQUIRE(L->ensure_stack(1) == Status::Ok);
  for (Value* p = L->top; p > L->at_offset(at) + 1; --p)
    p[0] = p[-1];
  ++L->top;
  interp::request_interrupt(L->global);
  Status status = call(L, L->at_offset(at), 1);
  bool was_followed = !*interp::interrupt_request();
  interp::cancel_interrupt(L->global);
  std::string text = status == Status::Error ? f->error_text() : "(none)";
  L->top = L->at_offset(at);
  CHECK(was_followed);
  INFO(text);
  return text.ends_with("interrupted!");
}

void check_all(Dialect dialect, std::initializer_list<LongCall> calls) {
  LibraryFixture f(dialect);
  for (const LongCall& c : calls) {
    CAPTURE(c.name);
    CHECK(is_interrupted(&f, c.source));
  }
  // The next program goes on.
  CHECK(f.value_of("return 1").as_float() == 1);
}

const LongCall kOfAll[] = {
    {"find", "return string.find, ('ab'):rep(6e6), 'aa', 1, true"},
    {"find with a long text",
     "return string.find, ('ab'):rep(6e6), ('ab'):rep(100) .. 'c', 1, true"},
    {"find with a pattern", "return string.find, ('a'):rep(1e4), ('a*'):rep(9) .. 'b'"},
    {"gsub", "return string.gsub, ('a'):rep(3e6), '%f[b]', ''"},
    {"gsub's replacement", "return string.gsub, 'a', 'a', ('%0'):rep(1e6)"},
    {"rep", "return string.rep, 'ab', 6e6"},
    {"reverse", "return string.reverse, ('a'):rep(6e6)"},
    {"upper", "return string.upper, ('a'):rep(6e6)"},
    {"format", "return string.format, ('%%'):rep(1e6)"},
    {"format's quotes", "return string.format, '%q', ('a'):rep(6e6)"},
    {"table.concat", "local t = {} for i = 1, 2e6 do t[i] = 'a' end return table.concat, t"},
    {"table.sort", "local t = {} for i = 1, 3e5 do t[i] = i * 7919 % 100003 end "
                   "return table.sort, t"},
    {"os.date", "return os.date, ('a'):rep(1e6)"},
};

}  // namespace

TEST_CASE("long calls of every dialect are interrupted") {
  for (Dialect dialect :
       {Dialect::Lua51, Dialect::Lua52, Dialect::Lua53, Dialect::Lua54, Dialect::Lua55}) {
    LibraryFixture f(dialect);
    for (const LongCall& c : kOfAll) {
      CAPTURE(c.name);
      CHECK(is_interrupted(&f, c.source));
    }
    CHECK(f.value_of("return 1").as_float() == 1);
  }
}

TEST_CASE("texts that are loaded") {
  check_all(Dialect::Lua54,
            {
                {"statements", "return load, ('x = 1 '):rep(1e5)"},
                {"blanks", "return load, (' '):rep(1e6)"},
                {"a comment", "return load, '--' .. ('x'):rep(1e6)"},
                {"a long string", "return load, 'return [[' .. ('x'):rep(1e6) .. ']]'"},
                {"a string", "return load, 'return \"' .. ('x'):rep(1e6) .. '\"'"},
                {"a name", "return load, 'return ' .. ('x'):rep(1e6)"},
                {"a numeral", "return load, 'return ' .. ('1'):rep(1e6)"},
                {"a file", "return loadfile, '/dev/zero'"},
                {"a file that is run", "return dofile, '/dev/zero'"},
            });
  check_all(Dialect::Lua51, {{"loadstring", "return loadstring, ('x = 1 '):rep(1e5)"}});
}

TEST_CASE("UTF-8") {
  check_all(Dialect::Lua54,
            {
                {"len", "return utf8.len, ('x'):rep(3e6)"},
                {"offset", "return utf8.offset, ('x'):rep(3e6), 2e6"},
                {"offset backwards", "return utf8.offset, ('x'):rep(3e6), -2e6"},
                {"offset of a byte", "return utf8.offset, ('\\x80'):rep(3e6), 0, -1"},
                {"codes", "return utf8.codes('a'), 'a' .. ('\\x80'):rep(3e6), 1"},
            });
  check_all(Dialect::Lua55, {{"offset's end", "return utf8.offset, 'ä' .. ('\\x80'):rep(3e6), 1"}});
}

TEST_CASE("packed data") {
  check_all(Dialect::Lua54, {
                                {"pack", "return string.pack, ('<'):rep(1e6)"},
                                {"packsize", "return string.packsize, ('<'):rep(1e6)"},
                                {"unpack", "return string.unpack, ('<'):rep(1e6), ''"},
                            });
}

TEST_CASE("tables of any length") {
  check_all(
      Dialect::Lua54,
      {
          {"move", "return table.move, {}, 1, 1 << 50, 2"},
          {"insert",
           "return table.insert, setmetatable({}, {__len = function() return 1 << 50 end}), 1, 0"},
      });
}

TEST_CASE("files") {
  check_all(
      Dialect::Lua54,
      {
          {"all", "local f = io.open('/dev/zero') return f.read, f, 'a'"},
          {"a line", "local f = io.open('/dev/zero') return f.read, f, 'l'"},
          {"bytes", "local f = io.open('/dev/zero') return f.read, f, 1 << 33"},
          {"blanks before a numeral",
           "local f = io.tmpfile() f:write((' '):rep(3e6)) f:seek('set') return f.read, f, 'n'"},
          {"paths", "return package.searchpath, 'x', ('?;'):rep(1e4)"},
      });
  check_all(
      Dialect::Lua51,
      {{"blanks before a numeral",
        "local f = io.tmpfile() f:write((' '):rep(3e6)) f:seek('set') return f.read, f, '*n'"}});
}
