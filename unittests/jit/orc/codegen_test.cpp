// The generator behind its interface: data of units, dumps, release, and errors.
#include "unittests/jit/lower/native.h"

#include "jit/ir/builder.h"

#include <doctest/doctest.h>

#include <fstream>
#include <set>

using namespace perilune;
using namespace perilune::jit;
using namespace perilune::jit::test;

namespace {

constexpr const char* kConstant = R"(
trace @constant {
  k0 = table "t"
entry:
  s0 = snap pc 1 { r0: k0 }
  exit s0
}
)";

/// The permissions of the mapping that holds an address, as /proc says: "r-xs".
std::string permissions(const void* address) {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    unsigned long from = 0, to = 0;
    char text[5] = {};
    if (sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, text) != 3) continue;
    auto at = reinterpret_cast<unsigned long>(address);
    if (at >= from && at < to) return text;
  }
  return "";
}

CompileResult compile(Codegen* generator, const lir::Unit& unit, bool dumps = false) {
  CompileRequest request;
  request.unit = &unit;
  request.want_llvm = request.want_assembly = dumps;
  CompileResult result;
  perilune_codegen_api()->compile(generator, request, &result);
  return result;
}

}  // namespace

TEST_CASE("every unit has constants of its own") {
  lir::Unit unit = parse_unit(kConstant);
  std::vector<std::unique_ptr<Native>> units;
  std::vector<Table*> tables;
  for (int i = 0; i < 50; ++i) {
    tables.push_back(Table::make(state()));
    unit.konst({0}).object = tables.back();
    units.push_back(std::make_unique<Native>(unit));
  }
  std::set<void*> entries;
  for (size_t i = 0; i < units.size(); ++i) {
    std::vector<Value> stack(1);
    CHECK(units[i]->run(stack).number == 0);
    CHECK(same(stack[0], Value::of(tables[i])));
    entries.insert(units[i]->result().entry);
  }
  CHECK(entries.size() == units.size());
}

TEST_CASE("no address is writable and executable") {
  Native native(parse_unit(kConstant));
  CHECK(permissions(native.result().entry) == "r-xs");
  CHECK(permissions(native.result().exit_table) == "rw-s");
}

TEST_CASE("released code makes room") {
  lir::Unit unit = parse_unit(kConstant);
  void* first = Native(unit).result().entry;
  for (int i = 0; i < 20; ++i)
    CHECK(Native(unit).result().entry == first);
}

TEST_CASE("sizes and counts are reported") {
  Native native(parse_unit(kConstant));
  CHECK(native.result().exit_count == 1);
  CHECK(native.result().code_bytes > 10);
  CHECK(native.result().code_bytes < 200);
  CHECK(native.result().llvm.empty());
  CHECK(native.result().assembly.empty());
}

TEST_CASE("dumps are the same each time") {
  lir::Unit unit = parse_unit(kConstant);
  unit.konst({0}).object = &unit;
  Native first(unit, true);
  unit.konst({0}).object = nullptr;
  Native second(unit, true);
  CHECK(first.result().llvm.find("define dso_local preserve_nonecc void @\"trace constant\"") !=
        std::string::npos);
  CHECK(first.result().assembly.find("jmpq") != std::string::npos);
  CHECK(first.result().llvm == second.result().llvm);
  CHECK(first.result().assembly == second.result().assembly);
  // Asking for a dump does not change the code.
  CHECK(first.result().code_bytes == Native(unit).result().code_bytes);
}

TEST_CASE("a missing helper is an error") {
  const Symbol none[] = {{nullptr, nullptr}};
  std::string error;
  Codegen* generator = perilune_codegen_api()->create(none, &error);
  REQUIRE_MESSAGE(generator, error);
  lir::Unit unit = parse_unit(R"(
trace @t {
entry:
  s0 = snap pc 1 {}
  %a:f64 = slot.load.f64 r0 else s0
  %b:f64 = call.pure math.sin(%a)
  s1 = snap pc 2 { r0: %b }
  exit s1
}
)");
  CompileResult result = compile(generator, unit);
  CHECK(result.entry == nullptr);
  CHECK(result.handle == nullptr);
  CHECK(result.error.find("math.sin") != std::string::npos);
  // The generator goes on.
  result = compile(generator, parse_unit(kConstant));
  CHECK(result.entry != nullptr);
  perilune_codegen_api()->release(generator, result.handle);
  perilune_codegen_api()->destroy(generator);
}

TEST_CASE("units that cannot be lowered are refused") {
  lir::Unit unit(lir::UnitKind::Trace, "t");
  lir::Builder b(unit);
  b.start_block("entry");
  lir::SnapId last;
  for (int i = 0; i < 65536; ++i)
    last = b.snap(0);
  b.exit_to(last);
  CHECK(compile(codegen(), unit).error == "too many snapshots");
}

TEST_CASE("generators are independent and can be destroyed with code in them") {
  const Symbol none[] = {{nullptr, nullptr}};
  std::string error;
  Codegen* first = perilune_codegen_api()->create(none, &error);
  Codegen* second = perilune_codegen_api()->create(none, &error);
  REQUIRE(first);
  REQUIRE(second);
  lir::Unit unit = parse_unit(kConstant);
  void* a = compile(first, unit).entry;
  void* b = compile(second, unit).entry;
  CHECK(a != nullptr);
  CHECK(b != nullptr);
  CHECK(a != b);
  perilune_codegen_api()->destroy(first);
  CHECK(permissions(a) != "r-xs");
  CHECK(permissions(b) == "r-xs");
  perilune_codegen_api()->destroy(second);
}
