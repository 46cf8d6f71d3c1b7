"""A session at the prompt, on a pseudo-terminal: terminal.py VERSION runs perilune there, types, and
checks what the screen shows and what the history keeps."""
import os
import pty
import re
import select
import shutil
import sys
import tempfile
import time

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")
TIMEOUT = 30  # seconds for anything to appear
RUNNING = 0.2  # seconds after which a loop that follows a message runs


class Terminal:
    def __init__(self, words, environment):
        self.seen = self.wanted = ""
        program = shutil.which("perilune") or sys.exit("perilune is not on the search path")
        self.process, self.channel = pty.fork()
        if self.process == 0:
            os.execve(program, ["perilune"] + words, environment)

    def type(self, text):
        os.write(self.channel, text.encode())

    def read(self):
        """Some more of what the program shows; nothing when it has ended."""
        if not select.select([self.channel], [], [], TIMEOUT)[0]:
            raise SystemExit("%r did not come; so far:\n%r" % (self.wanted, self.seen))
        try:
            return os.read(self.channel, 1 << 16).decode(errors="replace")
        except OSError:
            return ""

    def expect(self, wanted):
        """Waits for a text, without escape sequences, and forgets all that came until then."""
        self.wanted = wanted
        while wanted not in ESCAPES.sub("", self.seen):
            more = self.read()
            if not more:
                sys.exit("ended before %r came; so far:\n%s" % (wanted, self.seen))
            self.seen += more
        raw = self.seen
        self.seen = ESCAPES.sub("", self.seen).split(wanted, 1)[1]
        return raw

    def enter(self, line, *results):
        self.type(line + "\r")
        for result in results:
            self.expect("\n" + result)
        self.expect("\n> ")

    def end(self):
        """To be called at a prompt: while a statement runs the terminal reads lines by itself, and takes
        the end of the input for itself, too."""
        self.wanted = "the end"
        self.type("\x04")
        while True:
            more = self.read()
            if not more:
                break
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def check(what, condition):
    if not condition:
        sys.exit("wrong: " + what)


def main(version):
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C", "HOME": folder,
            "XDG_STATE_HOME": os.path.join(folder, "state"), "INPUTRC": "/dev/null",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        session(["--lua=" + version], environment)
        with open(os.path.join(folder, "state", "perilune", "history"), encoding="utf-8") as file:
            history = file.read()
        check("history", "1 + 1\n" in history and "for i = 1, 2 do print(i * 10) end\n" in history)
        again(["--lua=" + version], environment)
        environment["NO_COLOR"] = "1"
        plain(["--lua=" + version], environment)


def session(words, environment):
    terminal = Terminal(words, environment)
    terminal.expect("Perilune ")
    terminal.expect("\n> ")
    # Expressions, as what they are
    terminal.enter("1 + 1", "2")
    terminal.enter("'text', nil", '"text"\tnil')
    terminal.enter("{1, 2, x = {true}}", "{1, 2, x = {true}}")
    terminal.enter("= 3 * 4", "12")
    # Statements, of several lines too
    terminal.enter("y = 5")
    terminal.enter("y", "5")
    terminal.type("for i = 1, 2 do\r")
    terminal.expect("\n>> ")
    terminal.type("print(i * 10)\r")
    terminal.expect("\n>> ")
    terminal.enter("end", "10", "20")
    # Mistakes
    terminal.enter("x = = 1", "stdin:1: unexpected symbol near '='")
    terminal.enter("error('wrong')", "stdin:1: wrong", "stack traceback:")
    # Completion: globals, fields, methods
    terminal.type("string.forma\t")
    terminal.expect("string.format(")
    terminal.enter("'%d', 7)", '"7"')
    terminal.type("io.stdout:setv\t")
    terminal.expect("io.stdout:setvbuf(")
    terminal.enter("'no')", "true")
    terminal.type("collectgarb\t")
    terminal.expect("collectgarbage(")
    terminal.enter("'stop')", "0")
    # The line before, changed
    terminal.enter("100 + 1", "101")
    terminal.type("\x1b[A\x7f2\r")
    terminal.expect("\n102")
    terminal.expect("\n> ")
    # Colours
    terminal.type("return 'coloured'")
    raw = terminal.expect("return 'coloured'")
    terminal.type("\x0c")  # draws the line anew, which may have come in pieces
    while "\x1b[1;34mreturn\x1b[0m \x1b[32m'coloured'\x1b[0m" not in raw:
        raw += terminal.read()
    terminal.type("\r")
    terminal.expect('\n"coloured"')
    terminal.expect("\n> ")
    # Interrupts
    terminal.type("print('running') while true do end\r")
    terminal.expect("\nrunning")
    time.sleep(RUNNING)
    terminal.type("\x03")
    terminal.expect("interrupted!")
    terminal.expect("\n> ")
    # The program's own prompts and print
    terminal.type("_PROMPT = 'say: '\r")
    terminal.expect("\nsay: ")
    terminal.type("_PROMPT = nil print = function(x) io.write('<', x, '>\\n') end\r")
    terminal.expect("\n> ")
    terminal.enter("5", "<5>")
    check("exit code", terminal.end() == 0)


def again(words, environment):
    """The history of the first session is there in the next."""
    terminal = Terminal(["-i"] + words + ["-e", "print('first')"], environment)
    terminal.expect("first\n")
    terminal.expect("> ")
    terminal.type("\x12100 +\r")
    terminal.expect("\n102")
    terminal.expect("\n> ")
    terminal.enter("os.exit == nil", "false")
    terminal.type("os.exit(3)\r")
    check("exit code of os.exit", terminal.end() == 3)


def plain(words, environment):
    terminal = Terminal(words, environment)
    terminal.expect("\n> ")
    terminal.type("return 1\r")
    raw = terminal.expect("\n1\n")
    check("no colours", "\x1b[1;34m" not in raw)
    terminal.expect("> ")
    check("exit code", terminal.end() == 0)


main(sys.argv[1])
