// debug.getinfo: what is known of a function, or of an activation of one.
#include <cstring>
#include <string>

#include "runtime/debug_info.h"
#include "runtime/lib/debug_lib.h"
#include "runtime/lib/functions.h"
#include "runtime/number.h"

namespace perilune::lib {

namespace {

// What is asked about: a function, and the activation when it is one on the stack.
struct Subject {
  Value function;  // nil of a lost activation
  const Activation* activation = nullptr;
  CallName call;
  State* state = nullptr;  // whose stack that is

  bool is_lua() const { return function.is_closure(); }
  const Proto& proto() const { return *function.closure()->proto; }
};

// The table of results under construction.
class Report {
public:
  Report(State* L, Table* table) : L_(L), table_(table) {}

  void set(const char* key, const Value& v) { table_->set_str(L_, L_->new_string(key), v); }
  void text(const char* key, std::string_view text) { set(key, Value::of(L_->new_string(text))); }
  void integer(const char* key, int64_t n) { set(key, L_->integer(n)); }
  void boolean(const char* key, bool b) { set(key, Value::boolean(b)); }

private:
  State* L_;
  Table* table_;
};

void report_source(State* L, const Subject& s, Report* report) {
  if (s.function.is_nil()) {
    report->text("source", "=(tail call)");
    report->text("short_src", "(tail call)");
    report->text("what", "tail");
  } else {
    std::string_view source = "=[C]";
    if (s.is_lua()) source = s.proto().source ? s.proto().source->view() : "=?";
    report->text("source", source);
    report->text("short_src", short_source(L, s.function));
    report->text("what", !s.is_lua() ? "C" : s.proto().line_defined == 0 ? "main" : "Lua");
  }
  report->integer("linedefined", s.is_lua() ? int64_t{s.proto().line_defined} : -1);
  report->integer("lastlinedefined", s.is_lua() ? int64_t{s.proto().last_line} : -1);
}

void report_variables(State* L, const Subject& s, Report* report) {
  int64_t count = 0;
  if (!s.function.is_nil()) count = visible_upvalues(L, s.function);
  report->integer("nups", count);
  if (!L->global->semantics.call_details) return;
  report->integer("nparams", s.is_lua() ? s.proto().num_params : 0);
  report->boolean("isvararg", !s.is_lua() || s.proto().is_vararg);
}

// The lines that have code; the handling of extra arguments has none.
Value active_lines(State* L, const Subject& s) {
  if (!s.is_lua()) return Value();
  Table* lines = Table::make(L);
  if (!lines) return L->global->heap.fail(), Value();
  const Proto& proto = s.proto();
  bool clean = L->global->semantics.clean_registers;
  for (uint32_t pc = proto.entry(clean); proto.lines && pc < proto.code_count; ++pc)
    lines->set(L, L->integer(proto.lines[pc]), Value::boolean(true));
  return Value::of(lines);
}

void report_name(const Subject& s, Report* report) {
  report->text("namewhat", s.call.kind);
  if (*s.call.kind) {
    report->text("name", s.call.name);
  } else if (s.function.is_nil()) {
    report->text("name", "");
  }
}

// What a hook for calls or returns may look at: the values that are handed over.
void report_transfer(State* L, const Subject& s, Report* report) {
  Hook::Transfer transfer;
  if (s.activation && s.activation->is_hooked) transfer = s.state->hook.transfer;
  if (transfer.count == 0 && !L->global->semantics.empty_transfers_placed) transfer.first = 0;
  report->integer("ftransfer", transfer.first);
  report->integer("ntransfer", transfer.count);
}

void report_all(State* L, const Subject& s, const char* options, Report* report) {
  for (const char* option = options; *option; ++option) {
    switch (*option) {
    case 'S':
      report_source(L, s, report);
      break;
    case 'l':
      report->integer("currentline", s.activation ? current_line(*s.activation) : -1);
      break;
    case 'u':
      report_variables(L, s, report);
      break;
    case 'n':
      report_name(s, report);
      break;
    case 't':
      report->boolean("istailcall", s.activation && s.activation->is_tail_call());
      if (L->global->semantics.extra_arguments_told)
        report->integer("extraargs", s.activation ? s.activation->callables : 0);
      break;
    case 'r':
      report_transfer(L, s, report);
      break;
    case 'L':
      report->set("activelines", active_lines(L, s));
      break;
    case 'f':
      report->set("func", s.function);
      break;
    default:  // only of a lost activation, for which any will do
      break;
    }
  }
}

// The activation `level` calls below the innermost, and the name that its caller has for it. Where
// activations are lost, so are those above the innermost.
bool find_level(State* L, int level, Activation* out, CallName* call) {
  if (level < 0) return out->is_lost = L->global->semantics.lost_tail_calls;
  FrameWalk walk(L);
  walk.skip(level);
  if (walk.at_end()) return false;
  *out = *walk;
  walk.next();
  *call = call_name(L, *out, walk.at_end() ? nullptr : &*walk);
  return true;
}

// The options that a dialect knows, and those in force when none are given.
struct Options {
  const char* known;
  const char* usual;
};

Options options_of(const Semantics& semantics) {
  if (semantics.transfer_info) return {"SlnuLftr", "flnSrtu"};
  if (semantics.call_details) return {"SlnuLft", "flnStu"};
  return {"SlnuLf", "flnSu"};
}

// The level in an argument; false with the error set.
bool check_level(State* L, uint32_t i, int* level) {
  int64_t n = 0;
  if (L->global->semantics.lenient_levels) {
    Value number;
    if (!to_number(L, L->arg(i), &number)) {
      bad_argument(L, i, "function or level expected");
      return false;
    }
    if (!check_integer(L, i, &n)) return false;
  } else if (!check_integer(L, i, &n)) {
    return false;
  }
  *level = static_cast<int>(n);
  return true;
}

}  // namespace

NativeResult debug_getinfo(State* L) {
  Target target = target_thread(L);
  uint32_t at = target.skip;
  String* option_text;
  if (!opt_string(L, at + 1, &option_text)) return kNativeError;
  Options known = options_of(L->global->semantics);
  const char* options = option_text ? option_text->data() : known.usual;
  if (*options == '>' && L->global->semantics.transfer_info)
    return bad_argument(L, at + 1, "invalid option '>'");
  Subject subject;
  subject.state = target.state;
  Activation activation;
  if (L->arg(at).is_function()) {
    subject.function = L->arg(at);
  } else {
    int level;
    if (!check_level(L, at, &level)) return kNativeError;
    if (!find_level(target.state, level, &activation, &subject.call)) return push(L, Value());
    subject.activation = &activation;
    if (!activation.is_lost) subject.function = *activation.func;
  }
  bool is_lost = subject.function.is_nil();
  if (!is_lost && options[std::strspn(options, known.known)])
    return bad_argument(L, at + 1, "invalid option");
  Table* table = Table::make(L);
  if (!table) return L->memory_error();
  L->push(Value::of(table));
  Report report(L, table);
  report_all(L, subject, options, &report);
  return 1;
}

}  // namespace perilune::lib
