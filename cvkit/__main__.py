"""`cvkit`, and `python -m cvkit`: the command line as a program of its own."""

import atexit
import gc
import os
import sys


def program() -> None:
    """Run a command. It lives for a second: collecting garbage would take longer than it is worth."""
    gc.disable()
    atexit.register(gc.freeze)  # nor is anything looked through at the end
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # or it looks for some in every package installed
    try:
        from cvkit.cli import main

        main()
    except KeyboardInterrupt:  # before there was anything that could tell it
        sys.exit(130)


if __name__ == "__main__":  # worker processes load this module too
    program()
