-- warn: control messages and errors.
-- REQUIRES: lua54
-- RUN: perilune %s > %t.out 2>&1; %lua54 %s > %t.ref 2>&1; diff %t.ref %t.out

warn("not shown")
warn("@on")
warn("one ", "two ", 3)
warn("@unknown")
warn("@", "not a control message")
warn("@off")
warn("not shown")
print(pcall(warn))
print(pcall(warn, {}))
print(pcall(warn, "x", {}))
