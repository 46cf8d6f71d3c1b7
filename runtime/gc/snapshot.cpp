// Taking a snapshot: a search in breadth from the roots, so that paths are as short as they can be.
#include "runtime/gc/snapshot.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/gc/references.h"
#include "runtime/number.h"
#include "runtime/proto.h"
#include "runtime/state.h"

namespace perilune::gc {

const char* kind_name(int kind) {
  static constexpr const char* kNames[] = {
#define OBJECT_KIND(Name, Type) #Name,
#include "runtime/object_kinds.def"
  };
  return kNames[kind];
}

namespace {

void append_escaped(std::string* to, std::string_view text) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      *to += '\\';
      *to += c;
    } else if (byte < 0x20 || byte >= 0x7f) {
      *to += "\\u00";
      *to += kDigits[byte >> 4];
      *to += kDigits[byte & 15];
    } else {
      *to += c;
    }
  }
}

bool is_name(std::string_view text) {
  auto is_letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
  for (char c : text)
    if (!is_letter(c) && c != '_' && !(c >= '0' && c <= '9')) return false;
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9');
}

constexpr size_t kMaxText = 40;  // bytes of a string

class Snapshot {
public:
  Snapshot(State* L, std::FILE* out) : L_(L), out_(out), references_(*L->global) {}

  HeapStatistics take() {
    L_->global->heap.each_root(
        L_,
        [](void* self, Object* object, const char* name) {
          static_cast<Snapshot*>(self)->add_root(object, name);
        },
        this);
    // The list grows as it is gone through.
    for (uint32_t id = 1; id <= found_.size(); ++id)
      references_.of(found_[id - 1].object, [&](const Reference& r) { find(r, id); });
    HeapStatistics statistics = count();
    if (out_) {
      write_head(statistics.all);
      for (uint32_t id = 1; id <= found_.size(); ++id)
        write_object(id);
    }
    return statistics;
  }

private:
  struct Found {
    Object* object;
    uint32_t parent;  // 0: a root
    std::string step;
    size_t bytes;
  };
  struct Root {
    uint32_t id;
    const char* name;
  };

  void add_root(Object* object, const char* name) {
    uint32_t known = static_cast<uint32_t>(found_.size());
    uint32_t id = find({object, name, Value()}, 0);
    if (id > known) roots_.push_back({id, name});
  }
  // The number of the reference's target, which may be new.
  uint32_t find(const Reference& r, uint32_t parent) {
    auto [at, is_new] = ids_.try_emplace(r.target, static_cast<uint32_t>(found_.size() + 1));
    if (is_new)
      found_.push_back({r.target, parent, out_ ? step_of(r, parent) : std::string(),
                        References::bytes(r.target, &counted_)});
    return at->second;
  }
  HeapStatistics count() const {
    HeapStatistics statistics;
    for (const Found& found : found_) {
      HeapStatistics::OfKind& of_kind = statistics.kinds[static_cast<int>(found.object->kind)];
      for (HeapStatistics::OfKind* to : {&of_kind, &statistics.all}) {
        ++to->objects;
        to->bytes += found.bytes;
      }
    }
    return statistics;
  }
  // How a path goes on at a reference.
  static std::string step_of(const Reference& r, uint32_t parent) {
    if (r.name) return parent == 0 ? r.name : std::string("<") + r.name + ">";
    if (r.is_key) return "<key>";
    if (r.key.is_integer()) return "[" + std::to_string(r.key.i) + "]";
    if (!r.key.is_string()) return std::string("[<") + type_name(r.key.tag) + ">]";
    std::string_view text = r.key.string()->view();
    if (is_name(text)) return "." + std::string(text.substr(0, kMaxText));
    return "['" + std::string(text.substr(0, kMaxText)) + "']";
  }
  // The root and the latest steps; what is between them in a long path is left out.
  std::string path(uint32_t id) const {
    constexpr int kMost = 10;
    std::string steps;
    const Found* at = &found_[id - 1];
    for (int n = 0; at->parent && n < kMost; ++n, at = &found_[at->parent - 1])
      steps.insert(0, at->step);
    if (at->parent) {
      steps.insert(0, "...");
      while (at->parent)
        at = &found_[at->parent - 1];
    }
    return at->step + steps;
  }

  void write(const std::string& text) const { std::fwrite(text.data(), 1, text.size(), out_); }
  void write_head(const HeapStatistics::OfKind& all) const {
    static constexpr const char* kVersions[] = {"5.1", "5.2", "5.3", "5.4", "5.5"};
    std::string line = "{\"heap\":1,\"lua\":\"";
    line += kVersions[static_cast<int>(L_->global->dialect)];
    line += "\",\"objects\":" + std::to_string(all.objects);
    line += ",\"bytes\":" + std::to_string(all.bytes) + ",\"roots\":[";
    for (const Root& root : roots_) {
      if (line.back() != '[') line += ',';
      line += "[" + std::to_string(root.id) + ",\"" + root.name + "\"]";
    }
    write(line + "]}\n");
  }
  void write_object(uint32_t id) {
    const Found& found = found_[id - 1];
    std::string line = "{\"id\":" + std::to_string(id) + ",\"kind\":\"";
    for (const char* c = kind_name(static_cast<int>(found.object->kind)); *c; ++c)
      line += static_cast<char>(*c | 32);
    line += "\",\"bytes\":" + std::to_string(found.bytes) + ",\"path\":\"";
    append_escaped(&line, path(id));
    line += "\",\"refs\":[";
    references_.of(found.object, [&](const Reference& r) {
      if (line.back() != '[') line += ',';
      line += std::to_string(ids_.find(r.target)->second);
    });
    line += ']';
    if (std::string text = text_of(found.object); !text.empty()) {
      line += ",\"text\":\"";
      append_escaped(&line, text);
      line += '"';
    }
    write(line + "}\n");
  }
  static std::string text_of(const Object* object) {
    switch (object->kind) {
    case ObjectKind::String:
      return std::string(static_cast<const String*>(object)->view().substr(0, kMaxText));
    case ObjectKind::Native:
      if (const char* name = static_cast<const NativeFunction*>(object)->name) return name;
      return "";
    case ObjectKind::Closure:
      return place_of(*static_cast<const Closure*>(object)->proto);
    case ObjectKind::Proto:
      return place_of(*static_cast<const Proto*>(object));
    default:
      return "";
    }
  }
  static std::string place_of(const Proto& proto) {
    std::string source = proto.source ? std::string(proto.source->view().substr(0, 200)) : "?";
    return source + ":" + std::to_string(proto.line_defined);
  }

  State* L_;
  std::FILE* out_;
  References references_;
  std::unordered_set<const void*> counted_;
  std::unordered_map<Object*, uint32_t> ids_;
  std::vector<Found> found_;
  std::vector<Root> roots_;
};

}  // namespace

HeapStatistics take_snapshot(State* L, std::FILE* out) {
  L->global->heap.collect(L);
  return Snapshot(L, out).take();
}

}  // namespace perilune::gc
