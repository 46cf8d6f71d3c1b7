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

// Beside the executable, as built, or where it is installed.
std::string plugin_path() {
  constexpr const char* kName = "libperilune-codegen.so";
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length <= 0) return kName;
  std::string executable(path, static_cast<size_t>(length));
  std::string folder = executable.substr(0, executable.rfind('/') + 1);
  std::string beside = folder + kName;
  std::string installed = folder + "../" PERILUNE_PLUGIN_FOLDER "/" + kName;
  return access(beside.c_str(), R_OK) == 0 ? beside : installed;
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

std::mutex& codegen_mutex() {
  static auto* mutex = new std::mutex;  // outlives threads that end with the process
  return *mutex;
}

}  // namespace perilune::jit
