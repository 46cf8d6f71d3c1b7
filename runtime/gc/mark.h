// Marking: an explicit stack of objects whose references are still to be followed, and lists of
// what must be looked at again when everything reachable is marked.
#pragma once

#include <cstddef>

#include "runtime/gc/block.h"
#include "runtime/gc/heap.h"
#include "runtime/gc/mark_stack.h"
#include "runtime/gc/waiting.h"
#include "runtime/object.h"
#include "runtime/string.h"
#include "runtime/table_hash.h"

namespace perilune {
struct Global;
}

namespace perilune::gc {

// The end of the slots of a state's stack that are in use: a Lua frame's registers, or the values
// of a native.
Value* live_limit(const State& state);

class Marker {
public:
  explicit Marker(Heap& heap) : heap_(heap) {}

  // `marked`: the bytes that are marked already.
  void begin(Global& global, size_t marked);
  // All is done, or to be done anew. The memory is given back, but for what is expected; what weak
  // tables have taken by give_back, in parts.
  void end(bool minor);
  void abandon();
  bool give_back(size_t* budget);
  // Room for one more shape, or prototype with caches, than there are. False when memory runs out.
  bool expect_shape();
  bool expect_proto();

  void mark(String* string) {
    if (string) set_mark(string);
  }
  template <class T>
  void mark(T* object) {
    if (object) mark_tagged(object, Tag::Nil);
  }
  void mark_value(const Value& v) {
    if (v.is_object()) mark_tagged(v.p, v.tag);
  }
  void mark_any(Object* object) {
    if (object) mark_tagged(object, object->kind == ObjectKind::String ? Tag::String : Tag::Nil);
  }
  // Elements of the array part from `first` on have moved down: what has come from behind the part
  // that has been gone through may lie within it now.
  void mark_shifted(const Table& table, size_t first, size_t count);
  // Visits an object again that may have been visited too early.
  void visit_again(Object* object) { stack_.push(object); }
  // Objects to be marked and visited, though they may have been, before marking ends; takes them.
  void visit_later(List<Object*>& objects) { later_.swap(objects); }
  // A buffer is marked through its owner and holds nothing that is not.
  void mark_buffer(const void* buffer) {
    if (buffer) set_mark(buffer);
  }
  // The elements of a tagged vector from `from` to `end`.
  void mark_vector(const uint64_t* base, size_t from, size_t end) {
    for (size_t i = from; i < end; ++i)
      if (Tag tag = vector_tag(base, i); tag >= Tag::String)
        mark_tagged(reinterpret_cast<void*>(base[i]), tag);
  }
  // The slots in use of L's stack end at `live_end`, when that is not null.
  void set_live_end(const State* L, Value* live_end) {
    limited_ = live_end ? L : nullptr;
    live_end_ = live_end;
  }
  // What a coroutine's stack and fields refer to; clears the slots that are out of use.
  void mark_state(State& state);
  void drain();
  // The same in parts; see Space::clear_marks.
  bool drain(size_t* budget);

  // Ends the process when what a table says of its elements is not true of those that are visited.
  void check_element_kinds() { checks_element_kinds_ = true; }

  // All is marked but for what weak tables keep alive: draining includes that from now on. False
  // when there are none, or it has been said before.
  bool begin_converging();
  // After roots: drains, and marks the values of weak tables whose keys are alive.
  void converge();
  // After converging: remove entries with dead values (of the tables that were not cleared yet) or
  // dead keys.
  void clear_weak_values();
  void clear_weak_keys();
  // Tables that have become weak, or strong, since they were visited.
  void check_weakness();
  // Clears caches of shapes that have died.
  void clear_weak_shapes();

  bool has_weak_tables() const { return !weak_tables_.empty(); }
  size_t marked_bytes() const { return marked_bytes_; }
  // A marked buffer has been freed.
  void forget(size_t bytes) { marked_bytes_ -= bytes; }

private:
  [[gnu::always_inline]] bool set_mark(const void* cell) {
    Block* block = block_of(cell);
    uint32_t g = granule_of(cell);
    uint64_t bit = uint64_t{1} << (g % 64);
    uint64_t& word = block->marks[g / 64];
    if (word & bit) return false;
    word |= bit;
    marked_bytes_ += block->cell_bytes;
    return true;
  }
  // The object itself is not touched here: it is fetched while others are visited. Strings refer to
  // nothing; the tag tells them where it is known.
  [[gnu::always_inline]] void mark_tagged(void* object, Tag tag) {
    if (set_mark(object) && tag != Tag::String) stack_.push(static_cast<Object*>(object));
  }
  // Long vectors are gone through in parts: what is left to do of a table's array or hash part.
  struct Slice {
    Table* table;
    uint32_t next;
    bool in_hash;
  };
  static constexpr uint32_t kSliceLength = 8192;
  // There is room for the item, but in a check that marks everything once more.
  template <class T>
  void note(List<T>& list, const T& item) {
    if (list.reserve(list.size() + 1)) list.add(item);
  }
  void visit_slice();
  void visit_some_later();
  void visit_rest_later(Table& table, bool in_hash);
  bool visit_elements(Table& table, uint32_t from);
  bool visit_nodes(Table& table, uint32_t from);
  void visit_any(Object* object);
  uint8_t weakness_of(Table* metatable);
  bool visit_weak(Table& table, Table* metatable, uint8_t weakness);
  struct WeakTable {
    Table* table;
    Table* metatable;
    Table::HashPart* hash;  // that has been looked at
    uint8_t weakness;       // 0: it has become something else
    bool is_listed;         // all entries that may die are in the list
  };
  // Of a weak table (its index), by the index of a node.
  struct Entry {
    uint32_t weak;
    uint32_t node;
  };
  size_t look_at_weak();
  void look_at_node(WeakTable& weak, uint32_t index);
  static void prefetch_marks(const Table::HashNode& node);
  WaitingValues& waiting(const Object* key) { return waiting_[WaitingValues::part_of(key)]; }
  void wake(Object* object);
  static bool is_dead(uint64_t payload, Tag tag);
  static bool is_dead_value(uint64_t payload, Tag tag);
  Table::HashNode* node_of(const Entry& entry) const;
  void clear_node(Table::HashNode& node, bool keys, bool values);
  void clear_vectors(Table& table);
  void clear_entries(size_t first, uint8_t weakness, bool keys, bool values);
  void clear_all_nodes(Table& table, bool keys, bool values);
  void visit(String&) {}
  void visit(Table& table);
  static void check_element_kind(const Table& table);
  void visit(Closure& closure);
  void visit(NativeFunction& native);
  void visit(Userdata& userdata);
  void visit(State& state) { mark_state(state); }
  void visit(Upvalue& upvalue);
  void visit(Proto& proto);
  void visit(Shape& shape);

  Heap& heap_;
  Global* global_ = nullptr;
  const State* limited_ = nullptr;
  Value* live_end_ = nullptr;
  MarkStack stack_;
  List<Slice> slices_;
  List<Object*> later_;
  // The weak tables that have been visited, and how far they have been looked at. One for which
  // there is no memory is not weak in this cycle.
  List<WeakTable> weak_tables_;
  size_t looked_at_ = 0;
  uint32_t look_at_node_ = 0;
  List<Entry> may_die_;  // whose weak key or value was not marked when it was looked at
  size_t cleared_tables_ = 0, cleared_entries_ = 0;  // as far as values are concerned
  WaitingValues waiting_[WaitingValues::kParts];
  size_t values_waiting_ = 0;
  bool converging_ = false;
  bool checks_element_kinds_ = false;
  List<Shape*> weak_shapes_;    // marked, with weak references to other shapes
  List<Proto*> cached_protos_;  // marked, with field caches
  // At most so many are alive: there is room for them in these lists.
  size_t shapes_ = 0, protos_ = 0;
  size_t marked_bytes_ = 0;
};

}  // namespace perilune::gc
