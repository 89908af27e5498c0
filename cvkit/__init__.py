"""cvkit: one record, every CV that a researcher is asked for.

Only names that this module exports are public. All other modules may change.
"""

__version__ = "0.1.0"
