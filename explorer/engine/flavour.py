"""Which of the two builds this is."""

from importlib.util import find_spec


def is_viewer() -> bool:
    """Whether this build lacks the numeric engines, and shows only what was indexed elsewhere."""
    return find_spec("torch") is None
