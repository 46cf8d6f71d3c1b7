// What the leak checker of the address sanitizer is told: the heap's chunks, which it does not
// know, refer to memory outside (coroutines' stacks) as long as they live, at os.exit for instance.
#pragma once

#include <cstddef>

#if __has_feature(address_sanitizer)
#include <sanitizer/lsan_interface.h>
#endif

namespace perilune::gc {

#if __has_feature(address_sanitizer)
inline void add_leak_roots(void* memory, size_t bytes) {
  __lsan_register_root_region(memory, bytes);
}
inline void remove_leak_roots(void* memory, size_t bytes) {
  __lsan_unregister_root_region(memory, bytes);
}
#else
inline void add_leak_roots(void*, size_t) {}
inline void remove_leak_roots(void*, size_t) {}
#endif

}  // namespace perilune::gc
