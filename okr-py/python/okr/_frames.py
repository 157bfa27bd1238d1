"""What is a table can become a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars
    import pyarrow


class Frame:
    """Base of what gives its rows as an Arrow stream."""

    __slots__ = ()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the rows as an Arrow stream."""
        raise NotImplementedError

    def to_arrow(self) -> pyarrow.Table:
        """Give the rows as a table of pyarrow."""
        import pyarrow

        return pyarrow.table(_Stream(self))

    def to_polars(self) -> polars.DataFrame:
        """Give the rows as a data frame of polars."""
        import polars

        return polars.DataFrame(_Stream(self))


class _Stream:
    """Only the stream, for libraries that look for other things first."""

    __slots__ = ("_frame",)

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)
