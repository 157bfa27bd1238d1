"""The package as a whole: what is installed, and that the types travel with it."""

from importlib.metadata import version
from importlib.resources import files

import okr


def test_version_is_that_of_the_distribution() -> None:
    assert okr.__version__ == version("okr-py")


def test_types_are_shipped() -> None:
    assert (files("okr") / "py.typed").is_file()
    assert (files("okr") / "_core.pyi").is_file()
