// Symbolic execution of bytecode: from a register back to the instruction that set it, and from
// that to the name of a variable. The rules are those of stock Lua, since programs see the names in
// error messages.
#include "runtime/debug_names.h"

#include <optional>

#include "runtime/semantics.h"
#include "runtime/state.h"

namespace perilune {

using bytecode::a_of;
using bytecode::b_of;
using bytecode::bx_of;
using bytecode::c_of;
using bytecode::Op;
using bytecode::op_info;
using bytecode::op_of;
using bytecode::Operand;
using bytecode::sj_of;
using bytecode::Word;

namespace {

constexpr uint32_t kNowhere = UINT32_MAX;
constexpr std::string_view kUnknown = "?";

// A register when `pc` executes.
struct Place {
  const Proto& proto;
  const Semantics& semantics;
  uint32_t pc;
  uint32_t reg;
};

bool is_environment(const Semantics& semantics, std::string_view name) {
  return name ==
         (semantics.hidden_environment ? bytecode::kHiddenEnvironment : bytecode::kEnvironment);
}

bool sets_register(const Semantics& semantics, Word word, uint32_t reg) {
  uint32_t a = a_of(word);
  Op op = op_of(word);
  switch (op) {
  case Op::LoadNil:
    return a <= reg && reg <= a + b_of(word);
  case Op::TForCall:
    return reg >= a + 2;
  case Op::Call:
  case Op::TailCall:
    return reg >= a;
  case Op::Self:
    return reg == a || reg == a + 2;
  case Op::Test:
    return semantics.tests_set && reg == a;
  default: {
    Operand operand = op_info(op).a;
    return reg == a && (operand == Operand::W || operand == Operand::RW);
  }
  }
}

// Where a jump forward leads; `pc` itself for anything else.
uint32_t forward_target(const Semantics& semantics, const Word* code, uint32_t pc) {
  Word word = code[pc];
  switch (op_of(word)) {
  case Op::Jmp:
    return static_cast<uint32_t>(bytecode::target_of(code, pc));
  case Op::ForPrep:
  case Op::TForPrep:
    return semantics.jumps_followed ? static_cast<uint32_t>(bytecode::target_of(code, pc)) : pc;
  default:
    return pc;
  }
}

// The last instruction before `place.pc` that set the register for certain. One between a forward
// jump and its target is conditional: nothing is known when it was the last, or it does not count
// where jumps are followed.
uint32_t find_setter(const Place& place) {
  uint32_t setter = kNowhere;
  uint32_t target = 0;  // code before this one is jumped over
  const Word* code = place.proto.code;
  for (uint32_t pc = 0; pc < place.pc; pc += op_info(op_of(code[pc])).words()) {
    uint32_t destination = forward_target(place.semantics, code, pc);
    bool jumps = destination > pc && destination <= place.pc && destination > target;
    // What is jumped over has no jumps either.
    if (place.semantics.jumps_followed && pc < target) jumps = false;
    if (jumps) target = destination;
    if (!sets_register(place.semantics, code[pc], place.reg)) continue;
    if (pc >= target || jumps) {
      setter = pc;
    } else if (!place.semantics.jumps_followed) {
      setter = kNowhere;
    }
  }
  return setter;
}

std::string_view cached_key(const Proto& proto, uint32_t pc) {
  return constant_name(proto, proto.cache(proto.code[pc + 1]).key());
}

FoundName constant_if_string(const Place& place, uint32_t index) {
  const Value& constant = place.proto.constants[index];
  if (!place.semantics.constants_named || !constant.is_string()) return {};
  return {"constant", constant.string()->view()};
}

// Names that need no look at tables. `*setter` is the instruction that set the register, through
// all moves, when that is not the answer already.
FoundName simple_name(Place place, uint32_t* setter) {
  *setter = kNowhere;
  for (;;) {
    std::string_view local = local_name(place.proto, place.reg, place.pc);
    if (local.data()) return {"local", local};
    place.pc = find_setter(place);
    if (place.pc == kNowhere) return {};
    Word word = place.proto.code[place.pc];
    if (op_of(word) != Op::Move || b_of(word) >= a_of(word)) {
      *setter = place.pc;
      break;
    }
    place.reg = b_of(word);
  }
  Word word = place.proto.code[place.pc];
  switch (op_of(word)) {
  case Op::GetUpval:
    return {"upvalue", upvalue_name(place.proto, b_of(word))};
  case Op::LoadK:
    return constant_if_string(place, bx_of(word));
  case Op::LoadKX:
    return constant_if_string(place, place.proto.code[place.pc + 1]);
  default:
    return {};
  }
}

FoundName name_at(const Place& place);

// A key in a register has a name only when it is a constant string.
std::string_view key_in_register(const Place& place) {
  uint32_t setter;
  FoundName found = simple_name(place, &setter);
  return found.kind && std::string_view(found.kind) == "constant" ? found.name : kUnknown;
}

// "global" when the table in a register is the environment: a variable of that name.
const char* access_kind(const Place& table) {
  uint32_t setter;
  FoundName found = simple_name(table, &setter);
  if (!found.kind || !is_environment(table.semantics, found.name)) return "field";
  std::string_view kind = found.kind;
  bool is_known = kind == "local" || (kind == "upvalue" && table.semantics.copied_environments);
  bool is_local = local_name(table.proto, table.reg, table.pc).data();
  return is_known && (is_local || table.semantics.copied_environments) ? "global" : "field";
}

// Whether stock has an instruction for a method with the key of the one at `pc`.
bool is_method_key(const Place& place, uint32_t pc) {
  constexpr uint32_t kLastOperand = 255;
  if (!place.semantics.far_methods_are_fields) return true;
  uint32_t key = place.proto.cache(place.proto.code[pc + 1]).key();
  return key <= kLastOperand && place.proto.constants[key].string()->is_short();
}

FoundName name_at(const Place& place) {
  uint32_t pc;
  FoundName found = simple_name(place, &pc);
  if (found.kind || pc == kNowhere) return found;
  const Proto& proto = place.proto;
  Word word = proto.code[pc];
  Place table{proto, place.semantics, pc, b_of(word)};
  switch (op_of(word)) {
  case Op::GetTabUp: {
    bool is_global = is_environment(place.semantics, upvalue_name(proto, b_of(word)));
    return {is_global ? "global" : "field", cached_key(proto, pc)};
  }
  case Op::GetTable:
    return {access_kind(table), key_in_register({proto, place.semantics, pc, c_of(word)})};
  case Op::GetInt:
    return {"field", place.semantics.integer_keys_named ? "integer index" : kUnknown};
  case Op::GetField:
    return {access_kind(table), cached_key(proto, pc)};
  case Op::Self:
    if (a_of(word) == place.reg)
      return {is_method_key(place, pc) ? "method" : access_kind(table), cached_key(proto, pc)};
    return {};
  default:
    return {};
  }
}

constexpr const char* kEventTexts[] = {
#define METAMETHOD(Name, text) text,
#include "runtime/metamethods.def"
};

std::optional<Event> arithmetic_event(Op op) {
  switch (op) {
#define ARITHMETIC(Name)                                                                           \
  case Op::Name:                                                                                   \
  case Op::Name##RK:                                                                               \
  case Op::Name##KR:                                                                               \
    return Event::Name;
    ARITHMETIC(Add)
    ARITHMETIC(Sub)
    ARITHMETIC(Mul)
    ARITHMETIC(Mod)
    ARITHMETIC(Pow)
    ARITHMETIC(Div)
    ARITHMETIC(IDiv)
    ARITHMETIC(BAnd)
    ARITHMETIC(BOr)
    ARITHMETIC(BXor)
    ARITHMETIC(Shl)
    ARITHMETIC(Shr)
#undef ARITHMETIC
  case Op::Unm:
    return Event::Unm;
  case Op::BNot:
    return Event::BNot;
  default:
    return std::nullopt;
  }
}

// The metamethod event that an instruction may call.
std::optional<Event> event_of(Op op) {
  switch (op) {
  case Op::Self:
  case Op::GetTabUp:
  case Op::GetTable:
  case Op::GetInt:
  case Op::GetField:
    return Event::Index;
  case Op::SetTabUp:
  case Op::SetTable:
  case Op::SetInt:
  case Op::SetField:
    return Event::NewIndex;
  case Op::Len:
    return Event::Len;
  case Op::Concat:
    return Event::Concat;
  case Op::Eq:
    return Event::Eq;
  case Op::Lt:
  case Op::LtK:
  case Op::GtK:
    return Event::Lt;
  case Op::Le:
  case Op::LeK:
  case Op::GeK:
    return Event::Le;
  case Op::Close:
  case Op::Return:
    return Event::Close;
  default:
    return arithmetic_event(op);
  }
}

}  // namespace

uint32_t instruction_start(const Proto& proto, uint32_t index) {
  uint32_t pc = 0;
  for (;;) {
    uint32_t next = pc + op_info(op_of(proto.code[pc])).words();
    if (next > index || next >= proto.code_count) return pc;
    pc = next;
  }
}

std::string_view local_name(const Proto& proto, uint32_t reg, uint32_t pc) {
  const Debug* debug = proto.debug;
  if (!debug) return {};
  for (uint32_t i = 0; i < debug->local_count && debug->locals[i].start_pc <= pc; ++i) {
    const Debug::Local& local = debug->locals[i];
    if (local.reg == reg && pc < local.end_pc) return local.name->view();
  }
  return {};
}

std::string_view upvalue_name(const Proto& proto, uint32_t index) {
  const Debug* debug = proto.debug;
  if (!debug || !debug->upvalue_names || !debug->upvalue_names[index]) return kUnknown;
  return debug->upvalue_names[index]->view();
}

std::string_view constant_name(const Proto& proto, uint32_t index) {
  const Value& constant = proto.constants[index];
  return constant.is_string() ? constant.string()->view() : kUnknown;
}

FoundName register_name(const Proto& proto, Dialect dialect, uint32_t pc, uint32_t reg) {
  FoundName found = name_at({proto, semantics_of(dialect), pc, reg});
  // A constant operand of arithmetic is not in a register of stock's.
  bool is_operand =
      arithmetic_event(op_of(proto.code[pc])) && op_info(op_of(proto.code[pc])).c != Operand::None;
  bool is_constant = found.kind && std::string_view(found.kind) == "constant";
  if (is_operand && is_constant && semantics_of(dialect).constant_operands) return {};
  return found;
}

FoundName called_name(const Proto& proto, Dialect dialect, uint32_t pc) {
  const Semantics& semantics = semantics_of(dialect);
  Word word = proto.code[pc];
  Op op = op_of(word);
  if (op == Op::Call || op == Op::TailCall) return name_at({proto, semantics, pc, a_of(word)});
  if (op == Op::TForCall) {
    if (!semantics.operations_named) return name_at({proto, semantics, pc, a_of(word)});
    return {"for iterator", "for iterator"};
  }
  std::optional<Event> event = event_of(op);
  if (!event || !semantics.operations_named) return {};
  std::string_view text = kEventTexts[static_cast<int>(*event)];
  return {"metamethod", text.substr(semantics.full_event_names ? 0 : 2)};
}

}  // namespace perilune
