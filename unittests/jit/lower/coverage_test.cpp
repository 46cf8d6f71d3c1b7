// Every opcode has a lowering: the texts of the tests in this folder name all of them.
#include "unittests/jit/lower/native.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace perilune;

TEST_CASE("every opcode and helper appears in a test of lowering") {
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator(PERILUNE_TEST_FOLDER)) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream file(entry.path());
    all += (std::stringstream() << file.rdbuf()).str();
  }
  auto appears = [&](std::string text) {
    // As a word: after a quote or blank.
    return all.find("\"" + text) != std::string::npos || all.find(" " + text) != std::string::npos;
  };
  for (unsigned i = lir::kFirstOpcode; i < lir::kOpcodeCount; ++i) {
    const lir::OpInfo& info = lir::op_info(lir::Opcode(i));
    std::string text(info.text);
    if (info.typed) text += ".";
    INFO(text);
    CHECK(appears(text));
  }
  for (const lir::HelperInfo& helper : lir::all_helpers()) {
    INFO(helper.text);
    CHECK(appears(std::string(helper.text)));
  }
}
