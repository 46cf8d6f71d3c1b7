// The command line: options of each version, their arguments, mistakes, and where the script
// begins.
#include "tools/perilune/options.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <vector>

#include "tools/perilune/behaviour.h"

namespace perilune::cli {
namespace {

struct Parsed {
  Options options;
  std::string error;
  bool ok;
};

Parsed parse(std::initializer_list<const char*> words) {
  static std::vector<std::string> kept;  // options refer to them
  kept.assign(words.begin(), words.end());
  static std::vector<char*> argv;
  argv.clear();
  for (std::string& word : kept)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  Parsed p;
  p.ok = parse_options(static_cast<int>(kept.size()), argv.data(), &p.options, &p.error);
  return p;
}

TEST_CASE("statements, libraries and warnings stay in order") {
  Parsed p = parse({"lua", "-e", "x = 1", "-lmod", "-W", "-ey = 2", "script", "-e", "its own"});
  REQUIRE(p.ok);
  REQUIRE(p.options.actions.size() == 4);
  using Kind = Action::Kind;
  Kind kinds[] = {Kind::Execute, Kind::Library, Kind::Warnings, Kind::Execute};
  const char* texts[] = {"x = 1", "mod", "", "y = 2"};
  for (int i = 0; i < 4; ++i) {
    CHECK(p.options.actions[i].kind == kinds[i]);
    CHECK(std::string(p.options.actions[i].text) == texts[i]);
  }
  CHECK(p.options.script == 6);
  CHECK(p.options.executes);
  CHECK_FALSE(p.options.script_is_file);
}

TEST_CASE("the dialect comes from the name of the program, an option, or is 5.4") {
  CHECK(parse({"perilune"}).options.dialect == Dialect::Lua54);
  CHECK(parse({"/usr/bin/lua5.1"}).options.dialect == Dialect::Lua51);
  CHECK(parse({"lua5.2", "--lua=5.5"}).options.dialect == Dialect::Lua55);
  CHECK(parse({"lua", "-e", "--lua=5.1", "x"}).options.dialect == Dialect::Lua54);
  CHECK(parse({"lua", "script", "--lua=5.1"}).options.dialect == Dialect::Lua54);
  Parsed p = parse({"lua", "--lua=5.6"});
  CHECK_FALSE(p.ok);
  CHECK(p.error.find("'5.6'") != p.error.npos);
}

TEST_CASE("options that versions do not have are refused by them") {
  CHECK_FALSE(parse({"lua5.1", "-E"}).ok);
  CHECK(parse({"lua5.2", "-E"}).ok);
  CHECK_FALSE(parse({"lua5.3", "-W"}).ok);
  CHECK(parse({"lua5.4", "-W"}).ok);
  CHECK(parse({"lua5.4", "-W"}).options.actions.size() == 1);
  for (const char* name : {"lua5.1", "lua5.2", "lua5.3", "lua5.4", "lua5.5"}) {
    CHECK_FALSE(parse({name, "-x"}).ok);
    CHECK_FALSE(parse({name, "-vx"}).ok);
    CHECK_FALSE(parse({name, "-e"}).ok);
    CHECK(parse({name, "-i"}).options.interactive);
    CHECK(parse({name, "-v"}).options.version);
  }
}

TEST_CASE("an option is no argument, but for 5.1") {
  CHECK_FALSE(parse({"lua5.4", "-e", "-v"}).ok);
  Parsed p = parse({"lua5.1", "-e", "-v"});
  REQUIRE(p.ok);
  CHECK(std::string(p.options.actions[0].text) == "-v");
}

TEST_CASE("where the script is") {
  CHECK(parse({"lua"}).options.script == 1);
  CHECK(parse({"lua", "-"}).options.script == 1);
  CHECK_FALSE(parse({"lua", "-"}).options.script_is_file);
  Parsed p = parse({"lua", "--", "-", "x"});
  CHECK(p.options.script == 2);
  CHECK(p.options.script_is_file);
}

TEST_CASE("arguments of our own options") {
  Parsed p =
      parse({"perilune", "--jit=off", "--jit-hotloop=7", "--memory-limit=64M", "--gc-fail-at=12",
             "--gc-fail-each=numbers", "--dump=bytecode,lir:name", "--no-run", "f.lua"});
  REQUIRE(p.ok);
  CHECK_FALSE(p.options.jit.enabled);
  CHECK(p.options.jit.hot_loop == 7);
  CHECK(p.options.gc.limit == 64u << 20);
  CHECK(p.options.gc.fail_at == 12);
  CHECK(p.options.gc.fail_each == std::string_view("numbers"));
  CHECK(p.options.dump(Dump::Bytecode));
  CHECK(p.options.dump_filter == "name");
  CHECK_FALSE(p.options.run);
  for (const char* wrong : {"--jit",
                            "--jit=",
                            "--jit=maybe",
                            "--jit-hotloop=0",
                            "--jit-hotloop=1x",
                            "--jit-hotloop=",
                            "--memory-limit=",
                            "--memory-limit=0",
                            "--memory-limit=M",
                            "--memory-limit=99999999999G",
                            "--gc-fail-at=-1",
                            "--gc-fail-at=",
                            "--gc-fail-each=",
                            "--dump=",
                            "--dump=lir,",
                            "--dump=nothing",
                            "--profile=all",
                            "--help=x",
                            "--unknown",
                            "--lua"}) {
    Parsed q = parse({"perilune", wrong});
    CHECK_MESSAGE(!q.ok, wrong);
    CHECK_MESSAGE(!q.error.empty(), wrong);
  }
}

TEST_CASE("each version's own ways") {
  CHECK(behaviour_of(Dialect::Lua51).version_as_error);
  CHECK_FALSE(behaviour_of(Dialect::Lua52).version_as_error);
  CHECK(behaviour_of(Dialect::Lua55).warns_of_locals);
  CHECK_FALSE(behaviour_of(Dialect::Lua55).equals_is_return);
  CHECK(behaviour_of(Dialect::Lua53).tries_expressions);
}

}  // namespace
}  // namespace perilune::cli
