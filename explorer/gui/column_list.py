"""The columns from left to right: which there are, what they are called, which of them is the reference."""

from itertools import count

from PySide6.QtCore import QObject, Signal

from explorer.gui.language import tr
from explorer.gui.state import Change, Column, ColumnSetup, Lookup, rank_changes
from explorer.protocol.naming import PipelineName, StageName
from explorer.protocol.specs import MethodSpec


class ColumnList(QObject):
    """Columns that come, go and change places; what they are asked is another's matter.

    One column is the reference, wherever it stands: the others tell their changes of rank against it. It stays where
    it is when it is chosen, since people remember columns by their place.

    Signals:
        columns_changed(): a column was added or removed.
        column_changed(int): the column of that key has another method, status or result.

    Attributes:
        columns: from left to right.
        methods: what can be asked, by name; empty until the engine says.
    """

    columns_changed = Signal()
    column_changed = Signal(int)

    def __init__(self, setups: list[ColumnSetup], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = count()
        self.methods: dict[str, MethodSpec] = {}
        self.columns: list[Column] = []
        self._reference = 0
        self._take_setups(setups)

    def _ask(self, column: Column) -> None:
        """A column is there that shows nothing yet."""
        raise NotImplementedError

    def _removed(self) -> None:
        """Columns are there no longer."""
        raise NotImplementedError

    def column(self, key: int) -> Column | None:
        """The column of that key; None where it was removed."""
        return next((column for column in self.columns if column.key == key), None)

    @property
    def reference(self) -> Column:
        """The column that the others are compared with."""
        return self.column(self._reference) or self.columns[0]

    def setups(self) -> list[ColumnSetup]:
        """The columns as they are to be remembered."""
        first, reference = self.columns[0], self.reference
        return [
            ColumnSetup(c.pipeline, c.encoder, c is reference and c is not first, c.feedback)
            for c in self.columns
            if c.lookup is None
        ]

    def spec(self, column: Column) -> MethodSpec | None:
        """What the engine says of the column's method; None before it does."""
        return self.methods.get(column.pipeline.ranker.name)

    def title(self, column: Column) -> str:
        """What a column is called: its method, written out where another column has the same."""
        told = self._plain_title(column)
        told = tr("{told} + marks", told=told) if column.feedback else told
        return told if column.locked is None else tr("{told} (locked)", told=told)

    def _plain_title(self, column: Column) -> str:
        spec = self.spec(column)
        same = [other for other in self.columns if other.pipeline.ranker.name == column.pipeline.ranker.name]
        if spec is not None and len(same) == 1 and len(column.pipeline.stages) == 1:
            return tr(spec.title)
        return f"{column.encoder}: {column.pipeline}" if column.encoder else str(column.pipeline)

    def changes(self, column: Column) -> list[Change | None] | None:
        """Changes of rank against the reference column; None for that column itself or while it has no list."""
        reference = self.reference
        if column is reference or column.result is None or reference.result is None:
            return None
        return rank_changes(column.result.ids, reference.result.ids)

    def add_column(self, pipeline: PipelineName, encoder: str | None = None) -> None:
        """Put one more method at the right."""
        self._insert(len(self.columns), pipeline, encoder)

    def duplicate(self, key: int) -> None:
        """Put a copy of a column at its right, to change one thing of it and compare."""
        column = self.column(key)
        if column is not None and column.lookup is None:
            self._insert(self.columns.index(column) + 1, column.pipeline, column.encoder, feedback=column.feedback)

    def add_foreign(self, name: str, lookup: Lookup) -> None:
        """Put the lists of another program at the right, as long as this collection is open."""
        column = Column(next(self._keys), PipelineName((StageName(name),)), lookup=lookup)
        self._put_in(len(self.columns), column)

    def add_feedback(self, key: int) -> None:
        """Put a copy of a column at its right whose query is moved by the marks; one that is there is enough."""
        column = self.column(key)
        if column is None or column.feedback or column.lookup is not None:
            return
        same = (column.pipeline, column.encoder)
        if not any(other.feedback and (other.pipeline, other.encoder) == same for other in self.columns):
            self._insert(self.columns.index(column) + 1, *same, feedback=True)

    def remove_column(self, key: int) -> None:
        """Take a column away; one always stays."""
        if len(self.columns) > 1:
            self.columns = [column for column in self.columns if column.key != key]
            self._removed()
            self._columns_moved()

    def move_column(self, key: int, steps: int) -> None:
        """Move a column so many places to the right, to the left where negative, as far as there are any."""
        column = self.column(key)
        if column is None:
            return
        place = self.columns.index(column)
        self.columns.insert(max(0, place + steps), self.columns.pop(place))
        self._columns_moved()

    def make_reference(self, key: int) -> None:
        """Have the other columns tell their changes of rank against this one."""
        if self.column(key) is not None:
            self._reference = key
            self._columns_moved()

    def _take_setups(self, setups: list[ColumnSetup]) -> None:
        self.columns = [self._made(setup) for setup in setups]
        first = [column.key for column, setup in zip(self.columns, setups, strict=True) if setup.reference]
        self._reference = (first or [self.columns[0].key])[0]

    def _made(self, setup: ColumnSetup) -> Column:
        return Column(next(self._keys), setup.pipeline, setup.encoder, feedback=setup.feedback)

    def _insert(self, place: int, pipeline: PipelineName, encoder: str | None, *, feedback: bool = False) -> None:
        self._put_in(place, Column(next(self._keys), pipeline, encoder, feedback=feedback))

    def _put_in(self, place: int, column: Column) -> None:
        self.columns.insert(place, column)
        self.columns_changed.emit()
        self._ask(column)

    def _columns_moved(self) -> None:
        self.columns_changed.emit()
        for column in self.columns:
            self.column_changed.emit(column.key)
