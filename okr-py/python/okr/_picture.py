"""Pictures: charts as SVG, for notebooks, files and pages."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, final
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


@final
class Picture:
    """A chart as SVG; made by `Report.picture`. A picture is immutable.

    Notebooks display it. `str(picture)` says the chart in a sentence.

    ```pycon
    >>> import okr
    >>> plan = okr.Plan(
    ...     kpis=[okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly", target=50)]
    ... )
    >>> report = plan.evaluate([("enps", "2026-07", 41)], as_of="2026-08-05")
    >>> str(report.picture("tile", "enps"))
    'eNPS: 41 in Jul 2026, unhealthy, target 50.'

    ```

    Attributes:
        svg: The picture as SVG text. The bytes are the same in every language.
    """

    __slots__ = ("svg",)

    svg: str

    def __init__(self, svg: str) -> None:
        """Wrap SVG text of the core. Use `Report.picture` instead."""
        self.svg = svg

    @property
    def title(self) -> str:
        """What the picture is about."""
        return ElementTree.fromstring(self.svg).findtext(f"{SVG}title", "")

    @property
    def description(self) -> str:
        """What the picture says, in a sentence: a text for those who do not see it."""
        return ElementTree.fromstring(self.svg).findtext(f"{SVG}desc", "")

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the picture to a file. The ending says how: `.svg`, `.html`, `.png` or `.pdf`.

        Args:
            path: Path of the file.

        Raises:
            ValueError: If the path has another ending.
            ImportError: For `.png` and `.pdf`, if the package `cairosvg` is not installed.
        """
        path = Path(path)
        match path.suffix.lower():
            case ".svg":
                path.write_text(self.svg, encoding="utf-8")
            case ".html":
                path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{self.svg}", encoding="utf-8")
            case ".png":
                path.write_bytes(self.to_png())
            case ".pdf":
                path.write_bytes(self.to_pdf())
            case other:
                raise ValueError(
                    f"a picture is saved as .svg, .html, .png or .pdf, found `{other or path}`"
                )

    def to_png(self, scale: float = 2.0) -> bytes:
        """Return the picture as a PNG image, in the light colours.

        Args:
            scale: Pixels of the image per pixel of the picture, above 0.

        Raises:
            ImportError: If the package `cairosvg` is not installed.
        """
        if not scale > 0:
            raise ValueError(f"`scale` must be above 0, found {scale}")
        return bytes(_cairosvg("svg2png")(bytestring=self.svg.encode(), scale=scale))

    def to_pdf(self) -> bytes:
        """Return the picture as a PDF document, in the light colours.

        Raises:
            ImportError: If the package `cairosvg` is not installed.
        """
        return bytes(_cairosvg("svg2pdf")(bytestring=self.svg.encode()))

    def __str__(self) -> str:
        """Return `str(self)`: the description."""
        return self.description

    def __repr__(self) -> str:
        """Return `repr(self)`."""
        return f"<okr.Picture {self.description}>"

    def __eq__(self, other: object) -> bool:
        """Return `self == other`: whether both are the same picture."""
        return self.svg == other.svg if isinstance(other, Picture) else NotImplemented

    def __hash__(self) -> int:
        """Return `hash(self)`."""
        return hash(self.svg)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"image/svg+xml": self.svg, "text/plain": repr(self)}


def _cairosvg(name: str) -> Callable[..., Any]:
    try:
        import cairosvg
    except ImportError as error:
        raise ImportError(
            "images need the package `cairosvg`: pip install 'okr-py[images]'"
        ) from error
    draw: Callable[..., Any] = getattr(cairosvg, name)
    return draw


Picture.__module__ = "okr"
