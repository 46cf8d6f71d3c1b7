// Handlers of closures, extra arguments, and the closing of variables.
#include "runtime/error.h"
#include "runtime/interp/frames.h"
#include "runtime/interp/handler.h"
#include "runtime/interp/upvalues.h"

namespace perilune::interp {

namespace {

// What the running function's CLOSURE at `pc` gives, into register A.
template <Closure* (*instantiate)(State*, Closure*, Proto*, Value*)>
SLOW_HANDLER(closure) {
  SAVE_STATE();
  Closure* self = base[-2].closure();
  Proto* proto = *advance(self->proto->functions, pc->f.wide);
  Closure* made = instantiate(L, self, proto, base);
  if (!made) {
    L->memory_error();
    RAISE();
  }
  RA = Value::of(made);
  SAFEPOINT_BEHIND(&RA + 1);
  RESUME(1);
}

// The closure is in its register.
SLOW_HANDLER(collect_behind_closure) {
  SAVE_STATE();
  SAFEPOINT_BEHIND(&RA + 1);
  RESUME(1);
}

}  // namespace

HANDLER(op_MakeClosure) {
  Closure* self = base[-2].closure();
  Closure* made = try_make_closure(L, self, *advance(self->proto->functions, pc->f.wide), base);
  if (!made) [[unlikely]]
    GOTO(closure<make_closure>);
  RA = Value::of(made);
  if (L->global->heap.wants_collection()) [[unlikely]]
    GOTO(collect_behind_closure);
  NEXT(1);
}
HANDLER(op_ReuseClosure) { GOTO(closure<reuse_closure>); }

namespace {

SLOW_HANDLER(make_vararg_table) {
  SAVE_STATE();
  count = extra_arguments(base);
  Table* t = Table::make(L, count, 1);
  if (!t) {
    L->memory_error();
    RAISE();
  }
  Value* parameter = base + pc->f.a;
  *parameter = Value::of(t);
  t->set_list(L, 1, base - kFrameSlots - count, count);
  t->set_str(L, L->new_string("n"), L->integer(count));
  SAFEPOINT_BEHIND(parameter + 1);
  RESUME(1);
}

}  // namespace

namespace {

// VARARGPREP after the stack has grown.
SLOW_HANDLER(grow_for_varargs) {
  SAVE_STATE();
  if (L->ensure_stack(static_cast<size_t>(base[-2].closure()->proto->max_stack) + kFrameSlots) ==
      Status::Error) {
    RAISE();
  }
  RELOAD();
  GOTO(op_VarargPrep);
}

}  // namespace

// Moves the fixed parameters above all arguments, so that registers start behind the extra ones.
// L->top is their end, or below that of the parameters, where missing ones are nil already.
HANDLER(op_VarargPrep) {
  using bytecode::VarargParameter;
  uint32_t fixed = pc->f.a;
  if (Value* end = base + fixed; L->top < end) L->top = end;
  Value* moved = L->top + kFrameSlots;
  if (advance(moved, base[-2].closure()->proto->frame_bytes) > L->stack_end) [[unlikely]]
    GOTO(grow_for_varargs);
  moved[-2] = base[-2];
  set_link(moved, nullptr, FrameKind::Vararg, 0, static_cast<size_t>(moved - base));
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0; i < fixed; ++i) {
    moved[i] = base[i];
    base[i].set_nil();
  }
  base = moved;
  auto parameter = static_cast<VarargParameter>(pc->f.b);
  if (parameter == VarargParameter::Table) [[unlikely]]
    GOTO(make_vararg_table);
  if (parameter == VarargParameter::Nil) base[fixed].set_nil();
  NEXT(1);
}

namespace {

// The number of values that a table of extra arguments claims to hold; an error when that is none.
Status vararg_table_size(State* L, const Value& table, uint32_t* out) {
  Value n = table.is_table() ? table.table()->get_str(L->new_string("n")) : Value();
  if (!n.is_integer() || n.i < 0 || n.i > INT32_MAX / 2) {
    L->error("vararg table has no proper 'n'");
    return Status::Error;
  }
  *out = static_cast<uint32_t>(n.i);
  return Status::Ok;
}

// Makes room for an open list of so many values.
Status open_list(State* L, Value* first, uint32_t count) {
  L->top = first;
  if (L->ensure_stack(count) == Status::Error) return Status::Error;
  L->top += count;
  return Status::Ok;
}

// The values come from the table of the extra arguments, which the program may have changed.
SLOW_HANDLER(vararg_from_table) {
  SAVE_STATE();
  count = 0;
  ptrdiff_t table = static_cast<ptrdiff_t>(pc->f.b) - 1;
  if (vararg_table_size(L, base[table], &count) == Status::Error) RAISE();
  uint32_t wanted = pc->f.c;
  if (wanted == 0) {
    if (open_list(L, &RA, count) == Status::Error) RAISE();
    RELOAD();
    wanted = count;
  } else {
    --wanted;
  }
  const Table* values = base[table].table();
  Value* to = &RA;
  for (uint32_t i = 0; i < wanted; ++i)
    to[i] = i < count ? values->get_int(i + 1) : Value();
  NEXT(1);
}

}  // namespace

namespace {

// All extra arguments are wanted, as an open list.
SLOW_HANDLER(vararg_open) {
  count = extra_arguments(base);
  if (L->stack_end - &RA < static_cast<ptrdiff_t>(count)) [[unlikely]] {
    SAVE_STATE();
    if (open_list(L, &RA, count) == Status::Error) RAISE();
    RELOAD();
  }
  const Value* from = base - kFrameSlots - count;
  Value* to = &RA;
#pragma clang loop vectorize(disable) unroll(disable)
  for (; count > 0; --count)
    *to++ = *from++;
  L->top = to;
  NEXT(1);
}

}  // namespace

HANDLER(op_Vararg) {
  if (pc->f.b != 0) [[unlikely]]
    GOTO(vararg_from_table);
  if (pc->f.c == 0) GOTO(vararg_open);
  count = extra_arguments(base);
  const Value* from = base - kFrameSlots - count;
  Value* to = &RA;
  uint32_t wanted = pc->f.c - 1u;
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0; i < wanted; ++i)
    to[i] = i < count ? from[i] : Value();
  NEXT(1);
}

namespace {

// Extra argument `index`, counted from 1; nil beyond them.
Value extra_argument(const Value* base, int64_t index) {
  uint32_t count = extra_arguments(base);
  uint64_t offset = static_cast<uint64_t>(index) - 1;
  return offset < count ? (base - kFrameSlots - count)[offset] : Value();
}

bool is_count_key(const Value& key) { return key.is_string() && key.string()->view() == "n"; }

}  // namespace

HANDLER(op_VarargGet) {
  const Value key = RB;
  int64_t index;
  if (to_integer_exact(key, &index)) {
    RA = extra_argument(base, index);
  } else {
    RA = is_count_key(key) ? L->integer(extra_arguments(base)) : Value();
  }
  NEXT(1);
}

HANDLER(op_VarargInt) {
  RA = extra_argument(base, pc->f.b);
  NEXT(1);
}

HANDLER(op_VarargField) {
  RA = is_count_key(K_EXTRA) ? L->integer(extra_arguments(base)) : Value();
  NEXT(2);
}

namespace {

SLOW_HANDLER(close_variables) {
  SAVE_STATE();
  Pending call;
  if (next_to_close(L, &RA, Value(), &call)) {
    // The handler returns to this instruction, which goes on with the next variable.
    base = push_pending(L, base, call, pc, FrameKind::Close, 0);
    GOTO(enter_level);
  }
  close_upvalues(L, &RA);
  NEXT(1);
}

}  // namespace

HANDLER(op_Close) {
  if (L->tbc_count == 0 && try_close_upvalues(L, &RA)) [[likely]]
    NEXT(1);
  GOTO(close_variables);
}

HANDLER(op_Tbc) {
  SAVE_STATE();
  if (mark_to_be_closed(L, &RA) == Status::Error) RAISE();
  NEXT(1);
}

HANDLER(op_GlobalUndefined) {
  if (RA.is_nil()) [[likely]]
    NEXT(2);
  SAVE_STATE();
  L->error("global '%s' already defined", K_EXTRA.string()->data());
  RAISE();
}

}  // namespace perilune::interp
