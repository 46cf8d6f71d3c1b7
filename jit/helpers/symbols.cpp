// The table of helpers by name, and the proof that each has the C signature that lowering assumes.
#include "jit/helpers/helpers.h"
#include "jit/ir/effects.h"

#include <tuple>
#include <type_traits>

namespace perilune::jit {

namespace {

using lir::Effects;
using lir::Type;

// The C parameters of a LIR parameter.
template <Type type>
struct Parameter;
template <>
struct Parameter<Type::I64> : std::type_identity<std::tuple<int64_t>> {};
template <>
struct Parameter<Type::F64> : std::type_identity<std::tuple<double>> {};
template <>
struct Parameter<Type::Bool> : std::type_identity<std::tuple<bool>> {};
template <>
struct Parameter<Type::Any> : std::type_identity<std::tuple<uint64_t, uint64_t>> {};
template <>
struct Parameter<Type::Str> : std::type_identity<std::tuple<String*>> {};
template <>
struct Parameter<Type::Tab> : std::type_identity<std::tuple<Table*>> {};

// The C result of `call`; that of `call.pure` is the parameter's type.
template <Type type>
struct Refusable : std::tuple_element<0, typename Parameter<type>::type> {};
template <>
struct Refusable<Type::None> : std::type_identity<bool> {};
template <>
struct Refusable<Type::I64> : std::type_identity<HelperInt> {};
template <>
struct Refusable<Type::Any> : std::type_identity<HelperAny> {};

template <class Result, class Tuple>
struct FunctionOf;
template <class Result, class... Args>
struct FunctionOf<Result, std::tuple<Args...>> : std::type_identity<Result (*)(Args...)> {};

template <class... Tuples>
using Concatenated = decltype(std::tuple_cat(std::declval<Tuples>()...));

template <bool pure, Type result, Type... params>
consteval auto signature() {
  if constexpr (pure)
    return typename FunctionOf<std::tuple_element_t<0, typename Parameter<result>::type>,
                               Concatenated<typename Parameter<params>::type...>>::type{};
  else
    return typename FunctionOf<
        typename Refusable<result>::type,
        Concatenated<std::tuple<State*>, typename Parameter<params>::type...>>::type{};
}

// Checks each row where the table's expressions mean what they say.
namespace checks {
using namespace lir::effects;
using enum lir::Type;

#define UNWRAP(...) __VA_ARGS__
#define LIR_HELPER(Name, text, result, params, fx, doc)                                            \
  static_assert(std::is_same_v<decltype(&helpers::Name),                                           \
                               decltype(signature<(fx) == Effects{}, result, UNWRAP params>())>);
#include "jit/ir/helpers.def"
}  // namespace checks

const Symbol kSymbols[] = {
#define LIR_HELPER(Name, text, result, params, fx, doc)                                            \
  {text, reinterpret_cast<const void*>(&helpers::Name)},
#include "jit/ir/helpers.def"
#define CODE_SYMBOL(Name, symbol) {symbol, reinterpret_cast<const void*>(&helpers::Name)},
#include "jit/orc/symbols.def"
    {nullptr, nullptr},
};

}  // namespace

const Symbol* helper_symbols() { return kSymbols; }

}  // namespace perilune::jit
