// The verifier on units that text cannot express. What text can express is in lit-tests/lir/verify.
#include "jit/ir/builder.h"
#include "jit/ir/verifier.h"

#include <doctest/doctest.h>

#include <array>

using namespace perilune::lir;

namespace {
bool reports(const Unit& unit, std::string_view text) {
  for (const VerifyError& e : verify(unit))
    if (e.message.find(text) != std::string::npos) return true;
  return false;
}

struct Sample {
  Unit unit{UnitKind::Trace, "t"};
  Builder b{unit};
  SnapId snap;
  ValueId load;

  Sample() {
    b.start_block("entry");
    snap = b.snap(0);
    load = b.slot_load(Type::I64, Reg{0}, snap);
  }
};
}  // namespace

TEST_CASE("an instruction in two places") {
  Sample s;
  s.unit.block(BlockId{0}).insts.push_back(s.load);
  s.b.exit_to(s.snap);
  CHECK(reports(s.unit, "stands in more than one place"));
}

TEST_CASE("an operand that stands nowhere") {
  Sample s;
  ValueId one = s.b.i64(1);
  ValueId lost = s.unit.add_inst(Opcode::Add, Type::I64, std::array{one, one});
  s.b.add(lost, one);
  s.b.exit_to(s.snap);
  CHECK(reports(s.unit, "stands in no block"));
}

TEST_CASE("ids out of range") {
  Sample s;
  ValueId sum = s.b.add(s.load, s.b.i64(1));
  s.b.exit_to(s.snap);
  s.unit.args(sum)[0] = ValueId{12345};
  CHECK(reports(s.unit, "does not exist"));
  s.unit.args(sum)[0] = s.load;
  CHECK(verify(s.unit).empty());
  s.unit.inst(s.load).snap = SnapId{99};
  CHECK(reports(s.unit, "snapshot that does not exist"));
}

TEST_CASE("a snapshot where none belongs, and none where one does") {
  Sample s;
  ValueId sum = s.b.add(s.load, s.b.i64(1));
  s.b.exit_to(s.snap);
  s.unit.inst(sum).snap = s.snap;
  CHECK(reports(s.unit, "cannot exit, but has a snapshot"));
  s.unit.inst(sum).snap = {};
  s.unit.inst(s.load).snap = {};
  CHECK(reports(s.unit, "can exit, but has no snapshot"));
}

TEST_CASE("an unplaced snapshot") {
  Sample s;
  SnapId lost = s.unit.add_snap({});
  s.b.poll(lost);
  s.b.exit_to(s.snap);
  CHECK(reports(s.unit, "its snapshot stands in no block"));
}

TEST_CASE("the report shows the line") {
  Sample s;
  s.unit.set_name(s.load, "x");
  s.b.exit_to(s.snap);
  s.unit.inst(s.load).type = Type::Ptr;
  CHECK(verify_report(s.unit) == "error in @t, block 'entry': type ptr has no tag to check\n"
                                 "    %x:ptr = slot.load.ptr r0 else s0\n");
}
