// The plug-in is opened by absolute path, so that nothing in the environment can replace it.
#include "jit/plugin.h"

#include <dlfcn.h>
#include <unistd.h>

#include "jit/helpers/helpers.h"

namespace perilune::jit {

namespace {

struct Plugin {
  const CodegenApi* api = nullptr;
  Codegen* codegen = nullptr;
  std::string error;
};

std::string plugin_path() {
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length <= 0) return "libperilune-codegen.so";
  std::string executable(path, static_cast<size_t>(length));
  return executable.substr(0, executable.rfind('/') + 1) + "libperilune-codegen.so";
}

Plugin open() {
  Plugin plugin;
  void* library = dlopen(plugin_path().c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    plugin.error = dlerror();
    return plugin;
  }
  using Entry = const CodegenApi* (*)();
  auto entry = reinterpret_cast<Entry>(dlsym(library, "perilune_codegen_api"));
  if (!entry || entry()->version != CodegenApi::kVersion) {
    plugin.error = plugin_path() + ": not the plug-in of this version";
    return plugin;
  }
  plugin.api = entry();
  plugin.codegen = plugin.api->create(helper_symbols(), &plugin.error);
  return plugin;
}

}  // namespace

Codegen* open_codegen(const CodegenApi** api, std::string* error) {
  static Plugin plugin = open();
  *api = plugin.api;
  *error = plugin.error;
  return plugin.codegen;
}

}  // namespace perilune::jit
