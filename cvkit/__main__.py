"""`cvkit`, and `python -m cvkit`: the command line as a program of its own."""

import atexit
import gc

from cvkit.cli import main


def program() -> None:
    """Run a command. It lives for a second: collecting garbage would take longer than it is worth."""
    gc.disable()
    atexit.register(gc.freeze)  # nor is anything looked through at the end
    main()


if __name__ == "__main__":  # worker processes load this module too
    program()
