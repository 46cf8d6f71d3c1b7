// Global value numbering along the dominator tree. An operation that a dominating one has done on
// the same operands, and with nothing written in between that it reads, is that one; the same guard
// need not be passed twice; a load gives what was last stored or loaded there. After a guard its
// condition is true, and after check.is the value is the one expected.
//
// A load in a loop reuses one from before it only if nothing in the loop can write the place.
#include "jit/ir/alias.h"
#include "jit/opt/fold.h"
#include "jit/opt/memory_state.h"
#include "jit/opt/passes.h"
#include "jit/opt/replace.h"
#include "jit/opt/scoped_map.h"

#include <array>

namespace perilune::lir {

namespace {

uint64_t mix(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15ull;
  return hash ^ (hash >> 29);
}

/// An operation without its identity: what equal operations have in common.
struct Operation {
  Opcode op;
  Type type;
  int64_t imm;
  std::vector<ValueId> args;
  std::vector<VersionId> versions;  ///< Of the classes that it reads.

  bool operator==(const Operation&) const = default;
};

struct OperationHash {
  size_t operator()(const Operation& o) const {
    uint64_t hash = mix(uint64_t(o.op) << 8 | uint64_t(o.type), uint64_t(o.imm));
    for (ValueId a : o.args)
      hash = mix(hash, a.index);
    for (VersionId v : o.versions)
      hash = mix(hash, v);
    return hash;
  }
};

/// A location at a state of memory.
struct Place {
  Location location;
  VersionId version;

  bool operator==(const Place&) const = default;
};

struct PlaceHash {
  size_t operator()(const Place& p) const {
    uint64_t hash = mix(uint64_t(p.location.alias), uint64_t(p.location.place));
    hash = mix(hash, uint64_t(p.location.base.index) << 32 | p.location.index.index);
    return mix(hash, p.version);
  }
};

struct IndexHash {
  size_t operator()(ValueId v) const { return mix(0, v.index); }
};

class Gvn {
public:
  explicit Gvn(Unit& unit) : unit_(unit), flow_(unit), memory_(unit, flow_), removed_(unit) {}

  bool run();

private:
  struct Frame {
    BlockId block;
    size_t next_child;
    size_t operations, places, facts;
  };

  enum class Verdict : uint8_t { Keep, Remove };

  void enter(BlockId b);
  Verdict visit(ValueId v);
  Verdict visit_load(ValueId v, const Location& location);
  Verdict reuse(ValueId v, ValueId known);
  Verdict number(ValueId v);
  ValueId known_at(const Location& location);
  bool touched(const MemoryState::Origin& origin, const Location& location) const;
  void learn(ValueId v);
  void learn_fact(ValueId v, ValueId by);
  void learn_shape(ValueId table, ValueId shape);
  void substitute(ValueId v);
  ValueId leader(ValueId v);

  static Location shape_of(ValueId table) {
    return {AliasClass::TabShape, table, {}, int64_t(Field::TabShape)};
  }

  /// How many stores of the same class to look past for an earlier value of a location.
  static constexpr int kMaxStoresPassed = 16;

  Unit& unit_;
  ControlFlow flow_;
  MemoryState memory_;
  Replacements removed_;  ///< Everywhere valid: operations that are others.
  ScopedMap<Operation, ValueId, OperationHash> operations_;
  ScopedMap<Place, ValueId, PlaceHash> places_;
  ScopedMap<ValueId, ValueId, IndexHash> facts_;  ///< Valid below: values known to be others.
  bool changed_ = false;
};

bool Gvn::run() {
  // A preorder walk of the dominator tree, with what each block opened to be undone after it.
  std::vector<Frame> stack;
  auto push = [&](BlockId b) {
    stack.push_back({b, 0, operations_.mark(), places_.mark(), facts_.mark()});
    enter(b);
  };
  push(unit_.entry());
  while (!stack.empty()) {
    Frame& top = stack.back();
    const auto& children = flow_.children(top.block);
    if (top.next_child < children.size()) {
      push(children[top.next_child++]);
      continue;
    }
    operations_.reset(top.operations);
    places_.reset(top.places);
    facts_.reset(top.facts);
    stack.pop_back();
  }
  removed_.apply_all();
  return changed_;
}

void Gvn::enter(BlockId b) {
  memory_.enter(b);
  std::vector<ValueId> insts = std::move(unit_.block(b).insts), kept;
  kept.reserve(insts.size());
  for (ValueId v : insts) {
    substitute(v);
    if (visit(v) == Verdict::Remove) {
      unit_.inst(v).block = {};
      changed_ = true;
      continue;
    }
    kept.push_back(v);
    memory_.step(v);
    learn(v);
  }
  unit_.block(b).insts = std::move(kept);
  memory_.leave(b);
}

ValueId Gvn::leader(ValueId v) {
  v = removed_.find(v);
  const ValueId* fact = facts_.find(v);
  return fact ? *fact : v;
}

void Gvn::substitute(ValueId v) {
  unit_.for_each_operand(v, [&](ValueId& a) {
    ValueId by = leader(a);
    changed_ |= by != a;
    a = by;
  });
}

Gvn::Verdict Gvn::visit(ValueId v) {
  Folded folded = fold_inst(unit_, v);
  changed_ |= bool(folded);
  if (folded.kind == Folded::Remove) return Verdict::Remove;
  if (folded.kind == Folded::Replace) {
    removed_.set(v, folded.value);
    return Verdict::Remove;
  }
  if (ValueId stored = stored_value(unit_, v)) {
    // What is there already need not be stored again.
    auto location = location_of(unit_, v);
    return location && known_at(*location) == stored ? Verdict::Remove : Verdict::Keep;
  }
  Effects fx = unit_.effects(v);
  if (fx.has(EffectFlag::Terminates) || fx.has(EffectFlag::Pinned) || fx.writes ||
      fx.has(EffectFlag::Allocates) || fx.has(EffectFlag::Calls))
    return Verdict::Keep;
  if (auto location = location_of(unit_, v)) return visit_load(v, *location);
  if (unit_.op(v) == Opcode::CheckShape && known_at(shape_of(unit_.arg(v, 0))) == unit_.arg(v, 1))
    return Verdict::Remove;
  return number(v);
}

/// A pure operation, a guard, or a helper that only reads.
Gvn::Verdict Gvn::number(ValueId v) {
  const Inst& inst = unit_.inst(v);
  Operation key{inst.op, inst.type, inst.imm, {unit_.args(v).begin(), unit_.args(v).end()}, {}};
  Effects fx = unit_.effects(v);
  for (unsigned i = 0; i < kAliasClassCount; ++i)
    if (fx.reads_class(AliasClass(i))) key.versions.push_back(memory_.version(AliasClass(i)));
  if (const ValueId* known = operations_.find(key)) {
    if (inst.type != Type::None) removed_.set(v, *known);
    return Verdict::Remove;
  }
  operations_.set(key, v);
  return Verdict::Keep;
}

/// Whether what began a version can have written the location. At a loop's head that covers every
/// iteration: a location known before the loop names only values from before it.
bool Gvn::touched(const MemoryState::Origin& origin, const Location& location) const {
  for (ValueId writer : origin.writers) {
    auto written = location_of(unit_, writer);
    if (!written || may_alias(unit_, *written, location)) return true;
  }
  return false;
}

/// The value at a location now: looks past stores that cannot have touched it.
ValueId Gvn::known_at(const Location& location) {
  VersionId version = memory_.version(location.alias);
  for (int passed = 0; passed < kMaxStoresPassed; ++passed) {
    if (const ValueId* known = places_.find({location, version})) return *known;
    const MemoryState::Origin& origin = memory_.origin(version);
    if (!origin.known || touched(origin, location)) return {};
    version = origin.previous;
  }
  return {};
}

Gvn::Verdict Gvn::visit_load(ValueId v, const Location& location) {
  ValueId known = known_at(location);
  return known ? reuse(v, known) : Verdict::Keep;
}

/// Replaces a load by the value known to be there, boxed, unboxed or checked as the load asks.
Gvn::Verdict Gvn::reuse(ValueId v, ValueId known) {
  Type have = unit_.type(known), want = unit_.type(v);
  if (have == want) {
    removed_.set(v, known);
    return Verdict::Remove;
  }
  Inst& inst = unit_.inst(v);
  if (inst.op == Opcode::NumLoadT) {
    return Verdict::Keep;  // has no exit to check with
  } else if (have == Type::Any) {
    inst.op = Opcode::CheckT;
  } else if (want == Type::Any) {
    inst.op = Opcode::Box;
  } else {
    return Verdict::Keep;  // always exits; the load says so as well as anything
  }
  inst.imm = 0;
  unit_.set_args(v, std::array{known});
  changed_ = true;
  return visit(v);
}

/// What holds from here on because the instruction has run.
void Gvn::learn(ValueId v) {
  switch (unit_.op(v)) {
  case Opcode::Guard: {
    ValueId condition = unit_.arg(v, 0);
    learn_fact(condition, unit_.lit_bool(true));
    if (unit_.op(condition) == Opcode::Not)
      learn_fact(unit_.arg(condition, 0), unit_.lit_bool(false));
    // An integer that equals a constant is the constant; a float may be the other zero.
    if (unit_.op(condition) == Opcode::CmpEq && unit_.int_value(unit_.arg(condition, 1)))
      learn_fact(unit_.arg(condition, 0), unit_.arg(condition, 1));
    return;
  }
  case Opcode::CheckIs:
    if (unit_.op(unit_.arg(v, 1)) == Opcode::Konst) learn_fact(unit_.arg(v, 0), unit_.arg(v, 1));
    return;
  case Opcode::CheckShape:
    learn_shape(unit_.arg(v, 0), unit_.arg(v, 1));
    return;
  case Opcode::TabMake:
    learn_shape(v, unit_.arg(v, 0));
    places_.set({{AliasClass::TabAsize, v, {}, int64_t(Field::TabAsize)},
                 memory_.version(AliasClass::TabAsize)},
                unit_.lit_i64(0));
    return;
  default:
    break;
  }
  auto location = location_of(unit_, v);
  if (!location) return;
  ValueId stored = stored_value(unit_, v);
  places_.set({*location, memory_.version(location->alias)}, stored ? stored : v);
}

void Gvn::learn_shape(ValueId table, ValueId shape) {
  places_.set({shape_of(table), memory_.version(AliasClass::TabShape)}, shape);
}

void Gvn::learn_fact(ValueId v, ValueId by) {
  if (!unit_.is_constant(v)) facts_.set(v, by);
}

}  // namespace

bool gvn(Unit& unit, PassContext&) { return Gvn(unit).run(); }

}  // namespace perilune::lir
