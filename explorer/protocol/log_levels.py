"""How much each part of the program writes into its log."""

import logging
import os

VARIABLE = "EXPLORER_LOG"
"""Environment variable: parts of the program and levels, such as `collection=debug,engine=info`; for children too."""

log = logging.getLogger(__name__)


def set_log_levels(said: str | None = None) -> None:
    """Give parts of the program, which are their modules below `explorer`, their levels.

    Args:
        said: as in `VARIABLE`, by default that. What cannot be understood is told in the log.
    """
    levels = logging.getLevelNamesMapping()
    for wish in filter(None, map(str.strip, (os.environ.get(VARIABLE, "") if said is None else said).split(","))):
        part, _, level = wish.rpartition("=")
        if level.upper() in levels:
            logging.getLogger(f"explorer.{part}" if part else "explorer").setLevel(levels[level.upper()])
        else:
            log.warning("%s: %r is no level; write part=level with debug, info, warning or error", VARIABLE, wish)
