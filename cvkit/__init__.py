"""cvkit: one record, every CV a researcher is asked for.

What can be imported from `cvkit` itself is public; all else may change.
"""

__version__ = "0.1.0"
