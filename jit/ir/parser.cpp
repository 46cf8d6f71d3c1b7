// The reader of LIR text; see parser.h. A recursive-descent parser, one line at a time: after an
// error it goes on at the next line, so that one run reports all of them.
#include "jit/ir/parser.h"

#include "jit/ir/parser_impl.h"
#include "jit/ir/typing.h"

#include <algorithm>

namespace perilune::lir {

std::string describe(const Token& token) {
  switch (token.kind) {
  case TokenKind::End:
    return "end of text";
  case TokenKind::Newline:
    return "end of line";
  case TokenKind::Int:
  case TokenKind::Float:
    return "a number";
  case TokenKind::String:
    return "a string";
  case TokenKind::Value:
    return "'%" + token.text + "'";
  case TokenKind::Global:
    return "'@" + token.text + "'";
  default:
    return "'" + token.text + "'";
  }
}

bool UnitParser::fail_at(SourceLoc loc, std::string message) {
  errors_.push_back({loc, std::move(message)});
  ++error_count_;
  return false;
}

bool UnitParser::expect(char punct) {
  if (!token_.is(punct)) {
    if (token_.kind == TokenKind::Bad) return fail(token_.text);
    return fail(std::string("expected '") + punct + "', not " + describe(token_));
  }
  advance();
  return true;
}

bool UnitParser::expect_line_end() {
  if (token_.kind == TokenKind::Newline || token_.kind == TokenKind::End) return true;
  if (token_.kind == TokenKind::Bad) return fail(token_.text);
  return fail("expected the end of the line, not " + describe(token_));
}

void UnitParser::skip_line() {
  while (token_.kind != TokenKind::Newline && token_.kind != TokenKind::End)
    advance();
}

/// Whether the token is `letter` followed by digits.
bool UnitParser::at_numbered(char letter) const {
  return token_.kind == TokenKind::Word && token_.text.size() > 1 && token_.text[0] == letter &&
         token_.text.find_first_not_of("0123456789", 1) == std::string::npos;
}

bool UnitParser::numbered(char letter, std::string_view what, uint32_t& number) {
  if (!at_numbered(letter))
    return fail("expected " + std::string(what) + " (" + letter + "N), not " + describe(token_));
  if (token_.text.size() > 8) return fail("number of " + std::string(what) + " out of range");
  number = uint32_t(std::stoul(token_.text.substr(1)));
  advance();
  return true;
}

bool UnitParser::integer(std::string_view what, int64_t& value) {
  if (token_.kind != TokenKind::Int)
    return fail("expected " + std::string(what) + ", not " + describe(token_));
  if (token_.integer < 0 || token_.integer > kMaxNumber)
    return fail(std::string(what) + " out of range");
  value = token_.integer;
  advance();
  return true;
}

bool UnitParser::parse() {
  out_.loc = here();
  advance();  // trace or func
  if (!head()) skip_line();
  while (!token_.is('}')) {
    if (token_.kind == TokenKind::Newline) {
      advance();
      continue;
    }
    if (token_.kind == TokenKind::End) {
      fail("expected '}' at the end of the unit");
      return false;
    }
    if (!body_line() || !expect_line_end()) skip_line();
  }
  advance();
  check_names();
  if (error_count_ == 0) resolve();
  out_.value_locs.resize(out_.unit.value_count());
  return error_count_ == 0;
}

bool UnitParser::head() {
  Unit& unit = out_.unit;
  if (token_.kind != TokenKind::Global)
    return fail("expected the unit's name (@name), not " + describe(token_));
  unit.name = token_.text;
  advance();
  while (token_.kind == TokenKind::Word) {
    int64_t number = 0;
    if (token_.is_word("proto")) {
      advance();
      proto_loc_ = here();
      proto_known_ = false;
      if (!numbered('k', "a constant", proto_number_)) return false;
    } else if (token_.is_word("pc")) {
      advance();
      if (!integer("a pc", number)) return false;
      unit.pc = uint32_t(number);
      unit.has_pc = true;
    } else if (token_.is_word("base")) {
      advance();
      if (!integer("a base", number)) return false;
      unit.base = uint32_t(number);
    } else if (token_.is_word("levels")) {
      advance();
      if (!integer("a number of levels", number)) return false;
      unit.levels = uint32_t(number);
    } else {
      return fail("unknown attribute '" + token_.text + "'");
    }
  }
  return expect('{') && expect_line_end();
}

bool UnitParser::body_line() {
  if (token_.kind == TokenKind::Value) return inst_line();
  if (token_.kind == TokenKind::Bad) return fail(token_.text);
  if (token_.kind != TokenKind::Word)
    return fail("expected a label or an instruction, not " + describe(token_));
  // `label:`, `label(`, `kN =` and `sN =` begin with a word as instructions do: look one further.
  Lexer ahead = lexer_;
  Token following = ahead.next();
  if (following.is('=')) {
    if (at_numbered('k')) return konst_line();
    return snap_line();
  }
  if (following.is(':') || following.is('(')) {
    Token label = token_;
    advance();
    return block_line(label.text, {label.line, label.column});
  }
  return inst_line();
}

bool UnitParser::konst_line() {
  SourceLoc loc = here();
  uint32_t number = 0;
  if (!numbered('k', "a constant", number) || !expect('=')) return false;
  auto kind = find_konst_kind(token_.text);
  if (token_.kind != TokenKind::Word || !kind)
    return fail("unknown kind of constant " + describe(token_));
  advance();
  if (token_.kind != TokenKind::String)
    return token_.kind == TokenKind::Bad ? fail(token_.text)
                                         : fail("expected a string, not " + describe(token_));
  if (konsts_.contains(number))
    return fail_at(loc, "constant k" + std::to_string(number) + " is defined twice");
  if (block_) return fail_at(loc, "constants stand before the first block");
  konsts_[number] = out_.unit.konst_value(out_.unit.add_konst(*kind, token_.text));
  advance();
  return true;
}

bool UnitParser::block_line(std::string label, SourceLoc loc) {
  if (blocks_.contains(label)) return fail_at(loc, "block '" + label + "' is defined twice");
  block_ = blocks_[label] = out_.unit.add_block(label);
  out_.block_locs.push_back(loc);
  if (token_.is('(') && !params(block_)) return false;
  return expect(':');
}

bool UnitParser::params(BlockId block) {
  advance();
  while (true) {
    if (token_.kind != TokenKind::Value)
      return fail("expected a parameter (%name:type), not " + describe(token_));
    std::string name = token_.text;
    SourceLoc loc = here();
    advance();
    if (!expect(':')) return false;
    auto type = find_type(token_.text);
    if (token_.kind != TokenKind::Word || !type) return fail("unknown type " + describe(token_));
    advance();
    ValueId v;
    if (!define(name, loc, *type, v)) return false;
    Inst& inst = out_.unit.inst(v);
    inst.op = Opcode::Param;
    inst.block = block;
    inst.imm = int64_t(out_.unit.block(block).params.size());
    out_.unit.block(block).params.push_back(v);
    if (token_.is(')')) break;
    if (!expect(',')) return false;
  }
  return expect(')');
}

bool UnitParser::snap_line() {
  SourceLoc loc = here();
  uint32_t number = 0;
  if (!numbered('s', "a snapshot", number) || !expect('=')) return false;
  if (!token_.is_word("snap")) return fail("expected 'snap', not " + describe(token_));
  advance();
  if (!block_) return fail_at(loc, "a snapshot outside of any block");
  SnapId s = snap_numbered(number);
  if (snaps_[number].defined)
    return fail_at(loc, "snapshot s" + std::to_string(number) + " is defined twice");
  snaps_[number].defined = true;
  Snapshot snap = out_.unit.snap(s);
  if (!snap_frame(snap) || !snap_entries(snap)) return false;
  out_.unit.snap(s) = snap;
  note(snap.position, loc);
  out_.unit.append(block_, snap.position);
  return true;
}

bool UnitParser::snap_frame(Snapshot& snap) {
  int64_t number = 0;
  if (!token_.is_word("pc")) return fail("expected 'pc', not " + describe(token_));
  advance();
  if (!integer("a pc", number)) return false;
  snap.pc = uint32_t(number);
  if (token_.is_word("top")) {
    advance();
    if (!integer("a register", number)) return false;
    snap.top = uint32_t(number) + 1;
  }
  bool inlined = token_.is_word("fn");
  if (!inlined && !token_.is_word("base")) return true;
  if (inlined) {
    advance();
    if (!value(snap.function)) return false;
  }
  if (!token_.is_word("base")) return fail("expected 'base', not " + describe(token_));
  advance();
  if (!integer("a base", number)) return false;
  snap.base = uint32_t(number);
  if (!inlined) return true;
  if (token_.is_word("as") && !snap_role(snap)) return false;
  if (token_.is_word("tails")) {
    advance();
    if (!integer("a number of tail calls", number)) return false;
    if (number > UINT8_MAX) return fail("the number of tail calls is out of range");
    snap.tails = uint8_t(number);
  }
  if (!token_.is_word("in")) return fail("expected 'in', not " + describe(token_));
  advance();
  uint32_t parent = 0;
  if (!numbered('s', "a snapshot", parent)) return false;
  snap.parent = snap_numbered(parent);
  return true;
}

bool UnitParser::snap_role(Snapshot& snap) {
  advance();
  int64_t number = 0;
  auto role = std::find(std::begin(kFrameRoleNames), std::end(kFrameRoleNames), token_.text);
  if (token_.kind != TokenKind::Word || role == std::end(kFrameRoleNames))
    return fail("unknown role of a frame " + describe(token_));
  advance();
  if (!integer("a result", number)) return false;
  if (number > UINT8_MAX) return fail("the result of a frame is out of range");
  snap.role = FrameRole(role - std::begin(kFrameRoleNames));
  snap.result = uint8_t(number);
  return true;
}

bool UnitParser::snap_entries(Snapshot& snap) {
  if (!expect('{')) return false;
  while (!token_.is('}')) {
    SourceLoc loc = here();
    SnapEntry entry;
    if (!numbered('r', "a register", entry.reg.number) || !expect(':') || !value(entry.value))
      return false;
    if (!snap.entries.empty() && snap.entries.back().reg >= entry.reg)
      return fail_at(loc, "registers of a snapshot must ascend");
    snap.entries.push_back(entry);
    if (!token_.is('}') && !expect(',')) return false;
  }
  return expect('}');
}

bool UnitParser::inst_line() {
  SourceLoc loc = here();
  std::string name;
  Type type = Type::None;
  if (token_.kind == TokenKind::Value) {
    name = token_.text;
    advance();
    if (!expect(':')) return false;
    auto found = find_type(token_.text);
    if (token_.kind != TokenKind::Word || !found) return fail("unknown type " + describe(token_));
    type = *found;
    advance();
    if (!expect('=')) return false;
  }
  if (!block_) return fail_at(loc, "an instruction outside of any block");
  Opcode op;
  Type suffix = Type::None;
  if (!opcode(op, suffix)) return false;
  Unit& unit = out_.unit;
  ValueId v;
  if (name.empty())
    v = unit.add_inst(op, Type::None, {});
  else if (!define(name, loc, type, v))
    return false;
  unit.inst(v).op = op;
  note(v, loc);
  if (op == Opcode::IsT) unit.inst(v).imm = int64_t(suffix);
  pending_targets_.clear();
  bool first = true;
  for (const OperandInfo& info : op_info(op).operands) {
    bool listed = info.cls != OperandClass::Exit && info.cls != OperandClass::ResultType &&
                  info.cls != OperandClass::Args;
    if (listed && !first && !expect(',')) return false;
    first &= !listed;
    if (!operand(info, v)) return false;
  }
  if (!pending_targets_.empty()) unit.set_targets(v, std::move(pending_targets_));
  unit.append(block_, v);
  Type result = result_type(unit, op, unit.args(v), unit.inst(v).imm, suffix);
  bool deferred = op_info(op).result == ResultRule::Same;  // its operand may come later
  if ((result == Type::None) != name.empty() && !deferred)
    return fail_at(loc,
                   std::string(op_info(op).text) +
                       (name.empty() ? " has a result, which needs a name" : " has no result"));
  if (deferred ? name.empty() : result != type)
    return fail_at(loc, deferred
                            ? std::string(op_info(op).text) + " has a result, which needs a name"
                            : "the result is of type " + std::string(type_name(result)) + ", not " +
                                  std::string(type_name(type)));
  return true;
}

ValueId UnitParser::value_named(const std::string& name) {
  auto [it, fresh] = names_.try_emplace(name);
  if (fresh) {
    it->second.value = out_.unit.add_inst(Opcode::Param, Type::None, {});
    it->second.loc = here();
    name_order_.push_back(name);
  }
  return it->second.value;
}

bool UnitParser::define(const std::string& name, SourceLoc loc, Type type, ValueId& v) {
  v = value_named(name);
  Name& entry = names_[name];
  if (entry.defined) return fail_at(loc, "value %" + name + " is defined twice");
  entry.defined = true;
  entry.loc = loc;
  out_.unit.inst(v).type = type;
  out_.unit.set_name(v, name);
  note(v, loc);
  return true;
}

SnapId UnitParser::snap_numbered(uint32_t number) {
  auto [it, fresh] = snaps_.try_emplace(number);
  if (fresh) {
    it->second = {out_.unit.add_snap({}), here(), false};
    snap_order_.push_back(number);
  }
  return it->second.snap;
}

void UnitParser::note(ValueId v, SourceLoc loc) {
  if (out_.value_locs.size() <= v.index) out_.value_locs.resize(v.index + 1);
  out_.value_locs[v.index] = loc;
}

/// Every name that was used must have been defined.
void UnitParser::check_names() {
  for (const std::string& name : name_order_)
    if (const Name& n = names_[name]; !n.defined)
      fail_at(n.loc, "value %" + name + " is not defined");
  for (uint32_t number : snap_order_)
    if (const SnapName& s = snaps_[number]; !s.defined)
      fail_at(s.loc, "snapshot s" + std::to_string(number) + " is not defined");
  for (const Label& label : labels_)
    if (!blocks_.contains(label.name))
      fail_at(label.loc, "block '" + label.name + "' is not defined");
  if (!proto_known_) {
    auto it = konsts_.find(proto_number_);
    if (it == konsts_.end())
      fail_at(proto_loc_, "constant k" + std::to_string(proto_number_) + " is not defined");
    else
      out_.unit.proto = out_.unit.konst_of(it->second);
  }
}

void UnitParser::resolve() {
  Unit& unit = out_.unit;
  for (uint32_t b = 0; b < unit.block_count(); ++b)
    for (ValueId v : unit.block(BlockId{b}).insts)
      for (Target& t : unit.targets(v))
        t.block = blocks_[labels_[t.block.index].name];
}

ParseResult parse(std::string_view text) {
  ParseResult result;
  Lexer lexer(text);
  Token token = lexer.next();
  while (token.kind != TokenKind::End) {
    if (token.kind == TokenKind::Newline) {
      token = lexer.next();
      continue;
    }
    if (!token.is_word("trace") && !token.is_word("func")) {
      result.errors.push_back({{token.line, token.column},
                               "expected 'trace' or 'func', not " +
                                   (token.kind == TokenKind::Bad ? token.text : describe(token))});
      while (token.kind != TokenKind::Newline && token.kind != TokenKind::End)
        token = lexer.next();
      continue;
    }
    UnitParser parser(lexer, token, result.errors,
                      token.is_word("trace") ? UnitKind::Trace : UnitKind::Func);
    if (parser.parse()) result.units.push_back(parser.take());
  }
  std::sort(
      result.errors.begin(), result.errors.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.loc.line != b.loc.line ? a.loc.line < b.loc.line : a.loc.column < b.loc.column;
      });
  return result;
}

}  // namespace perilune::lir
