"""Conversion of tables to data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars
    import pyarrow


class Frame:
    """Base class of tables that export their rows as an Arrow stream."""

    __slots__ = ()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the rows as an Arrow stream (Arrow PyCapsule interface)."""
        raise NotImplementedError

    def __dataframe__(self, nan_as_null: bool = False, allow_copy: bool = True) -> object:
        """Return the rows as a frame of the dataframe interchange protocol.

        Libraries that read neither this table nor an Arrow stream, such as Altair, ask for it.
        """
        return self.to_arrow().__dataframe__(nan_as_null, allow_copy)

    def to_arrow(self) -> pyarrow.Table:
        """Return the rows as a pyarrow table."""
        import pyarrow

        return pyarrow.table(_Stream(self))

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a polars data frame."""
        import polars

        return polars.DataFrame(_Stream(self))


class _Stream:
    """Exposes only the stream, for libraries that would try other protocols first."""

    __slots__ = ("_frame",)

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)
