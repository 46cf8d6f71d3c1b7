// Strings: immutable bytes, zero-terminated for the host's sake. Short ones are interned, so that
// equality is identity; long ones are hashed when first used as a key.
#pragma once

#include <cstddef>
#include <string_view>

#include "runtime/gc/list.h"
#include "runtime/object.h"

namespace perilune {

namespace gc {
class LargeMemory;
}

class String : public Object {
public:
  static constexpr size_t kMaxShort = 40;  // bytes; longer strings are not interned
  static constexpr size_t kMaxLength = size_t{1} << 40;

  size_t length() const { return length_; }
  const char* data() const { return reinterpret_cast<const char*>(this + 1); }
  std::string_view view() const { return {data(), length_}; }
  bool is_short() const { return flags & kShort; }
  // The hash of a short string is always there; that of a long one is computed once, here.
  uint32_t hash() const { return flags & kHashed ? word : compute_hash(); }

  // Equality of content.
  static bool equal(const String* a, const String* b) {
    return a == b || (!(a->flags & b->flags & kShort) && equal_slow(a, b));
  }

private:
  friend class StringTable;
  static constexpr uint8_t kShort = 1;
  static constexpr uint8_t kHashed = 2;
  String(size_t length, uint8_t f, uint32_t hash_value)
      : Object(ObjectKind::String), length_(length) {
    flags = f;
    word = hash_value;
  }
  uint32_t compute_hash() const;
  static bool equal_slow(const String* a, const String* b);
  char* mutable_data() { return reinterpret_cast<char*>(this + 1); }

  size_t length_;
};
static_assert(sizeof(String) == 16);

// The interned short strings of a global state, and the makers of every string.
class StringTable {
public:
  StringTable(uint32_t seed, gc::LargeMemory& memory) : seed_(seed), memory_(memory) {}
  ~StringTable();
  StringTable(const StringTable&) = delete;
  StringTable& operator=(const StringTable&) = delete;

  // Both return null only when `text` is too long or no memory is left.
  String* make(State* L, std::string_view text);
  // A long string (length > kMaxShort) whose bytes the caller fills in before anyone sees it.
  String* make_uninitialised_long(State* L, size_t length, char** bytes);

  // Called by the collector after marking: forgets the strings that died (of the young ones only,
  // when the others have not been looked at), in parts. Each takes what it costs from `*budget` and
  // says whether all is done; until then strings that are found or made are reported to the heap as
  // alive.
  void begin_removal(bool of_young);
  template <class IsAlive>
  bool remove_dead(IsAlive is_alive, size_t* budget);  // in string_removal.h
  // Whether the strings made from now on are to be known as young, until the next removal.
  void set_lists_young(bool on) {
    lists_young_ = on;
    clear_young();
  }
  size_t count() const { return count_; }

private:
  static constexpr size_t kMinCapacity = 256;

  // A string's address, multiplied, and the low bits of its hash beside it; 0: free. Most probes
  // need no more, and a table of up to 2^kHashBits slots can be rebuilt without the strings.
  using Slot = uint64_t;
  static constexpr int kHashBits = 21;
  static constexpr uint64_t kHashMask = (uint64_t{1} << kHashBits) - 1;
  static Slot slot_of(const String* s) {
    static_assert(kHashBits == 64 - 47 + 4, "addresses of 47 bits, multiples of 16");
    return reinterpret_cast<uint64_t>(s) << (kHashBits - 4) | (s->word & kHashMask);
  }
  static String* string_of(Slot slot) { return reinterpret_cast<String*>(slot >> kHashBits << 4); }
  // The hash's bits that count in a table of such a capacity.
  static uint64_t hash_of(Slot slot, size_t capacity) {
    return capacity <= kHashMask + 1 ? slot & kHashMask : string_of(slot)->word;
  }

  // Slots from which strings move to others, a few at a time, since the table has got another size.
  // Those before `at` have left; the one before it was free, so no run of strings goes on there.
  // What has left by itself is kMoved.
  struct Leaving {
    Slot* slots = nullptr;
    size_t capacity = 0;
    size_t at = 0;
    size_t given_back = 0;  // whole pages of them
    size_t pace = 0;  // slots for each new string, so that all have left when the table is full
  };
  static constexpr Slot kMoved = 1;
  static constexpr size_t kMovedAtOnce = size_t{1} << 14;  // slots that are few

  void found(State* L, String* s);
  String* insert(State* L, std::string_view text, uint32_t hash, size_t at);
  size_t free_slot(uint64_t hash) const;
  Slot* find_leaving(std::string_view text, uint32_t hash);
  // True when all have left. In string_removal.h.
  template <class Stays>
  bool move_part(size_t looks, Stays stays);
  void move_all();
  void end_moving();
  void give_back_moved();
  void prefetch(Slot slot) const {
    if (capacity_ <= kHashMask + 1)
      __builtin_prefetch(&slots_[slot & (capacity_ - 1)], 1);
    else
      __builtin_prefetch(string_of(slot));
  }
  Slot* make_slots(size_t capacity) const;  // free ones
  void free_slots(Slot* slots, size_t capacity);
  bool resize(size_t capacity);
  void shrink();
  void erase(size_t i);
  void list_young(State* L, String* s);
  void clear_young() {
    young_.clear();
    has_more_young_ = false;
  }
  template <class IsAlive>
  bool remove_dead_young(IsAlive is_alive, size_t* budget);
  template <class IsAlive>
  bool remove_dead_of_all(IsAlive is_alive, size_t* budget);
  template <class IsAlive>
  bool move_rest(IsAlive is_alive, size_t* budget);
  void go_through_all();
  void end_removal();

  // The strings of one byte that have been asked for since the latest removal.
  String* of_bytes_[256] = {};
  Slot no_slot_ = 0;         // all that there is before the first string
  Slot* slots_ = &no_slot_;  // open addressing, capacity a power of two
  size_t capacity_ = 1;
  Leaving leaving_;
  size_t count_ = 0;          // in both
  size_t removal_count_ = 0;  // the count when the latest removal began
  size_t look_at_ = 0;        // the slot that removal comes to next
  size_t looks_left_ = 0;
  bool is_removing_ = false;
  bool removes_young_ = false;
  bool lists_young_ = false;
  gc::List<String*> young_;      // made since the latest removal,
  bool has_more_young_ = false;  // unless they are so many that looking at all is faster
  uint32_t seed_;
  gc::LargeMemory& memory_;
};

}  // namespace perilune
