"""What is opened and has to be closed again."""

from abc import ABC, abstractmethod
from typing import Self


class Closing(ABC):
    """A context manager that is closed at the end of its block."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what is held; harmless when done already."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
