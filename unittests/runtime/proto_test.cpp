// Loading compiled functions: everything is copied, and kept alive by the prototype.
#include "runtime/proto.h"

#include "unittests/runtime/state_fixture.h"

using namespace perilune;

namespace {

bytecode::Constant string_constant(std::string text) {
  bytecode::Constant c;
  c.kind = bytecode::Constant::Kind::String;
  c.string = std::move(text);
  return c;
}

std::unique_ptr<bytecode::Function> sample(int depth) {
  auto f = std::make_unique<bytecode::Function>();
  f->source = "@" + std::string(60, 's') + ".lua";
  f->line_defined = 3;
  f->last_line = 9;
  f->num_params = 1;
  f->is_vararg = true;
  f->max_stack = 7;
  f->code = {1, 2, 3, 5};
  f->lines = {10, 11, 12, 13};
  f->constants.push_back(string_constant("name" + std::to_string(depth)));
  f->constants.push_back(string_constant(std::string(70, 'k')));
  bytecode::Constant n;
  n.kind = bytecode::Constant::Kind::Float;
  n.number = 2.5;
  f->constants.push_back(n);
  f->field_keys = {1, 0, 0};
  f->upvalues.push_back({"_ENV", true, 0});
  f->upvalues.push_back({"", false, 4});
  f->locals.push_back({"first", 0, 4, 0});
  if (depth > 0) f->functions.push_back(sample(depth - 1));
  return f;
}

}  // namespace

TEST_CASE_FIXTURE(StateFixture, "a loaded prototype has all of the function, and keeps it") {
  Proto* p;
  {
    auto f = sample(3);
    p = Proto::load(L, *f);
  }
  REQUIRE(p != nullptr);
  root(Closure::make(L, p));
  collect();
  String* source = p->source;
  for (int depth = 3; depth >= 0; --depth) {
    CHECK(p->source == source);
    CHECK(p->line_at(2) == 12);
    CHECK(p->code_count == 4);
    CHECK(p->code[3] == 5);
    CHECK(p->num_params == 1);
    CHECK(p->is_vararg);
    CHECK(p->max_stack == 7);
    CHECK(p->line_defined == 3);
    CHECK(p->last_line == 9);
    CHECK(p->constants[0].string()->view() == "name" + std::to_string(depth));
    CHECK(p->constants[1].string()->view() == std::string(70, 'k'));
    CHECK(p->constants[2].f == 2.5);
    CHECK(p->cache_count == 3);
    CHECK(p->cache(0).shape == nullptr);
    CHECK(p->cache_key(p->cache(0)) == p->constants[1].string());
    CHECK(p->cache_key(p->cache(2)) == p->constants[0].string());
    CHECK(p->upvalue_count == 2);
    CHECK(p->upvalues[0].in_stack);
    CHECK(p->upvalues[1].index == 4);
    CHECK(p->debug->upvalue_names[0]->view() == "_ENV");
    CHECK(p->debug->upvalue_names[1] == nullptr);
    CHECK(p->debug->local_count == 1);
    CHECK(p->debug->locals[0].name->view() == "first");
    CHECK(p->debug->locals[0].end_pc == 4);
    CHECK(p->function_count == (depth > 0 ? 1 : 0));
    if (depth > 0) p = p->functions[0];
  }
}

TEST_CASE_FIXTURE(StateFixture, "a stripped and empty function can be loaded") {
  bytecode::Function f;
  Proto* p = Proto::load(L, f);
  REQUIRE(p != nullptr);
  CHECK(p->line_at(0) == 0);
  CHECK(p->constants == nullptr);
  root(Closure::make(L, p));
  collect();
  CHECK(p->upvalue_count == 0);
}
