"""The entry point of `cvkit` and of `python -m cvkit`."""

import atexit
import gc
import sys
from types import SimpleNamespace


def program() -> None:
    """Run a command. It takes about a second, so garbage collection would cost more than it saves."""
    gc.disable()
    atexit.register(gc.freeze)  # skip the garbage collection at exit
    # pydantic's own module would search every installed package for plugins, and imports thirty modules for this
    sys.modules["pydantic.plugin._loader"] = SimpleNamespace(get_plugins=tuple)  # type: ignore[assignment]
    try:
        from cvkit.cli import main

        main()
    except KeyboardInterrupt:  # it came before the handler of `main` was active
        sys.exit(130)


if __name__ == "__main__":  # worker processes load this module too
    program()
