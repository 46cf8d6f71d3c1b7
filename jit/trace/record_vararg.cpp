// Recording of extra arguments, and of the open lists of values that constructors take.
#include <algorithm>

#include "jit/trace/recorder.h"

namespace perilune::jit {

using namespace bytecode;

// An inlined function knows how many arguments it got: its parameters move above them.
void Recorder::record_vararg_prep(Word w) {
  auto parameter = static_cast<bytecode::VarargParameter>(b_of(w));
  if (parameter == bytecode::VarargParameter::Table) return abort(AbortReason::Bytecode);
  Frame& f = frame();
  if (frames_.size() == 1) return abort(AbortReason::Vararg);
  uint32_t fixed = f.proto->num_params;
  f.nargs = std::max(f.nargs, fixed);
  uint32_t shift = f.nargs + static_cast<uint32_t>(kFrameSlots);
  std::vector<ValueId> parameters;
  for (uint32_t i = 0; i < fixed; ++i) {
    parameters.push_back(get(i));
    set(i, b().nil());
  }
  forget_from(f.nargs);
  f.base += shift;
  base_offset_ += shift;
  if (slots_.size() < f.base) slots_.resize(f.base);
  deepest_ = std::max(deepest_, f.base + f.proto->max_stack);
  for (uint32_t i = 0; i < fixed; ++i)
    set(i, parameters[i]);
  if (parameter == bytecode::VarargParameter::Nil) set(fixed, b().nil());
}

// The number of extra arguments of the running function. Of one that was on the stack when the
// trace was entered the trace goes on with as many as there are now.
uint32_t Recorder::extra_arguments(Frame* f) {
  if (f->lower == f->base) {
    const FrameLink& link = link_of(base_);
    bool possible = link.kind == FrameKind::Vararg && link.slots() <= f->base;
    if (!possible || frames_.size() > 1) return abort(AbortReason::Vararg), 0u;
    b().check_extra(lir::Reg{f->base}, b().i64(link.slots()), snap());
    f->lower = f->base - link.slots();
    f->nargs = link.slots() - static_cast<uint32_t>(kFrameSlots);
  }
  return f->nargs - f->proto->num_params;
}

void Recorder::record_vararg(Word w) {
  if (b_of(w) != 0) return abort(AbortReason::Vararg);
  Frame& f = frame();
  uint32_t count = extra_arguments(&f);
  if (!ok()) return;
  uint32_t a = a_of(w), wanted = c_of(w) == 0 ? count : c_of(w) - 1;
  uint32_t first = f.lower + f.proto->num_params;
  std::vector<ValueId> values;
  for (uint32_t i = 0; i < wanted && i < count; ++i)
    values.push_back(get_slot(first + i, base_[static_cast<ptrdiff_t>(first + i) - f.base]));
  for (uint32_t i = 0; i < wanted; ++i)
    set(a + i, i < count ? values[i] : b().nil());
  if (c_of(w) == 0) set_open(a, count);
}

// The only list of a table that the trace has made with room for it, in the registers behind the
// table's. False when it has to be stored like any other.
bool Recorder::fill_new_table(uint32_t a, uint32_t count) {
  ValueId table = get(a);
  if (unit_->op(table) != lir::Opcode::TabMake || runtime(a).table()->asize != 0) return false;
  int64_t room = unit_->int_value(unit_->arg(table, 1)).value_or(0);
  if (count == 0 || count > room) return false;
  ElementKind kind = element_kind::of_zero(Tag::Nil);
  for (uint32_t r = a + 1; r <= a + count; ++r) {
    Type type = type_of(get(r));
    // A list does not end with nil.
    if (type == Type::Any || (type == Type::Nil && r == a + count)) return false;
    kind |= element_kind::of(runtime(r).tag);
  }
  b().guard(b().cmp_eq(b().field_load(table, lir::Field::TabAsize), b().i64(0)), snap());
  ValueId array = b().field_load(table, lir::Field::TabArray);
  b().arr_store(array, b().i64(0), b().nil());
  for (uint32_t i = 1; i <= count; ++i) {
    b().arr_store(array, b().i64(i), get(a + i));
    b().barrier(table, get(a + i));
  }
  b().field_store(table, lir::Field::TabKind, b().i64(kind));
  b().field_store(table, lir::Field::TabAsize, b().i64(int64_t{count} + 1));
  wrote();
  return true;
}

void Recorder::record_set_list(Word w) {
  uint32_t a = a_of(w), end = 0;
  if (!list_end(a + 1, b_of(w), b_of(w) == 0, &end)) return;
  if (frame().proto->code[pc_ + 1] == 0 && fill_new_table(a, end - a - 1)) return;
  ValueId table = get(a);
  lir::Builder::Parts parts;
  parts.imm = native_frame(end - a - 1);
  parts.args = {table, b().i64(int64_t{frame().proto->code[pc_ + 1]} + 1)};
  for (uint32_t r = a + 1; r < end; ++r)
    parts.args.push_back(get(r));
  b().emit_parts(lir::Opcode::TabSetList, std::move(parts));
  wrote();
}

}  // namespace perilune::jit
