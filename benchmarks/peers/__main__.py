"""`python -m benchmarks.peers`."""

import sys

from benchmarks.peers.program import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
