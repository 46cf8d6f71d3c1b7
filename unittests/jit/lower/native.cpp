// The harness; see native.h.
#include "unittests/jit/lower/native.h"

#include "jit/helpers/helpers.h"
#include "jit/ir/parser.h"
#include "jit/ir/verifier.h"

#include <doctest/doctest.h>

#include <cstdio>

namespace perilune::jit::test {

namespace {

using Code = void(const Insn*, Value*, State*, const Dispatch*, const Value*, uint32_t)
    [[clang::preserve_none]];

Exit last_exit;

[[clang::preserve_none]] void record_exit(const Insn* pc, Value* base, State* state,
                                          const Dispatch* dispatch, const Value* owner,
                                          uint32_t number) {
  last_exit = {static_cast<int>(number), pc, base, const_cast<Value*>(owner), state, dispatch};
}

char dispatch_byte;
char owner_byte;
const Dispatch* dispatch() { return reinterpret_cast<const Dispatch*>(&dispatch_byte); }

}  // namespace

State* state() {
  static const std::unique_ptr<State, void (*)(State*)> created(State::create(Dialect::Lua54),
                                                                State::destroy);
  return created.get();
}

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
    std::string error;
    Codegen* made = perilune_codegen_api()->create(helper_symbols(), &error);
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
  reinterpret_cast<Code*>(result_.entry)(pc(), base, state(), dispatch(), nullptr, 0);
  if (last_exit.number < 0) return last_exit;
  CHECK(last_exit.owner == &owner_byte);
  CHECK(last_exit.state == state());
  CHECK(last_exit.dispatch == dispatch());
  return last_exit;
}

lir::Unit operation_unit(const Operation& operation) {
  std::string text = "trace @operation {\n" + operation.konsts + "entry:\n  s0 = snap pc 0 {}\n";
  for (size_t i = 0; i < operation.operands.size(); ++i) {
    const std::string& type = operation.operands[i];
    text += std::string("  %") + char('a' + i) + ":" + type + " = slot.load" +
            (type == "any" ? " r" : "." + type + " r") + std::to_string(i) +
            (type == "any" ? "\n" : " else s0\n");
  }
  text += "  s1 = snap pc 1 {}\n  ";
  if (!operation.result.empty()) text += "%result:" + operation.result + " = ";
  text += operation.text + (operation.exits ? " else s1\n" : "\n");
  text += operation.result.empty() ? "  s2 = snap pc 2 {}\n" : "  s2 = snap pc 2 { r9: %result }\n";
  return parse_unit(text + "  exit s2\n}\n");
}

std::optional<Value> NativeOperation::apply(std::initializer_list<Value> operands) {
  std::vector<Value> stack(operands);
  stack.resize(10);
  stack[9] = Value::nil();
  Exit exit = native_.run(stack);
  REQUIRE(exit.base == stack.data());
  REQUIRE(exit.number > 0);  // the operands had their types
  if (exit.number == 1) return std::nullopt;
  REQUIRE(exit.number == 2);
  CHECK(exit.pc == native_.code() + 2);
  return stack[9];
}

bool same(const Value& a, const Value& b) { return same_bits(a, b); }

std::string show(const std::optional<Value>& value) {
  if (!value) return "exit";
  char text[64];
  if (value->is_integer())
    snprintf(text, sizeof text, "%lld", static_cast<long long>(value->i));
  else if (value->is_float())
    snprintf(text, sizeof text, "%a", value->f);
  else
    snprintf(text, sizeof text, "%s %d", type_name(value->tag), static_cast<int>(value->tag));
  return text;
}

}  // namespace perilune::jit::test
