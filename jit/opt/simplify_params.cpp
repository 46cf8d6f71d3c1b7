// Simplification of block parameters: a parameter that receives the same value from every branch
// (or itself, around a loop) is that value, and one that always receives what another of its block
// receives is that other one. Runs to a fixed point, since one parameter may be what
// another receives; each round removes at least one.
#include "jit/opt/passes.h"
#include "jit/opt/replace.h"

#include <map>

namespace perilune::lir {

namespace {

struct Edge {
  ValueId branch;
  uint32_t target;
};

class SimplifyParams {
public:
  explicit SimplifyParams(Unit& unit) : unit_(unit), replaced_(unit), edges_(unit.block_count()) {
    for (uint32_t b = 0; b < unit.block_count(); ++b)
      for (ValueId v : unit.block(BlockId{b}).insts)
        for (uint32_t t = 0; t < unit.targets(v).size(); ++t)
          edges_[unit.targets(v)[t].block.index].push_back({v, t});
  }

  bool run() {
    bool any = false;
    for (bool changed = true; changed;) {
      changed = false;
      for (uint32_t b = 0; b < unit_.block_count(); ++b)
        changed |= simplify(BlockId{b});
      any |= changed;
    }
    replaced_.apply_all();
    return any;
  }

private:
  /// The only value that a parameter receives, or none.
  ValueId only_value(BlockId b, size_t n, ValueId param) {
    ValueId only;
    for (Edge e : edges_[b.index]) {
      ValueId incoming = replaced_.find(unit_.targets(e.branch)[e.target].args[n]);
      if (incoming == param || incoming == only) continue;
      if (only) return {};
      only = incoming;
    }
    return only;
  }

  /// The parameter before, if any, that receives the same values.
  ValueId twin(BlockId b, size_t n, ValueId param, std::map<std::vector<ValueId>, ValueId>& seen) {
    std::vector<ValueId> incoming;
    for (Edge e : edges_[b.index])
      incoming.push_back(replaced_.find(unit_.targets(e.branch)[e.target].args[n]));
    auto [it, fresh] = seen.try_emplace(std::move(incoming), param);
    return fresh ? ValueId{} : it->second;
  }

  bool simplify(BlockId b) {
    std::vector<ValueId>& params = unit_.block(b).params;
    std::vector<ValueId> kept;
    std::vector<bool> keep(params.size());
    std::map<std::vector<ValueId>, ValueId> seen;
    for (size_t n = 0; n < params.size(); ++n) {
      ValueId only = only_value(b, n, params[n]);
      if (!only) only = twin(b, n, params[n], seen);
      keep[n] = !only;
      if (only)
        replaced_.set(params[n], only);
      else
        kept.push_back(params[n]);
    }
    if (kept.size() == params.size()) return false;
    for (Edge e : edges_[b.index]) {
      std::vector<ValueId> kept_args;
      std::vector<ValueId>& args = unit_.targets(e.branch)[e.target].args;
      for (size_t n = 0; n < keep.size(); ++n)
        if (keep[n]) kept_args.push_back(args[n]);
      args = std::move(kept_args);
    }
    params = std::move(kept);
    for (size_t n = 0; n < params.size(); ++n)
      unit_.inst(params[n]).imm = int64_t(n);
    return true;
  }

  Unit& unit_;
  Replacements replaced_;
  std::vector<std::vector<Edge>> edges_;
};

}  // namespace

bool simplify_params(Unit& unit, PassContext&) { return SimplifyParams(unit).run(); }

}  // namespace perilune::lir
