"""Every example in a docstring runs, and every public name has one line at least."""

import doctest
import inspect

import okr
import pytest

FINDER = doctest.DocTestFinder()
PUBLIC = {name: getattr(okr, name) for name in okr.__all__ if name != "__version__"}
EXAMPLES = [
    example
    for finder, of, name in [
        (doctest.DocTestFinder(recurse=False), okr, "okr"),
        *((FINDER, it, name) for name, it in PUBLIC.items() if inspect.isclass(it)),
        *((FINDER, it, name) for name, it in PUBLIC.items() if inspect.isfunction(it)),
    ]
    for example in finder.find(of, name, module=False, globs={})
    if example.examples
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda it: it.name)
def test_example(example: doctest.DocTest) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    said: list[str] = []
    runner.run(example, out=said.append)
    assert not runner.failures, "".join(said)


@pytest.mark.parametrize("name", [name for name, it in PUBLIC.items() if inspect.isclass(it)])
def test_everything_public_is_described(name: str) -> None:
    of = PUBLIC[name]
    members = {f"{name}.{key}": it for key, it in vars(of).items() if not key.startswith("_")}
    for path, it in {name: of, **members}.items():
        if inspect.isroutine(it) or isinstance(it, property | classmethod) or it is of:
            assert inspect.getdoc(it), path


@pytest.mark.parametrize("of", [okr.Plan, okr.Review])
def test_a_class_with_methods_lists_the_attributes_of_its_document(of: type) -> None:
    listed = (inspect.getdoc(of) or "").partition("Attributes:\n")[2]
    assert listed
    for name in inspect.signature(of).parameters:
        assert f"    {name}: " in listed
