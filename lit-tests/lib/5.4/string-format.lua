-- format: every conversion.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

local f = string.format
print(f("%d %5d %-5d| %05d %+d % d %.3d %i", 1, 2, 3, 4, 5, 6, 7, 8))
print(f("%d %d %d", 3.0, "10", -0.0), f("%d", math.mininteger))
print(f("%u %5u %.3u", 1, 2, 3), f("%x %X %#x %#o %o %08x", 255, 255, 255, 8, 8, 255), f("%x", -1))
print(f("%f %.2f %10.3f| %-10.1f| %+.0f %#.0f", 1.5, 2.345, 3.14159, 4.44, 5.5, 6))
print(f("%e %.2E %g %G %g %#g", 12345.678, 0.00012, 1e20, 1e-10, 100000, 1))
print(f("%a %A %.3a %10a", 1.5, 0.1, 3.14, 1), f("%f", 2 ^ 1000))
print(f("%f %f %f %g", 1 / 0, -1 / 0, 0, -0.0), f("%5.1f|%-8.3e|", -2.55, 12345.6789))
print(f("%c%c%c", 76, 117, 97), f("%5c|%-5c|", 65, 66), #f("%c", 0))
print(f("%s %s %s %s", nil, true, 1.5, "x"), f("%5s|%-5s|%.2s|%5.1s|", "ab", "cd", "efg", "hij"))
print(f("%s", setmetatable({}, { __tostring = function() return "meta" end })), f("%10s|", setmetatable({}, { __tostring = function() return "meta" end })))
print(f("%s", ("x"):rep(150)), #f("%20s", ("x"):rep(150)), f("%.5s", ("x"):rep(150)))
print(f("%q", "a\n\0b\0001\r\t\"\\\200\127"), f("%q", 1 / 3), f("%q", 255), f("%q", math.mininteger))
print(f("%q %q %q", 1 / 0, -1 / 0, 0 / 0), f("%q %q %q", nil, true, false), f("%q", -0.0), f("%q", 2 ^ 63))
print(f("%p %10p|%-10p|", 1, nil, true), f("%p", {}):match("^0x%x+$") ~= nil, f("%p", "a") == f("%p", "a"))
print(f("%%"), f("100%%"), f("a%%b%dc", 1), f(""), f(5), f("no conversions", 1, 2))
print(f("%99d|", 1), f("%.99f", 1), f("%99.99f", -2 ^ 1023))
print(f("%s\0%s", "a", "b") == "a\0b", f("%s", "a\0b") == "a\0b")
print(f("%-+ #012.3f|", 1.5), f("%0-5d|%0+5d|%  d|%##x", 42, 42, 1, 1))
