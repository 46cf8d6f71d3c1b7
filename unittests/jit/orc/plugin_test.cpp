// The plug-in as a file: it loads by itself and exports one function.
#include "jit/codegen_api.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <dlfcn.h>
#include <string>

using namespace perilune::jit;

TEST_CASE("the plug-in loads and answers") {
  void* library = dlopen(PERILUNE_PLUGIN, RTLD_NOW | RTLD_LOCAL);
  REQUIRE_MESSAGE(library, dlerror());
  void* symbol = dlsym(library, "perilune_codegen_api");
  REQUIRE(symbol);
  auto* entry = reinterpret_cast<const CodegenApi* (*)()>(symbol);
  CHECK(entry()->version == CodegenApi::kVersion);
  dlclose(library);
}

TEST_CASE("the plug-in exports nothing else") {
  FILE* names = popen("nm -D --defined-only " PERILUNE_PLUGIN, "r");
  REQUIRE(names);
  char line[512], name[256];
  int count = 0;
  while (fgets(line, sizeof line, names)) {
    if (sscanf(line, "%*s %*s %255s", name) != 1) continue;
    CHECK(std::string(name) == "perilune_codegen_api");
    ++count;
  }
  CHECK(pclose(names) == 0);
  CHECK(count == 1);
}
