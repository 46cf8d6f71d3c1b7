-- exit: the codes, and that output is flushed.
-- RUN: perilune %s true | FileCheck %s
-- RUN: perilune %s nothing | FileCheck %s
-- RUN: perilune %s 0 | FileCheck %s
-- RUN: perilune %s close | FileCheck %s
-- RUN: not perilune %s 3 | FileCheck %s
-- RUN: not perilune %s false | FileCheck %s
-- CHECK: flushed

io.write("flushed")
if arg[1] == "close" then os.exit(true, true) end
if arg[1] == "nothing" then os.exit() end
os.exit(load("return " .. arg[1])())
