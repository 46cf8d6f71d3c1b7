// Picks the functions to list by the names that the code which makes them gives to them.
#include "tools/perilune/listing.h"

#include "runtime/bytecode/disassembler.h"
#include "runtime/bytecode/encoding.h"
#include "runtime/interp/feedback.h"

namespace perilune::cli {

using bytecode::a_of;
using bytecode::b_of;
using bytecode::bx_of;
using bytecode::Function;
using bytecode::Op;
using bytecode::op_info;
using bytecode::op_of;
using bytecode::Word;

namespace {

std::string_view key_at(const Function& function, uint32_t pc) {
  return function.constants[function.field_keys[function.code[pc + 1]]].string.view();
}

// What the instruction at `pc` stores register `reg` in; "" when it does nothing of the kind.
std::string_view stored_as(const Function& function, uint32_t pc, uint32_t reg) {
  Word word = function.code[pc];
  switch (op_of(word)) {
  case Op::SetTabUp:
    return a_of(word) == reg ? key_at(function, pc) : std::string_view();
  case Op::SetField:
    return b_of(word) == reg ? key_at(function, pc) : std::string_view();
  case Op::SetUpval:
    return a_of(word) == reg ? function.upvalues[b_of(word)].name.view() : std::string_view();
  default:
    return {};
  }
}

// The name of the function that the CLOSURE at `pc` makes.
std::string_view name_of_closure(const Function& parent, uint32_t pc) {
  uint32_t reg = a_of(parent.code[pc]);
  uint32_t next = pc + 1;
  for (const bytecode::LocalInfo& local : parent.locals)
    if (local.reg == reg && local.start_pc <= next && next < local.end_pc) return local.name.view();
  return next < parent.code.size() ? stored_as(parent, next, reg) : std::string_view();
}

void append(std::string* text, const std::string& listing) {
  if (!text->empty() && !listing.empty()) *text += '\n';
  *text += listing;
}

void list_named(const Function& function, std::string_view name, std::string_view filter,
                std::string* text) {
  if (name == filter) append(text, bytecode::disassemble(function, {.nested = false}));
  for (uint32_t pc = 0; pc < function.code.size(); pc += op_info(op_of(function.code[pc])).words())
    if (op_of(function.code[pc]) == Op::MakeClosure)
      list_named(*function.functions[bx_of(function.code[pc])], name_of_closure(function, pc),
                 filter, text);
}

// `proto` is `function`, loaded.
std::string feedback_of(State* L, const Proto& proto, const Function& function) {
  std::string text;
  for (uint32_t pc = 0; pc < proto.code_count; pc += op_info(op_of(proto.code[pc])).words()) {
    std::string learned = interp::feedback_text(L, proto, pc);
    if (learned.empty()) continue;
    std::string line = proto.lines ? std::to_string(proto.lines[pc]) : "-";
    text += "  " + std::to_string(pc) + " [" + line + "] " +
            bytecode::disassemble_instruction(function, pc) + '\n';
    for (size_t start = 0; start < learned.size();) {
      size_t end = learned.find('\n', start) + 1;
      text += "      " + learned.substr(start, end - start);
      start = end;
    }
  }
  return text.empty() ? text : bytecode::function_title(function) + '\n' + text;
}

void list_feedback(State* L, const Proto& proto, const Function& function, std::string_view name,
                   std::string_view filter, std::string* text) {
  if (filter.empty() || name == filter) append(text, feedback_of(L, proto, function));
  for (uint32_t pc = 0; pc < proto.code_count; pc += op_info(op_of(proto.code[pc])).words()) {
    if (op_of(proto.code[pc]) != Op::MakeClosure) continue;
    uint32_t nested = bx_of(proto.code[pc]);
    list_feedback(L, *proto.functions[nested], *function.functions[nested],
                  name_of_closure(function, pc), filter, text);
  }
}

}  // namespace

std::string list_chunk(const Function& chunk, std::string_view filter) {
  if (filter.empty()) return bytecode::disassemble(chunk);
  std::string text;
  list_named(chunk, "main", filter, &text);
  return text;
}

std::string list_feedback(State* L, const Proto& chunk, std::string_view filter) {
  std::string text;
  list_feedback(L, chunk, *chunk.function(), "main", filter, &text);
  return text;
}

}  // namespace perilune::cli
