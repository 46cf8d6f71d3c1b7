// Binary chunks: what is written is read back, and anything else is refused.
#include "runtime/bytecode/serialize.h"

#include <doctest/doctest.h>

#include "runtime/bytecode/identity.h"

using namespace perilune;
using namespace perilune::bytecode;

namespace {

constexpr Dialect kDialects[] = {Dialect::Lua51, Dialect::Lua52, Dialect::Lua53, Dialect::Lua54,
                                 Dialect::Lua55};

// function (a, ...) local b = a.key; while b do end; return function() return b end end
std::unique_ptr<Function> sample() {
  auto f = std::make_unique<Function>();
  f->source = "@sample.lua";
  f->line_defined = 3;
  f->last_line = 900;
  f->num_params = 1;
  f->is_vararg = true;
  f->max_stack = 4;
  f->code = {
      encode_abc(Op::VarargPrep, 1, 0, 0),
      encode_abc(Op::GetField, 1, 0, 0),
      0,
      encode_abc(Op::Test, 1, 0, 0),
      encode_sj(Op::Jmp, 2),
      encode_sj(Op::JmpBack, -4),
      0,
      encode_abx(Op::MakeClosure, 2, 0),
      encode_abc(Op::Return, 2, 2, 1),
      encode_abc(Op::Return, 0, 1, 1),
  };
  f->lines = {3, 4, 4, 5, 5, 5, 5, 899, 899, 900};
  Constant key, number;
  key.kind = Constant::Kind::String;
  key.string = std::string("k\0y", 3);
  number.kind = Constant::Kind::Float;
  number.number = -0.0;
  f->constants = {key, number};
  f->field_keys = {0};
  f->upvalues = {{"_ENV", false, 0}};
  f->locals = {{"a", 0, 10, 0}, {"b", 3, 10, 1}};
  auto nested = std::make_unique<Function>();
  nested->source = f->source;
  nested->line_defined = 899;
  nested->last_line = 899;
  nested->code = {encode_abc(Op::GetUpval, 0, 1, 0), encode_abc(Op::Return1, 0, 0, 0),
                  encode_abc(Op::Return0, 0, 0, 0)};
  nested->lines = {899, 899, 899};
  nested->upvalues = {{"_ENV", false, 0}, {"b", true, 1}};
  f->functions.push_back(std::move(nested));
  return f;
}

std::unique_ptr<Function> read(const std::string& bytes, Dialect dialect, std::string* error) {
  std::unique_ptr<Function> out;
  const bool good = deserialize(bytes, "=name", dialect, &out, error);
  CHECK(good == (out != nullptr));
  return out;
}

std::string refusal(const std::string& bytes, Dialect dialect) {
  std::string error;
  read(bytes, dialect, &error);
  return error;
}

}  // namespace

TEST_CASE("a function comes back as it was") {
  const auto f = sample();
  for (const Dialect dialect : kDialects) {
    std::string error;
    const std::string bytes = serialize(*f, dialect, false);
    const auto back = read(bytes, dialect, &error);
    REQUIRE_MESSAGE(back, error);
    CHECK(serialize(*back, dialect, false) == bytes);
    CHECK(back->source.view() == "@sample.lua");
    CHECK(back->lines == f->lines);
    CHECK(back->code == f->code);
    CHECK(back->constants[0].string.view() == std::string("k\0y", 3));
    CHECK(back->locals[1].name.view() == "b");
    CHECK(back->functions[0]->source.view() == "@sample.lua");
    CHECK(back->functions[0]->upvalues[1].name.view() == "b");
    CHECK(back->functions[0]->line_defined == 899);
  }
}

TEST_CASE("equal strings are written once and shared when read") {
  const auto f = sample();
  f->functions[0]->constants = {f->constants[0], f->constants[0]};
  f->constants[0].string = f->functions[0]->constants[1].string = std::string(5000, 'x');
  std::string error;
  const std::string bytes = serialize(*f, Dialect::Lua54, false);
  CHECK(bytes.size() < 6000);
  const auto back = read(bytes, Dialect::Lua54, &error);
  REQUIRE_MESSAGE(back, error);
  CHECK(back->constants[0].string.view() == f->constants[0].string.view());
  CHECK(back->constants[0].string.identity() == back->functions[0]->constants[1].string.identity());
  CHECK(back->functions[0]->constants[0].string.view() == std::string("k\0y", 3));
  CHECK(serialize(*back, Dialect::Lua54, false) == bytes);
}

TEST_CASE("a stripped function keeps what it does") {
  const auto f = sample();
  std::string error;
  const std::string bytes = serialize(*f, Dialect::Lua54, true);
  CHECK(bytes.size() < serialize(*f, Dialect::Lua54, false).size());
  const auto back = read(bytes, Dialect::Lua54, &error);
  REQUIRE_MESSAGE(back, error);
  CHECK(back->source.view() == "=?");
  CHECK(back->functions[0]->source.view() == "=?");
  CHECK(back->lines.empty());
  CHECK(back->locals.empty());
  CHECK(back->upvalues[0].name.empty());
  CHECK(back->line_defined == 3);
  CHECK(essence(*back) == essence(*f));
}

TEST_CASE("every cut is a truncated chunk, every other header is refused") {
  const auto f = sample();
  for (const Dialect dialect : kDialects) {
    const std::string bytes = serialize(*f, dialect, false);
    const char* const cut = dialect == Dialect::Lua51 ? "unexpected end" : "truncated";
    for (size_t size = 1; size < bytes.size(); ++size) {
      CAPTURE(size);
      CHECK(refusal(bytes.substr(0, size), dialect).find(cut) != std::string::npos);
    }
    const size_t header = dialect == Dialect::Lua51 ? 12 : dialect == Dialect::Lua52 ? 18 : 31;
    for (size_t at = 0; at < header; ++at) {
      CAPTURE(at);
      std::string changed = bytes;
      ++changed[at];
      CHECK(refusal(changed, dialect) != "");
    }
    for (const Dialect other : kDialects)
      CHECK((refusal(bytes, other) == "") == (other == dialect));
  }
}

TEST_CASE("complaints") {
  const auto f = sample();
  const auto changed = [&](Dialect dialect, size_t at) {
    std::string bytes = serialize(*f, dialect, false);
    ++bytes[at];
    return refusal(bytes, dialect);
  };
  CHECK(changed(Dialect::Lua51, 4) == "name: bad header in precompiled chunk");
  CHECK(changed(Dialect::Lua52, 1) == "name: not a precompiled chunk");
  CHECK(changed(Dialect::Lua52, 5) == "name: version mismatch in precompiled chunk");
  CHECK(changed(Dialect::Lua52, 6) == "name: incompatible precompiled chunk");
  CHECK(changed(Dialect::Lua52, 12) == "name: corrupted precompiled chunk");
  CHECK(changed(Dialect::Lua53, 5) == "name: format mismatch in precompiled chunk");
  CHECK(changed(Dialect::Lua53, 13) == "name: size_t size mismatch in precompiled chunk");
  CHECK(changed(Dialect::Lua54, 4) == "name: bad binary format (version mismatch)");
  CHECK(changed(Dialect::Lua54, 30) == "name: bad binary format (float format mismatch)");
  CHECK(changed(Dialect::Lua55, 13) == "name: bad binary format (int format mismatch)");
  CHECK(changed(Dialect::Lua55, 41) == "name: bad binary format (format mismatch)");
  std::unique_ptr<Function> out;
  std::string error;
  CHECK(!deserialize("\x1b", "\x1bxyz", Dialect::Lua54, &out, &error));
  CHECK(error == "binary string: bad binary format (truncated chunk)");
  CHECK(!deserialize("\x1b", "@file", Dialect::Lua53, &out, &error));
  CHECK(error == "file: truncated precompiled chunk");
}

TEST_CASE("every changed byte is refused or gives code that the verifier accepts") {
  const auto f = sample();
  for (const Dialect dialect : {Dialect::Lua51, Dialect::Lua55}) {
    const std::string bytes = serialize(*f, dialect, false);
    for (size_t at = 0; at < bytes.size(); ++at) {
      for (int bit = 0; bit < 8; ++bit) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 1 << bit);
        std::string error;
        const auto back = read(changed, dialect, &error);
        if (back) CHECK(back->code.size() > 0);
      }
    }
  }
}

TEST_CASE("dialects without integers take none, those with environments want them") {
  auto f = sample();
  f->constants[1].kind = Constant::Kind::Integer;
  CHECK(refusal(serialize(*f, Dialect::Lua53, false), Dialect::Lua53) == "");
  CHECK(refusal(serialize(*f, Dialect::Lua52, false), Dialect::Lua52) != "");
  f = sample();
  f->functions[0]->upvalues[0] = {"x", true, 0};
  CHECK(refusal(serialize(*f, Dialect::Lua52, false), Dialect::Lua52) == "");
  CHECK(refusal(serialize(*f, Dialect::Lua51, false), Dialect::Lua51) != "");
}

TEST_CASE("the identity is that of what a function does") {
  const Identity id = identity_of(*sample());
  CHECK(identity_of(*sample()) == id);
  auto f = sample();
  f->source = "@other";
  f->lines.clear();
  f->locals.clear();
  f->upvalues[0].name = "";
  f->functions[0]->line_defined = 1;
  CHECK(identity_of(*f) == id);
  const auto differs = [&](auto change) {
    auto other = sample();
    change(*other);
    return identity_of(*other) != id;
  };
  CHECK(differs([](Function& g) { g.num_params = 0; }));
  CHECK(differs([](Function& g) { g.is_vararg = false; }));
  CHECK(differs([](Function& g) { g.max_stack = 5; }));
  CHECK(differs([](Function& g) { g.code[3] = encode_abc(Op::Test, 0, 0, 0); }));
  CHECK(differs([](Function& g) { g.constants[0].string = "key"; }));
  CHECK(differs([](Function& g) { g.constants[1].number = 0.0; }));
  CHECK(differs([](Function& g) { g.constants[1].kind = Constant::Kind::Integer; }));
  CHECK(differs([](Function& g) { g.constants.emplace_back(); }));
  CHECK(differs([](Function& g) { g.field_keys.push_back(0); }));
  CHECK(differs([](Function& g) { g.upvalues[0].index = 1; }));
  CHECK(differs([](Function& g) { g.upvalues[0].in_stack = true; }));
  CHECK(differs([](Function& g) { g.functions.clear(); }));
  CHECK(differs([](Function& g) { g.functions[0]->max_stack = 3; }));
}
