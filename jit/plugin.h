// Opening the code generator's plug-in, which holds LLVM.
#pragma once

#include <mutex>
#include <string>

#include "jit/codegen_api.h"

namespace perilune::jit {

// The generator of this process, made at the first call; null when it cannot be had, with the
// reason. It is looked for beside the executable. Never destroyed: code may run until the process
// ends.
Codegen* open_codegen(const CodegenApi** api, std::string* error);

// The generator serves one caller at a time, whichever state or thread that belongs to: who calls
// any of its functions holds this.
std::mutex& codegen_mutex();

}  // namespace perilune::jit
