// A snapshot of the heap: every object with its kind, its size, what it refers to and how it is
// reached, as lines of JSON; and statistics by kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>

#include "runtime/value.h"

namespace perilune::gc {

constexpr int kObjectKinds = 0
#define OBJECT_KIND(...) +1
#include "runtime/object_kinds.def"
    ;

struct HeapStatistics {
  struct OfKind {
    size_t objects = 0;
    size_t bytes = 0;  // with everything that the objects own
  };
  OfKind kinds[kObjectKinds];  // by ObjectKind
  OfKind all;
};

// The name of a kind of objects, such as "table".
const char* kind_name(int kind);

// What is alive, after a full collection. With `out`, all of it is written there, the roots first,
// each object behind the one it was first reached from:
//
//   {"heap":1,"lua":"5.4","objects":N,"bytes":N,"roots":[[1,"globals"],...]}
//   {"id":1,"kind":"table","bytes":96,"path":"globals.list","refs":[2,3],"text":"..."}
//
// `path` says how an object is reached; `text` is the beginning of a string, or where a function
// was defined. Whether writing worked is for std::ferror to say.
HeapStatistics take_snapshot(State* L, std::FILE* out);

}  // namespace perilune::gc
