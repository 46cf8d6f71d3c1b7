# lit's description of the test suite: what a test is, and the names that its RUN lines may use.
# The paths of the build come from lit.site.cfg.py, which CMake writes from lit.site.cfg.py.in.
import os
import shutil

import lit.formats

config.name = "perilune"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".lua", ".lir", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.perilune_build, "lit-tests")

# A test that hangs is stopped and reported by name (seconds; sanitizers are slow).
lit_config.maxIndividualTestTime = 1800 if config.perilune_sanitize else 120

# The tools stand first on the search path: perilune and lir-opt of this build, then FileCheck and
# not, which have their plain names in LLVM's own folder. Substitutions by name would also hit words
# inside scripts. Nothing else of the caller's environment is seen, but what the sanitizers read.
for folder, tools in (
    (config.llvm_tools, ("FileCheck", "not")),
    (os.path.join(config.perilune_build, "bin"), config.perilune_tools),
):
    for tool in tools:
        if not os.access(os.path.join(folder, tool), os.X_OK):
            lit_config.fatal("%s is missing from %s" % (tool, folder))

search_path = [
    os.path.join(config.perilune_build, "bin"),
    config.llvm_tools,
    os.environ.get("PATH", ""),
]
config.environment = {"PATH": os.pathsep.join(search_path), "LC_ALL": "C", "TZ": "UTC"}
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

# The reference interpreters: a test that needs one says so by REQUIRES: lua54.
for version in ("5.1", "5.2", "5.3", "5.4", "5.5"):
    path = shutil.which("lua" + version)
    feature = "lua" + version.replace(".", "")
    if path is not None:
        config.available_features.add(feature)
        config.substitutions.append(("%" + feature, path))

if config.perilune_sanitize:
    config.available_features.add("sanitizers")
    config.available_features.update(config.perilune_sanitize.split(","))
config.available_features.add(config.perilune_build_type.lower())

config.substitutions.append(("%examples", os.path.join(config.perilune_source, "tools/examples")))
config.substitutions.append(("%python", config.python))
config.substitutions.append(("%build", config.perilune_build))

# %three_modes runs a test without the compiler, with it, and with every loop compiled as soon as it
# runs; the output of each, errors included, must be that of stock Lua. %compiled proves that the
# compiler makes a trace of the test's loops, so that the comparison means something.
modes = (
    ("off", "--jit=off"),
    ("on", "--jit=on"),  # compiles on a thread of its own, the others at once
    ("verified", "--jit-verify"),
    ("eager", "--jit-hotloop=1 --jit-verify"),
)
three_modes = [(shutil.which("lua5.4") or "lua5.4") + " %s > %t.ref 2>&1"] + [
    "perilune %s %%s > %%t.%s 2>&1 && diff %%t.ref %%t.%s" % (options, name, name)
    for name, options in modes
]
config.substitutions.append(("%three_modes", " && ".join(three_modes)))
config.substitutions.append(("%compiled", 'perilune --jit-log --jit-verify %s 2>&1 | grep -q "^jit: trace t"'))
