"""The entry point of `cvkit` and of `python -m cvkit`."""

import atexit
import gc
import os
import sys


def program() -> None:
    """Run a command. It takes about a second, so garbage collection would cost more than it saves."""
    gc.disable()
    atexit.register(gc.freeze)  # skip the garbage collection at exit
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it searches every installed package for plugins
    try:
        from cvkit.cli import main

        main()
    except KeyboardInterrupt:  # it came before the handler of `main` was active
        sys.exit(130)


if __name__ == "__main__":  # worker processes load this module too
    program()
