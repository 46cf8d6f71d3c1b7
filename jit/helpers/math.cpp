// Mathematics, and comparisons that mix integers and floats.
#include "jit/helpers/helpers.h"
#include "jit/ir/lua_arith.h"
#include "runtime/number.h"

#include <cmath>

namespace perilune::jit::helpers {

double MathSin(double x) { return std::sin(x); }
double MathCos(double x) { return std::cos(x); }
double MathTan(double x) { return std::tan(x); }
double MathAsin(double x) { return std::asin(x); }
double MathAcos(double x) { return std::acos(x); }
double MathAtan2(double y, double x) { return std::atan2(y, x); }
double MathExp(double x) { return std::exp(x); }
double MathLog(double x) { return std::log(x); }
double MathLog2(double x) { return std::log2(x); }
double MathLog10(double x) { return std::log10(x); }
double MathFmod(double x, double y) { return std::fmod(x, y); }
double MathPow(double x, double y) { return std::pow(x, y); }

double ModByProduct(double a, double b) { return float_mod_by_product(a, b); }

double LuaPow(double a, double b) { return lir::arith::pow(a, b); }
double LuaFmod(double a, double b) { return lir::arith::fmod(a, b); }
double Floor(double x) { return std::floor(x); }
double Ceil(double x) { return std::ceil(x); }

bool CmpIfEq(int64_t i, double f) { return number_equal(Value::integer(i), Value::number(f)); }
bool CmpIfLt(int64_t i, double f) { return number_less(Value::integer(i), Value::number(f)); }
bool CmpIfLe(int64_t i, double f) { return number_less_equal(Value::integer(i), Value::number(f)); }
bool CmpFiLt(double f, int64_t i) { return number_less(Value::number(f), Value::integer(i)); }
bool CmpFiLe(double f, int64_t i) { return number_less_equal(Value::number(f), Value::integer(i)); }

bool RawEq(uint64_t a, uint64_t a_tag, uint64_t b, uint64_t b_tag) {
  return raw_equal(Value(a, Tag(a_tag)), Value(b, Tag(b_tag)));
}

}  // namespace perilune::jit::helpers
