// Running passes: which there are, in what order, and what is watched while they run.
#pragma once

#include "jit/ir/ir.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perilune::lir {

enum class PassId : uint8_t {
#define LIR_PASS(Name, function, text, doc) Name,
#include "jit/opt/passes.def"
};

inline constexpr unsigned kPassCount = 0
#define LIR_PASS(Name, function, text, doc) +1
#include "jit/opt/passes.def"
    ;

struct PassContext;

struct PassInfo {
  std::string_view text;
  std::string_view doc;
  bool (*run)(Unit&, PassContext&);
};

const PassInfo& pass_info(PassId pass);
std::optional<PassId> find_pass(std::string_view text);

/// The order in which a fresh trace or function is optimised; see pipeline.cpp.
std::span<const PassId> pipeline();

struct PassOptions {
  bool verify_each = false;      ///< Verify before the first pass and after each one.
  bool print_after_all = false;  ///< Send the unit to `print` after each pass that ran.
  bool time = false;             ///< Measure; see PassManager::timings.
  int64_t bisect_limit = -1;     ///< Run only so many passes in this manager's life; -1: all.
  std::function<void(std::string_view)> print;  ///< Receives dumps; none: they are dropped.
};

/// What a pass may report.
struct PassContext {
  /// Things that a person or the recorder may want to know, for instance that a loop's types are
  /// unstable. Not errors.
  std::vector<std::string> remarks;
};

/// Runs passes over units. After a verifier error nothing more runs.
class PassManager {
public:
  explicit PassManager(PassOptions options = {}) : options_(std::move(options)) {}

  /// False when the verifier found an error; `error()` says which and after which pass.
  bool run(Unit& unit, std::span<const PassId> passes);
  bool run_pipeline(Unit& unit) { return run(unit, pipeline()); }

  const std::string& error() const { return error_; }
  const std::vector<std::string>& remarks() const { return context_.remarks; }

  struct Timing {
    uint64_t nanoseconds = 0;
    uint32_t runs = 0, changes = 0;
  };
  /// By PassId; all zero unless PassOptions::time.
  std::span<const Timing> timings() const { return timings_; }
  /// How many passes have run: what a bisect limit counts.
  int64_t passes_run() const { return passes_run_; }

private:
  friend class PassScope;

  PassOptions options_;
  PassContext context_;
  std::string error_;
  std::vector<Timing> timings_ = std::vector<Timing>(kPassCount);
  int64_t passes_run_ = 0;
};

}  // namespace perilune::lir
