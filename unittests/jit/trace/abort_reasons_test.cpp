// The table of reasons for giving up a recording.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "jit/trace/recorder.h"

namespace perilune::jit {

TEST_CASE("every reason has a text of its own") {
  constexpr AbortReason kReasons[] = {
#define ABORT(Name, text, lasting) AbortReason::Name,
#include "jit/abort_reasons.def"
  };
  std::set<std::string> texts = {abort_info(AbortReason::None).text};
  for (AbortReason reason : kReasons) {
    const AbortInfo& info = abort_info(reason);
    CHECK_FALSE(std::string(info.text).empty());
    CHECK_MESSAGE(texts.insert(info.text).second, info.text);
  }
}

TEST_CASE("the table is in the order of the enumeration") {
#define ABORT(Name, text_, lasting_)                                                               \
  CHECK(std::string(abort_info(AbortReason::Name).text) == text_);                                 \
  CHECK(abort_info(AbortReason::Name).lasting == lasting_);
#include "jit/abort_reasons.def"
}

TEST_CASE("what cannot change lasts") {
  CHECK(abort_info(AbortReason::Bytecode).lasting);
  CHECK_FALSE(abort_info(AbortReason::LoopLeft).lasting);
  CHECK_FALSE(abort_info(AbortReason::UnstableTypes).lasting);
}

}  // namespace perilune::jit
