// The harness; see native.h.
#include "unittests/jit/lower/native.h"

#include "jit/ir/parser.h"
#include "jit/ir/verifier.h"
#include "runtime/number.h"

#include <doctest/doctest.h>

#include <cstring>

namespace perilune::jit::test {

namespace {

using Code = void (const Word*, Value*, State*, const Dispatch*,
                  const Value*, Word) [[clang::preserve_none]];

Exit last_exit;

[[clang::preserve_none]] void record_exit(const Word* pc, Value* base, State* state,
                                          const Dispatch* dispatch, const Value* owner,
                                          Word number) {
  last_exit = {static_cast<int>(number), pc,    base, const_cast<Value*>(owner), state,
               dispatch};
}

extern "C" double lua_pow(double a, double b) { return float_pow(a, b); }
extern "C" double lua_fmod(double a, double b) { return float_mod(a, b); }
const Symbol* test_symbols() {
  static const Symbol symbols[] = {{"lua.pow", (const void*)lua_pow}, {"lua.fmod", (const void*)lua_fmod}, {nullptr, nullptr}};
  return symbols;
}

alignas(16) char state_bytes[sizeof(State)];
alignas(16) char global_bytes[sizeof(Global)];
char dispatch_byte;
char owner_byte;

}  // namespace

State* fake_state() { return reinterpret_cast<State*>(state_bytes); }
Global* fake_global() { return reinterpret_cast<Global*>(global_bytes); }
const Dispatch* fake_dispatch() { return reinterpret_cast<const Dispatch*>(&dispatch_byte); }

lir::Unit parse_unit(std::string_view text) {
  lir::ParseResult parsed = lir::parse(text);
  for (const lir::Diagnostic& d : parsed.errors)
    FAIL(d.loc.line << ":" << d.loc.column << ": " << d.message);
  REQUIRE(parsed.units.size() == 1);
  std::string report = lir::verify_report(parsed.units[0].unit);
  INFO(text);
  REQUIRE(report == "");
  return std::move(parsed.units[0].unit);
}

Codegen* codegen() {
  static Codegen* generator = [] {
    fake_state()->global = fake_global();
    std::string error;
    Codegen* made = perilune_codegen_api()->create(test_symbols(), &error);
    REQUIRE_MESSAGE(made, error);
    return made;
  }();
  return generator;
}

Native::Native(const lir::Unit& unit, bool dumps) : entry_pc_(unit.pc) {
  CompileRequest request;
  request.unit = &unit;
  request.owner = &owner_byte;
  request.exit_handler = reinterpret_cast<const void*>(&record_exit);
  request.want_llvm = request.want_assembly = dumps;
  perilune_codegen_api()->compile(codegen(), request, &result_);
  REQUIRE_MESSAGE(result_.entry, result_.error);
}

Native::~Native() {
  if (result_.handle) perilune_codegen_api()->release(codegen(), result_.handle);
}

Exit Native::run(Value* base) {
  last_exit = {};
  reinterpret_cast<Code*>(result_.entry)(pc(), base, fake_state(), fake_dispatch(), nullptr, 0);
  CHECK(last_exit.owner == &owner_byte);
  CHECK(last_exit.state == fake_state());
  CHECK(last_exit.dispatch == fake_dispatch());
  return last_exit;
}

}  // namespace perilune::jit::test
