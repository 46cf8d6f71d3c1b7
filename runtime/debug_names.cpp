// Symbolic execution of bytecode: from a register back to the instruction that set it, and from
// that to the name of a variable. The rules are those of stock Lua 5.4 and 5.5, since programs see
// the names in error messages.
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
  Dialect dialect;
  uint32_t pc;
  uint32_t reg;
};

bool is_environment(Dialect dialect, std::string_view name) {
  return name == (semantics_of(dialect).hidden_environment ? bytecode::kHiddenEnvironment
                                                           : bytecode::kEnvironment);
}

bool sets_register(Word word, uint32_t reg) {
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
  default: {
    Operand operand = op_info(op).a;
    return reg == a && (operand == Operand::W || operand == Operand::RW);
  }
  }
}

// The last instruction before `place.pc` that set the register for certain. One between a forward
// jump and its target is conditional, so that nothing is known when it was the last.
uint32_t find_setter(const Place& place) {
  uint32_t setter = kNowhere;
  uint32_t target = 0;  // code before this one is jumped over
  const Word* code = place.proto.code;
  for (uint32_t pc = 0; pc < place.pc; pc += op_info(op_of(code[pc])).words()) {
    if (op_of(code[pc]) == Op::Jmp) {
      int64_t destination = int64_t{pc} + 1 + sj_of(code[pc]);
      if (destination <= int64_t{place.pc} && destination > int64_t{target})
        target = static_cast<uint32_t>(destination);
    } else if (sets_register(code[pc], place.reg)) {
      setter = pc < target ? kNowhere : pc;
    }
  }
  return setter;
}

std::string_view cached_key(const Proto& proto, uint32_t pc) {
  return constant_name(proto, proto.cache(proto.code[pc + 1]).key);
}

FoundName constant_if_string(const Proto& proto, uint32_t index) {
  if (!proto.constants[index].is_string()) return {};
  return {"constant", proto.constants[index].string()->view()};
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
    return constant_if_string(place.proto, bx_of(word));
  case Op::LoadKX:
    return constant_if_string(place.proto, place.proto.code[place.pc + 1]);
  default:
    return {};
  }
}

// A key in a register has a name only when it is a constant string.
std::string_view key_in_register(const Place& place) {
  uint32_t setter;
  FoundName found = simple_name(place, &setter);
  return found.kind && std::string_view(found.kind) == "constant" ? found.name : kUnknown;
}

// What the instruction at `pc`, which set the register of `place`, has read it by; empty when that
// has no name.
std::string_view accessed_name(const Place& place, uint32_t pc) {
  const Proto& proto = place.proto;
  Word word = proto.code[pc];
  switch (op_of(word)) {
  case Op::GetTabUp:
  case Op::GetField:
    return cached_key(proto, pc);
  case Op::GetTable:
    return key_in_register({proto, place.dialect, pc, c_of(word)});
  case Op::GetInt:
    return "integer index";
  case Op::Self:
    return a_of(word) == place.reg ? cached_key(proto, pc) : std::string_view();
  default:
    return {};
  }
}

// The name of what is in a register, without its kind: that of a table may depend on another table,
// and so on through a long chain.
std::string_view name_alone(const Place& place) {
  uint32_t pc;
  FoundName found = simple_name(place, &pc);
  return found.kind || pc == kNowhere ? found.name : accessed_name(place, pc);
}

// "global" when the table in a register is the environment. 5.5 wants it to be a variable of that
// name; 5.4 takes anything that is called so.
const char* access_kind(const Place& table) {
  if (table.dialect < Dialect::Lua55)
    return is_environment(table.dialect, name_alone(table)) ? "global" : "field";
  uint32_t setter;
  FoundName found = simple_name(table, &setter);
  bool is_variable = found.kind && std::string_view(found.kind) != "constant";
  return is_variable && is_environment(table.dialect, found.name) ? "global" : "field";
}

FoundName name_at(const Place& place) {
  uint32_t pc;
  FoundName found = simple_name(place, &pc);
  if (found.kind || pc == kNowhere) return found;
  const Proto& proto = place.proto;
  Word word = proto.code[pc];
  Place table{proto, place.dialect, pc, b_of(word)};
  switch (op_of(word)) {
  case Op::GetTabUp: {
    bool is_global = is_environment(place.dialect, upvalue_name(proto, b_of(word)));
    return {is_global ? "global" : "field", accessed_name(place, pc)};
  }
  case Op::GetTable:
  case Op::GetField:
    return {access_kind(table), accessed_name(place, pc)};
  case Op::GetInt:
    return {"field", accessed_name(place, pc)};
  case Op::Self:
    if (a_of(word) == place.reg) return {"method", accessed_name(place, pc)};
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
  return name_at({proto, dialect, pc, reg});
}

FoundName called_name(const Proto& proto, Dialect dialect, uint32_t pc) {
  Word word = proto.code[pc];
  Op op = op_of(word);
  if (op == Op::Call || op == Op::TailCall) return name_at({proto, dialect, pc, a_of(word)});
  if (op == Op::TForCall) return {"for iterator", "for iterator"};
  std::optional<Event> event = event_of(op);
  if (!event) return {};
  return {"metamethod", kEventTexts[static_cast<int>(*event)] + 2};
}

}  // namespace perilune
