"""The few typed errors of the program.

Every message is one sentence that names the file, field or parameter at fault and the mend, because it is shown as it
stands: on stderr by the command line, in a panel by the window.
"""


class ExplorerError(Exception):
    """Base of all errors that we expect and explain."""


class InputError(ExplorerError):
    """Something the person gave is unusable: a file, a value, an option (exit status 2)."""


class ImageError(InputError):
    """One image cannot be read; jobs record it as that file's outcome and go on."""


class ParameterError(InputError):
    """A method name or a parameter value is unknown or out of its range."""


class WorkspaceError(InputError):
    """A workspace is missing, damaged, locked by another program or of a newer version."""


class EngineError(ExplorerError):
    """A background process failed on our side (exit status 1)."""


class Cancelled(Exception):  # noqa: N818 - an answer to the person's wish, not a fault
    """Raised inside long work after `cancelled()` answered true; what was finished stays on disk."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether somebody asked for more memory than there is.

    Numeric libraries say so by their text alone, and so does Python of a thread that finds no room for its stack.
    """
    if isinstance(error, MemoryError):
        return True
    text = str(error)
    return isinstance(error, RuntimeError) and any(said in text for said in _SAID)


_SAID = ("can't allocate memory", "not enough memory", "out of memory", "bad_alloc", "can't start new thread")

OUT_OF_MEMORY = "needs more memory than there is; close other programs or choose less, what was finished is kept."
"""The end of the sentence that tells it."""
