"""Corrupt Arrow data at every door that takes it. Run by `test_arrow.py` in a process of its own.

Each case ends in a `ValueError`, or in readings if the random damage left the data sound.

    python okr-py/tests/corrupt_arrow.py            # the fixed cases
    python okr-py/tests/corrupt_arrow.py 100000 7   # so many random ones, with a seed
"""

from __future__ import annotations

import ctypes
import random
import struct
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import okr
import pyarrow as pa

ROWS = 3
METRIC = ["enps", "turnover", "a name of more than twelve bytes"]
BYTES = "".join(METRIC).encode()
DAY = pa.array([20_000, 20_001, 20_002], pa.date32())
VALUE = pa.array([1.0, 2.0, 3.0])


def offsets(*numbers: int, wide: bool = False) -> pa.Buffer:
    """Return offsets of texts."""
    return pa.py_buffer(struct.pack(f"<{len(numbers)}{'q' if wide else 'i'}", *numbers))


def of(kind: pa.DataType, *buffers: pa.Buffer | None, rows: int = ROWS, **options: Any) -> Any:
    """Return an array of these buffers; `None` if PyArrow itself refuses to make it."""
    try:
        return pa.Array.from_buffers(kind, rows, list(buffers), **options)
    except pa.ArrowInvalid:
        return None


def view(length: int, prefix: bytes, rest: bytes) -> bytes:
    """Return a view of a text: with its bytes, or with a prefix, a buffer and an offset in it."""
    return struct.pack("<i", length) + prefix.ljust(4, b"\0") + rest.ljust(8, b"\0")


def views(*of_rows: bytes, data: bytes = BYTES) -> pa.Array:
    """Return an array of views."""
    return of(pa.string_view(), None, pa.py_buffer(b"".join(of_rows)), pa.py_buffer(data))


class CArray(ctypes.Structure):
    """An array of the C data interface."""

    _fields_ = (
        ("length", ctypes.c_int64),
        ("null_count", ctypes.c_int64),
        ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("buffers", ctypes.POINTER(ctypes.c_void_p)),
        ("children", ctypes.POINTER(ctypes.c_void_p)),
        ("dictionary", ctypes.c_void_p),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    )


_capsule = ctypes.pythonapi.PyCapsule_New
_capsule.restype = ctypes.py_object
_capsule.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_kept: list[Any] = []


class Changed:
    """An array, changed behind the back of its library while it is passed on."""

    def __init__(self, array: pa.Array, change: Callable[[CArray], None]) -> None:
        self.array, self.change = array, change

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[Any, Any]:
        made = CArray()
        schema = ctypes.create_string_buffer(72)
        self.array._export_to_c(ctypes.addressof(made), ctypes.addressof(schema))
        self.change(made)
        _kept.append((made, schema, self.array))
        return (
            _capsule(ctypes.addressof(schema), b"arrow_schema", None),
            _capsule(ctypes.addressof(made), b"arrow_array", None),
        )


def setting(**fields: Any) -> Callable[[CArray], None]:
    """Return a change that sets fields."""

    def change(made: CArray) -> None:
        for name, value in fields.items():
            setattr(made, name, value)

    return change


def writing(buffer: int, index: int, number: Any) -> Callable[[CArray], None]:
    """Return a change that writes a number into a copy of a buffer."""

    def change(made: CArray) -> None:
        width = ctypes.sizeof(number)
        copy = ctypes.create_string_buffer(
            ctypes.string_at(made.buffers[buffer], width * (ROWS + 1))
        )
        ctypes.memmove(ctypes.addressof(copy) + width * index, ctypes.addressof(number), width)
        _kept.append(copy)
        made.buffers[buffer] = ctypes.addressof(copy)

    return change


def without_buffer(index: int) -> Callable[[CArray], None]:
    """Return a change that makes the pointer to a buffer null."""

    def change(made: CArray) -> None:
        made.buffers[index] = None

    return change


class OneStream:
    """Passes the same stream on, whenever it is asked for one."""

    def __init__(self, source: Any) -> None:
        self.once = source.__arrow_c_stream__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return self.once


class OneArray:
    """Passes the same array on, whenever it is asked for one."""

    def __init__(self, source: Any) -> None:
        self.once = source.__arrow_c_array__()

    def __arrow_c_array__(self, requested_schema: object = None) -> Any:
        return self.once


def texts() -> dict[str, Any]:
    """Return columns of texts that are none."""
    small, large = pa.string(), pa.large_string()
    data, half = pa.py_buffer(BYTES), pa.py_buffer(b"\xc3\xa9\xc3\xa9\xc3\xa9")
    inline = view(4, b"enps", b"")
    sound = pa.array(METRIC)
    index = pa.array([0, 1, 7], pa.int32())
    dictionary = pa.DictionaryArray.from_arrays
    return {
        "invalid UTF-8": pa.array([b"turnove\xf0"] * ROWS, pa.binary()).view(small),
        "invalid UTF-8, large": pa.array([b"turnove\xf0"] * ROWS, pa.large_binary()).view(large),
        "a surrogate": pa.array([b"\xed\xa0\x80"] * ROWS, pa.binary()).view(small),
        "half a character": of(small, None, offsets(0, 1, 4, 6), half),
        "decreasing offsets": of(small, None, offsets(0, 9, 3, 12), data),
        "an offset below 0": Changed(sound, writing(1, 0, ctypes.c_int32(-4))),
        "the last offset below 0": Changed(sound, writing(1, ROWS, ctypes.c_int32(-12))),
        "the last offset far below 0": Changed(sound, writing(1, ROWS, ctypes.c_int32(-(2**31)))),
        "an offset beyond the last": of(small, None, offsets(0, 99, 8, 12), data),
        "decreasing offsets, large": of(large, None, offsets(0, 9, 3, 12, wide=True), data),
        "the last offset below 0, large": Changed(
            sound.cast(large), writing(1, ROWS, ctypes.c_int64(-(2**63)))
        ),
        "a view with invalid UTF-8": views(inline, inline, view(4, b"en\xf0s", b"")),
        "a view of no buffer": views(inline, inline, view(20, b"enps", struct.pack("<ii", 4, 0))),
        "a view of a buffer below 0": views(
            inline, inline, view(20, b"", struct.pack("<ii", -1, 0))
        ),
        "a view beyond its buffer": views(inline, inline, view(20, b"", struct.pack("<ii", 0, 99))),
        "a view from below 0": views(inline, inline, view(20, b"", struct.pack("<ii", 0, -9))),
        "a view of a length below 0": views(inline, inline, view(-1, b"enps", b"")),
        "a view with another prefix": views(
            inline, inline, view(20, b"xxxx", struct.pack("<ii", 0, 0))
        ),
        "a view with something behind it": views(inline, inline, view(2, b"enps", b"")),
        "no views": Changed(views(inline, inline, inline), without_buffer(1)),
        "a code beyond the dictionary": dictionary(index, sound, safe=False),
        "a code below 0": dictionary(pa.array([0, 1, -1], pa.int8()), sound, safe=False),
        "a code in 64 bits": dictionary(pa.array([0, 1, 2**40], pa.int64()), sound, safe=False),
        "a dictionary of bad texts": dictionary(
            pa.array([0, 1, 2], pa.int32()), of(small, None, offsets(0, 9, 3, 12), data), safe=False
        ),
        "no rows beyond a negative length": Changed(sound, setting(length=-1)),
        "a length beyond memory": Changed(sound, setting(length=2**62)),
        "an offset of rows below 0": Changed(sound, setting(offset=-2)),
        "both beyond what can be counted": Changed(
            sound, setting(length=2**63 - 1, offset=2**63 - 1)
        ),
        "no buffers": Changed(sound, setting(n_buffers=0)),
        "a number of buffers below 0": Changed(sound, setting(n_buffers=-1)),
        "two buffers of three": Changed(sound, setting(n_buffers=2)),
        "no offsets by pointer": Changed(sound, without_buffer(1)),
        "no bytes by pointer": Changed(sound, without_buffer(2)),
        "more nulls than rows": Changed(pa.array([*METRIC[:2], None]), setting(null_count=9)),
        "released": Changed(sound, setting(release=None)),
        "no dictionary": Changed(pa.array(METRIC).dictionary_encode(), setting(dictionary=None)),
        "views without lengths": Changed(
            views(inline, inline, inline), lambda made: made.buffers.__setitem__(3, None)
        ),
    }


def numbers() -> dict[str, Any]:
    """Return columns of numbers that are none."""
    ends, values = pa.array([3, 2], pa.int32()), pa.array([1.0, 2.0])
    short = pa.array([1, 2], pa.int32())
    kind = pa.run_end_encoded(pa.int32(), pa.float64())
    table = pa.StructArray.from_arrays([VALUE], ["value"])
    return {
        "no numbers": Changed(VALUE, without_buffer(1)),
        "runs that do not rise": of(kind, None, children=[ends, values]),
        "runs that end early": of(kind, None, children=[short, values]),
        "numbers of a negative length": Changed(VALUE, setting(length=-(2**63))),
        "a struct without its child": Changed(table, setting(n_children=0)),
        "a struct longer than its child": Changed(table, setting(length=99)),
        "released numbers": Changed(VALUE, setting(release=None)),
    }


def fixed() -> dict[str, Callable[[], Any]]:
    """Return the fixed cases by name."""
    read = okr.Readings
    cases: dict[str, Callable[[], Any]] = {}
    for name, column in texts().items():
        if column is None:
            print(f"PyArrow makes no column with {name}")
            continue
        cases[f"metric: {name}"] = partial(read.from_columns, metric=column, date=DAY, value=VALUE)
        cases[f"date: {name}"] = partial(read.from_columns, metric="enps", date=column, value=VALUE)
        cases[f"note: {name}"] = partial(
            read.from_columns, metric="enps", date=DAY, value=VALUE, note=column
        )
        if isinstance(column, pa.Array):
            table = pa.table({"metric": column, "date": DAY, "value": VALUE})
            cases[f"table: {name}"] = partial(read.from_frame, table)
            chunks = pa.chunked_array([column.slice(0, 1), column.slice(1)])
            cases[f"chunks: {name}"] = partial(
                read.from_columns, metric=chunks, date=DAY, value=VALUE
            )
    for name, column in numbers().items():
        if column is None:
            print(f"PyArrow makes no column with {name}")
            continue
        cases[f"value: {name}"] = partial(read.from_columns, metric="enps", date=DAY, value=column)
    stream, pair = OneStream(pa.chunked_array([METRIC])), OneArray(VALUE)
    table = OneStream(pa.table({"metric": METRIC, "date": DAY, "value": VALUE}))
    cases["the same stream twice"] = lambda: read.from_columns(
        metric=stream, date=DAY, value=VALUE, note=stream
    )
    cases["the same array twice"] = lambda: read.from_columns(
        metric="enps", date=DAY, value=pair, sample=pair
    )
    cases["the same table twice"] = lambda: [read.from_frame(table), read.from_frame(table)]
    return cases


def damaged(buffer: pa.Buffer | None, chance: random.Random) -> pa.Buffer | None:
    """Return a buffer with some bytes changed. It is never missing: PyArrow itself crashes then."""
    if buffer is None:
        return None
    data = bytearray(buffer)
    for _ in range(chance.choice((0, 0, 1, 2, 8))):
        if data:
            data[chance.randrange(len(data))] = chance.choice(
                (0, 1, 0x7F, 0x80, 0xC3, 0xFF, chance.randrange(256))
            )
    return pa.py_buffer(bytes(data))


def first_of(damaged: Any, sound: pa.Array) -> pa.Array:
    """Return a damaged array, or the sound one where PyArrow made no other."""
    return sound if damaged is None else damaged


def random_texts(chance: random.Random) -> pa.Array:
    """Return a damaged column of texts.

    The last offset stays within the bytes: no consumer can see whether it does.
    """
    rows = chance.choice((0, 1, 2, 5, 40))
    words = [
        chance.choice(("enps", "é", "", "a name of more than twelve bytes", None, "k" * 40))
        for _ in range(rows)
    ]
    kind = chance.choice((pa.string(), pa.large_string(), pa.string_view(), "codes"))
    if kind == "codes":
        plain = pa.array(words, pa.string()).dictionary_encode()
        index = plain.indices
        codes = first_of(
            of(index.type, *(damaged(it, chance) for it in index.buffers()), rows=rows), index
        )
        return pa.DictionaryArray.from_arrays(codes, plain.dictionary, safe=False)
    plain = pa.array(words, kind)
    validity, first, *rest = plain.buffers()
    first = damaged(first, chance)
    if kind != pa.string_view() and first is not None and rest and rest[0] is not None:
        wide = kind == pa.large_string()
        width = 8 if wide else 4
        last = chance.choice(
            (len(rest[0]), len(rest[0]), 0, -1, chance.randrange(len(rest[0]) + 1))
        )
        first = pa.py_buffer(bytes(first)[: width * rows] + bytes(offsets(last, wide=wide)))
    made = of(kind, validity, first, *(damaged(it, chance) for it in rest), rows=rows)
    start = chance.randrange(rows + 1)
    if made is None:
        return pa.array(words, kind)
    return made if chance.random() < 0.5 else made.slice(start, chance.randrange(rows - start + 1))


def random_numbers(rows: int, chance: random.Random) -> pa.Array:
    """Return a damaged column of numbers: plain, by index or in runs."""
    plain = pa.array([chance.choice((1.0, None, -3.5)) for _ in range(rows)], pa.float64())
    kind = chance.choice(
        (pa.float64(), pa.float32(), pa.int64(), pa.decimal128(20, 3), pa.uint8(), "runs")
    )
    if kind == "runs":
        ends = pa.array(
            sorted(chance.randrange(1, rows + 2) for _ in range(chance.randrange(1, 4))), pa.int32()
        )
        ends = of(pa.int32(), *(damaged(it, chance) for it in ends.buffers()), rows=len(ends))
        values = pa.array([1.0] * len(ends))
        kind = pa.run_end_encoded(pa.int32(), pa.float64())
        return (
            plain
            if ends is None
            else first_of(of(kind, None, rows=rows, children=[ends, values]), plain)
        )
    whole = kind in (pa.int64(), pa.uint8())
    plain = pa.array([1] * rows, kind) if whole else plain.cast(kind)
    return first_of(of(kind, *(damaged(it, chance) for it in plain.buffers()), rows=rows), plain)


def random_case(chance: random.Random) -> Callable[[], Any]:
    """Return a random case."""
    metric = random_texts(chance)
    rows = len(metric)
    date = pa.array([20_000 + row for row in range(rows)], pa.date32())
    value = random_numbers(rows, chance)
    note = random_texts(chance) if chance.random() < 0.3 else None
    skip: Any = chance.choice(("raise", "skip"))
    if chance.random() < 0.5:
        return lambda: okr.Readings.from_columns(
            metric=metric, date=date, value=value, note=note, on_bad_rows=skip
        )
    parts = [metric, date, value]
    if chance.random() < 0.5:
        table = pa.StructArray.from_arrays(parts, ["metric", "date", "value"])
        return lambda: okr.Readings.from_frame(pa.chunked_array([table]), on_bad_rows=skip)
    return lambda: okr.Readings.from_frame(
        pa.table(parts, ["metric", "date", "value"]), on_bad_rows=skip
    )


def run(cases: dict[str, Callable[[], Any]], *, must_fail: bool) -> int:
    """Run cases; print each that ends otherwise than it should."""
    wrong = 0
    for name, case in cases.items():
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        try:
            readings = case()
            if not must_fail:
                _ = readings.to_dicts(), readings.metrics
            problem = "was read" if must_fail else ""
        except ValueError:
            problem = ""
        except BaseException as error:
            problem = f"{type(error).__name__}: {error}"
        if problem:
            wrong += 1
            print(f"WRONG {name}: {problem}")
    return wrong


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(run(fixed(), must_fail=True) > 0)
    count, seed = map(int, sys.argv[1:])
    wrong = 0
    for index in range(count):
        try:
            case = random_case(random.Random(f"{seed} {index}"))
        except pa.ArrowInvalid:  # PyArrow does not join such columns
            continue
        wrong += run({f"random {seed} {index}": case}, must_fail=False)
    sys.exit(wrong > 0)
