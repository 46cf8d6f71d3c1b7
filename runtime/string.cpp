// Strings: hashing and comparison of contents.
#include "runtime/string.h"

#include <cstring>

#include "runtime/string_hash.h"

namespace perilune {

uint32_t String::compute_hash() const {
  // The hash is a cache: computing it changes nothing that can be seen. Until then the word holds
  // the seed.
  String* self = const_cast<String*>(this);
  self->word = hash_bytes(view(), word);
  self->flags |= kHashed;
  return word;
}

bool String::equal_slow(const String* a, const String* b) {
  return a->length_ == b->length_ && std::memcmp(a->data(), b->data(), a->length_) == 0;
}

}  // namespace perilune
