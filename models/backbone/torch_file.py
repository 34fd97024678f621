"""Arrays out of a weights file of PyTorch's first format, without executing it.

Such a file is a few pickles and then raw numbers. A pickle is a program, and loading one runs it. So none is loaded:
`pickletools.genops` only takes it apart, and a machine of our own that knows two dozen harmless instructions puts
together dictionaries and descriptions of arrays. Whatever else a file asks for is refused.
"""

import pickletools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lenswatch.core.errors import UserError

_MAGIC = 0x1950A86A20F9469CFC6C
_PROTOCOL = 1001
_DTYPES = {"torch FloatStorage": "<f4", "torch LongStorage": "<i8"}
_DICTIONARY = "collections OrderedDict"
_REBUILD = "torch._utils _rebuild_tensor_v2"
_ALLOWED = frozenset({_DICTIONARY, _REBUILD, *_DTYPES})


@dataclass(frozen=True)
class _Named:
    """A name the pickle mentions. It is never looked up."""

    name: str


@dataclass(frozen=True)
class _Storage:
    key: str
    dtype: str


@dataclass(frozen=True)
class _View:
    """An array as the file describes it: part of a storage, offset and strides in elements."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


_MARK = object()


def read_weights(data: bytes) -> dict[str, NDArray[Any]]:
    """Every array of the file by its name.

    Raises:
        UserError: If the file is not of that format, asks for anything but arrays, or ends early.
    """
    stream = BytesIO(data)
    try:
        if (_load(stream), _load(stream)) != (_MAGIC, _PROTOCOL):
            raise _refusal("is no weights file of PyTorch's first format")
        _load(stream)  # sizes of C types on the machine that wrote it
        views, keys = _load(stream), _load(stream)
        storages = _storages(stream, data, views, keys)
        return {name: _array(view, storages) for name, view in views.items()}
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise _refusal("is damaged") from error


def _refusal(reason: str) -> UserError:
    return UserError("the weights file cannot be used: it {reason}", reason=reason)


def _storages(stream: BytesIO, data: bytes, views: Mapping[str, _View], keys: list[str]) -> dict[str, NDArray[Any]]:
    """The raw numbers, in the order of `keys`: eight bytes of length, then the elements."""
    dtypes = {view.storage.key: np.dtype(view.storage.dtype) for view in views.values()}
    position, found = stream.tell(), {}
    for key in keys:
        length = int.from_bytes(data[position : position + 8], "little")
        found[key] = np.frombuffer(data, dtypes[key], length, position + 8)
        position += 8 + length * dtypes[key].itemsize
    return found


def _array(view: _View, storages: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    """A copy in C order. TensorFlow's kernels came in another order, so strides count."""
    places = np.full(view.shape, view.offset, dtype=np.int64)
    for axis, (length, stride) in enumerate(zip(view.shape, view.strides, strict=True)):
        steps = np.arange(length, dtype=np.int64) * stride
        places += steps.reshape([-1 if place == axis else 1 for place in range(len(view.shape))])
    if places.min(initial=0) < 0:
        raise ValueError("an array begins before its storage")
    return storages[view.storage.key][places]


def _load(stream: BytesIO) -> Any:  # noqa: ANN401 - what a pickle describes
    machine = _Machine()
    for opcode, argument, _ in pickletools.genops(stream):
        if opcode.name == "STOP":
            return machine.stack.pop()
        machine.step(opcode.name, argument)
    raise ValueError("the pickle has no end")


@dataclass
class _Machine:
    """Stack and memory of one pickle."""

    stack: list[Any] = field(default_factory=list)
    memory: dict[int, Any] = field(default_factory=dict)

    def step(self, name: str, argument: Any) -> None:  # noqa: ANN401 - as the disassembler gives it
        """Carry out one instruction."""
        if name in _LITERALS:
            self.stack.append(argument)
        elif name in _FRESH:
            self.stack.append(_FRESH[name]())
        elif name in {"BINPUT", "LONG_BINPUT"}:
            self.memory[argument] = self.stack[-1]
        elif name in {"BINGET", "LONG_BINGET"}:
            self.stack.append(self.memory[argument])
        elif name in _ACTIONS:
            _ACTIONS[name](self, argument)
        elif name != "PROTO":
            raise _refusal(f"contains the instruction {name}")

    def since_mark(self) -> list[Any]:
        """What was put on the stack since the last mark; both leave it."""
        place = len(self.stack) - 1
        while self.stack[place] is not _MARK:
            place -= 1
        taken = self.stack[place + 1 :]
        del self.stack[place:]
        return taken

    def tuple_of(self, count: int) -> None:
        """Make a tuple of the top of the stack."""
        taken = tuple(self.stack[-count:])
        self.stack[-count:] = [taken]

    def name(self, name: str) -> None:
        """Mention one of the few names that are allowed."""
        if name not in _ALLOWED:
            raise _refusal(f"asks for {name}")
        self.stack.append(_Named(name))

    def storage(self) -> None:
        """A description of a storage: ("storage", type, key, device, length, None)."""
        kind, of_type, key, *_ = self.stack.pop()
        if kind != "storage":
            raise ValueError("only storages may be referred to")
        self.stack.append(_Storage(key, _DTYPES[of_type.name]))

    def call(self) -> None:
        """The two calls that are understood: an empty dictionary, and an array."""
        arguments, called = self.stack.pop(), self.stack.pop()
        if called == _Named(_DICTIONARY) and arguments == ():
            self.stack.append({})
        elif called == _Named(_REBUILD):
            storage, offset, shape, strides, *_ = arguments
            self.stack.append(_View(storage, offset, shape, strides))
        else:
            raise ValueError("a call that is not understood")

    def append(self, things: list[Any]) -> None:
        """Things to the end of the list on top."""
        self.stack[-1].extend(things)

    def set_items(self, pairs: list[Any]) -> None:
        """Names and values into the dictionary on top."""
        self.stack[-1].update(zip(pairs[::2], pairs[1::2], strict=True))

    def set_item(self) -> None:
        """One name and value."""
        pair = self.stack[-2:]
        del self.stack[-2:]
        self.set_items(pair)


_LITERALS = frozenset({"LONG1", "BININT", "BININT1", "BININT2", "BINUNICODE"})
_FRESH: Mapping[str, Callable[[], Any]] = {
    "EMPTY_DICT": dict,
    "EMPTY_LIST": list,
    "EMPTY_TUPLE": tuple,
    "NONE": lambda: None,
    "NEWTRUE": lambda: True,
    "NEWFALSE": lambda: False,
    "MARK": lambda: _MARK,
}
_ACTIONS: Mapping[str, Callable[[_Machine, Any], None]] = {
    "TUPLE": lambda machine, _: machine.stack.append(tuple(machine.since_mark())),
    "TUPLE1": lambda machine, _: machine.tuple_of(1),
    "TUPLE2": lambda machine, _: machine.tuple_of(2),
    "SETITEM": lambda machine, _: machine.set_item(),
    "SETITEMS": lambda machine, _: machine.set_items(machine.since_mark()),
    "APPENDS": lambda machine, _: machine.append(machine.since_mark()),
    "GLOBAL": lambda machine, name: machine.name(name),
    "BINPERSID": lambda machine, _: machine.storage(),
    "REDUCE": lambda machine, _: machine.call(),
    "BUILD": lambda machine, _: machine.stack.pop(),  # attributes of the dictionary: version numbers, not needed
}
