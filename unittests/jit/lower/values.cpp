// One value of each tag; see values.h.
#include "unittests/jit/lower/values.h"

namespace perilune::jit::test {

Closure* sample_closure() {
  static Insn code[64];
  static Proto* proto = [] {
    auto* made = new Proto;
    made->insns = code;
    return made;
  }();
  static Closure* closure = Closure::make(state(), proto);
  return closure;
}

const std::vector<Sample>& samples() {
  static State* L = state();
  static const std::vector<Sample> all = {
      {"nil", Value::nil()},
      {"bool", Value::boolean(false)},
      {"bool", Value::boolean(true)},
      {"i64", Value::integer(-5)},
      {"f64", Value::number(2.5)},
      {nullptr, Value::light_userdata(L)},
      {"str", Value::of(L->new_string("text"))},
      {"tab", Value::of(Table::make(L))},
      {"fun", Value::of(sample_closure())},
      {"native", Value::of(NativeFunction::make(L, nullptr, "native"))},
      {"udata", Value::of(Userdata::make(L, 8))},
      {"thread", Value::of(State::make_coroutine(L))},
  };
  return all;
}

}  // namespace perilune::jit::test
