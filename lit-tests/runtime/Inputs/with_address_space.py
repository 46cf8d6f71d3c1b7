"""with_address_space.py MEGABYTES COMMAND...: runs a command that gets no more address space."""
import os
import resource
import sys

size = int(sys.argv[1]) << 20
resource.setrlimit(resource.RLIMIT_AS, (size, size))
os.execvp(sys.argv[2], sys.argv[2:])
