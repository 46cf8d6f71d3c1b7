// The reader of LIR text: opcodes, operands and values.
#include "jit/ir/parser_impl.h"
#include "jit/ir/typing.h"

namespace perilune::lir {

bool UnitParser::opcode(Opcode& op, Type& suffix) {
  if (token_.kind != TokenKind::Word) return fail("expected an opcode, not " + describe(token_));
  std::string_view text = token_.text;
  if (auto plain = find_opcode(text, false)) {
    op = *plain;
    advance();
    return true;
  }
  size_t dot = text.rfind('.');
  if (dot != std::string_view::npos) {
    auto type = find_type(text.substr(dot + 1));
    auto typed = find_opcode(text.substr(0, dot), true);
    if (typed && type && suffix_allowed(*type)) {
      op = *typed;
      suffix = *type;
      advance();
      return true;
    }
  }
  return fail("unknown opcode '" + token_.text + "'");
}

bool UnitParser::operand(const OperandInfo& info, ValueId v) {
  Unit& unit = out_.unit;
  uint32_t number = 0;
  int64_t index = 0;
  switch (info.cls) {
  case OperandClass::ResultType:
    return true;
  case OperandClass::Exit:
    if (!token_.is_word("else"))
      return fail(std::string(op_info(unit.op(v)).text) + " can exit and needs 'else sN'");
    advance();
    [[fallthrough]];
  case OperandClass::State:
    if (!numbered('s', "a snapshot", number)) return false;
    unit.inst(v).snap = snap_numbered(number);
    return true;
  case OperandClass::Reg:
    if (!numbered('r', "a register", number)) return false;
    unit.inst(v).imm = number;
    return true;
  case OperandClass::Index:
    if (!integer("an index", index)) return false;
    unit.inst(v).imm = index;
    return true;
  case OperandClass::Field: {
    auto field = find_field(token_.text);
    if (token_.kind != TokenKind::Word || !field) return fail("unknown field " + describe(token_));
    unit.inst(v).imm = int64_t(*field);
    advance();
    return true;
  }
  case OperandClass::Helper: {
    auto helper = find_helper(token_.text);
    if (token_.kind != TokenKind::Word || !helper)
      return fail("unknown helper " + describe(token_));
    unit.inst(v).imm = int64_t(*helper);
    advance();
    return true;
  }
  case OperandClass::Target:
    return target();
  case OperandClass::Args: {
    std::vector<ValueId> args;
    if (!arguments(args)) return false;
    unit.set_args(v, args);
    return true;
  }
  default: {
    ValueId operand;
    if (!value(operand)) return false;
    std::vector<ValueId> args(unit.args(v).begin(), unit.args(v).end());
    args.push_back(operand);
    unit.set_args(v, args);
    return true;
  }
  }
}

/// `(a, b)`, or `()`.
bool UnitParser::arguments(std::vector<ValueId>& args) {
  if (!expect('(')) return false;
  while (!token_.is(')')) {
    ValueId v;
    if (!value(v)) return false;
    args.push_back(v);
    if (args.size() > kMaxArgs) return fail("too many arguments");
    if (!token_.is(')') && !expect(',')) return false;
  }
  advance();
  return true;
}

bool UnitParser::target() {
  if (token_.kind != TokenKind::Word) return fail("expected a label, not " + describe(token_));
  Target t{BlockId{uint32_t(labels_.size())}, {}};
  labels_.push_back({token_.text, here()});
  advance();
  if (token_.is('(') && !arguments(t.args)) return false;
  pending_targets_.push_back(std::move(t));
  return true;
}

bool UnitParser::value(ValueId& v) {
  Unit& unit = out_.unit;
  if (token_.kind == TokenKind::Value) {
    v = value_named(token_.text);
  } else if (token_.kind == TokenKind::Int) {
    v = unit.lit_i64(token_.integer);
  } else if (token_.kind == TokenKind::Float) {
    v = unit.lit_f64(token_.number);
  } else if (token_.is_word("true") || token_.is_word("false")) {
    v = unit.lit_bool(token_.text == "true");
  } else if (token_.is_word("nil")) {
    v = unit.lit_nil();
  } else if (token_.is_word("dead")) {
    v = unit.dead();
  } else if (at_numbered('k')) {
    SourceLoc loc = here();
    uint32_t number = 0;
    if (!numbered('k', "a constant", number)) return false;
    auto it = konsts_.find(number);
    if (it == konsts_.end())
      return fail_at(loc, "constant k" + std::to_string(number) + " is not defined");
    v = it->second;
    return true;
  } else {
    return token_.kind == TokenKind::Bad ? fail(token_.text)
                                         : fail("expected a value, not " + describe(token_));
  }
  advance();
  return true;
}

}  // namespace perilune::lir
