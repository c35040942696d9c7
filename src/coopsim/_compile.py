"""The one door to numba.

`compiled` turns a function of plain numbers, records and arrays into machine
code, once: the result is kept in a folder named by the hash of the sources
that take part, so that an edited rule is never served from an old cache.
With ``NUMBA_DISABLE_JIT=1`` every function stays plain Python, and gives the
same numbers to the last bit.
"""

from __future__ import annotations

import contextlib
import dis
import functools
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numba.core.types
import numpy as np
import platformdirs
from numba.core.codegen import JITCodeLibrary, JITCPUCodegen
from numba.extending import intrinsic, overload

types: Any = numba.core.types

Function = TypeVar("Function", bound=Callable[..., Any])

ROOMS = ("chance", "world", "rules", "levers", "measures", "engine")
"""Folders whose sources decide what a run gives; with the files at the root of the package."""

_MASK = (1 << 64) - 1


def source_hash() -> str:
    """Hash of the sources that decide what a run gives.

    Returns
    -------
    str, 16 hexadecimal digits

    Examples
    --------
    >>> len(source_hash())
    16
    """
    root = Path(__file__).parent
    files = [root / "_compile.py", root / "units.py"]
    for room in ROOMS:
        files += sorted((root / room).rglob("*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def _cache_folder() -> Path:
    """Where machine code is kept; a temporary folder where the usual one refuses."""
    chosen = os.environ.get("COOPSIM_CACHE") or platformdirs.user_cache_dir("coopsim")
    name = f"{source_hash()}-numba{numba.__version__}-numpy{np.__version__}-py{sys.version_info.minor}"
    for parent in (Path(chosen), Path(tempfile.gettempdir()) / "coopsim"):
        folder = parent / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="coopsim-"))


CACHE_FOLDER = _cache_folder()
JIT_DISABLED = bool(numba.config.DISABLE_JIT)


ALLOCATING = frozenset(["empty", "zeros", "ones", "argsort", "arange", "copy", "array", "concatenate"])
"""Names by which a function makes an array."""


class Compiled:
    """A function in machine code, for compiled callers and for Python.

    Compiled callers reach machine code that has no door to Python; the door,
    which costs more to compile than most functions, is made on the first call
    from Python, and lets other threads run meanwhile. A function without a loop is written out in its callers, and
    references are counted only where arrays are made: the state travels as a
    tuple of arrays, which is dear to hand over and dear to count.

    Attributes
    ----------
    py_func : the Python function, which is the truth
    allocates : bool, whether it makes arrays, or calls what does
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
        self.py_func = function

    @functools.cached_property
    def allocates(self) -> bool:
        """Asked when all of a module is read: what is called may stand further down in its file."""
        return _allocates(self.py_func)

    @functools.cached_property
    def _inside(self) -> Any:
        inside = _jitted(
            self.py_func,
            cached=False,
            no_cpython_wrapper=True,
            forceinline=not _loops(self.py_func),
            _nrt=self.allocates,
        )
        _lighten(inside)
        return inside

    @functools.cached_property
    def _outside(self) -> Any:
        from_a_file = Path(self.py_func.__code__.co_filename).is_file()
        return _jitted(self.py_func, cached=from_a_file, nogil=True)

    @property
    def _numba_type_(self) -> Any:
        return self._inside._numba_type_

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._outside(*arguments, **named)

    def compile_for(self, *arguments: Any) -> None:
        """Compile for the types of these arguments, without running anything."""
        self._outside.compile(tuple(numba.typeof(argument) for argument in arguments))


def _loops(function: Callable[..., Any]) -> bool:
    """Whether a function has a loop; one without is cheaper written out in its callers than called."""
    return any(step.opname == "FOR_ITER" or "BACKWARD" in step.opname for step in dis.get_instructions(function))


def _allocates(function: Callable[..., Any]) -> bool:
    """Whether a function, or one that it calls, makes arrays; only then are references counted in it."""
    names, around = function.__code__.co_names, function.__closure__ or ()
    called = [function.__globals__.get(name) for name in names] + [cell.cell_contents for cell in around]
    return bool(ALLOCATING.intersection(names)) or any(getattr(one, "allocates", False) for one in called)


class _LinkedOnly(JITCodeLibrary):  # type: ignore[misc]
    """A library that others link in: it is simplified once, and never made to run by itself.

    Numba would optimise it fully and emit machine code for it, on every storey
    of calls; the entry point that it ends up in does both for the whole.
    """

    def _optimize_final_module(self) -> None:
        passes, builder = self._codegen._module_pass_manager(
            loop_vectorize=False, slp_vectorize=False, opt=1, cost="cheap"
        )
        passes.run(self._final_module, builder)

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()
        self._verify_declare_only_symbols()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        self._ensure_finalized()
        return 0


_STEPS = ("_module_pass_manager", "_optimize_final_module", "_finalize_dynamic_globals", "_verify_declare_only_symbols")
_KNOWN = all(hasattr(JITCodeLibrary, step) or hasattr(JITCPUCodegen, step) for step in _STEPS)
"""Whether this numba has the steps that `_LinkedOnly` shortens; if not, all is compiled in full."""


def _lighten(dispatcher: Any) -> None:
    """Make a function that only compiled callers reach cheap to compile.

    A constant argument counts as its type, else every constant is compiled
    for anew.
    """
    template = dispatcher.get_call_template
    codegen = dispatcher.targetctx.codegen()
    usual_set_env = type(codegen).set_env.__get__(codegen)

    def get_call_template(arguments: Any, named: Any) -> Any:
        usual, codegen._library_class = codegen._library_class, _LinkedOnly if _KNOWN else JITCodeLibrary
        codegen.set_env = (lambda name, environment: None) if _KNOWN else usual_set_env
        try:
            return template(
                [types.unliteral(kind) for kind in arguments],
                {name: types.unliteral(kind) for name, kind in named.items()},
            )
        finally:
            codegen._library_class = usual
            if usual is not _LinkedOnly:
                codegen.set_env = usual_set_env

    dispatcher.get_call_template = get_call_template


def _jitted(function: Callable[..., Any], cached: bool, **options: Any) -> Any:
    """Numba's dispatcher of a function, with its cache in our folder."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(CACHE_FOLDER)
    try:
        return numba.njit(cache=cached, error_model="numpy", no_cfunc_wrapper=True, **options)(function)
    finally:
        numba.config.CACHE_DIR = before


def compiled(function: Function) -> Function:
    """Compile a function on its first call, and keep the result.

    Examples
    --------
    >>> @compiled
    ... def double(x):
    ...     return 2 * x
    >>> double(2.0)
    4.0
    """
    if JIT_DISABLED:
        return function
    return cast(Function, Compiled(function))


def plain(function: Function) -> Function:
    """The Python function behind a compiled one (itself where nothing is compiled)."""
    made: Function = getattr(function, "py_func", function)
    return made


def is_complete() -> bool:
    """Whether the machine code of these sources has been made and kept."""
    return JIT_DISABLED or _marker().exists()


def remember_compilation() -> None:
    """Note that the machine code of these sources is complete."""
    with contextlib.suppress(OSError):
        _marker().touch()


def _marker() -> Path:
    return CACHE_FOLDER / "complete"


def high_word(a: Any, b: Any) -> Any:
    """High 64 bits of the product of two 64-bit words."""
    return np.uint64((int(a) * int(b)) >> 64)


def low_word(a: Any, b: Any) -> Any:
    """Low 64 bits of the product of two 64-bit words."""
    return np.uint64((int(a) * int(b)) & _MASK)


def wrapped_sum(a: Any, b: Any) -> Any:
    """Sum of two 64-bit words, modulo 2**64."""
    return np.uint64((int(a) + int(b)) & _MASK)


@intrinsic
def _multiply_high(typing_context: Any, a: Any, b: Any) -> Any:
    signature = types.uint64(types.uint64, types.uint64)

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        from llvmlite import ir

        wide = ir.IntType(128)
        product = builder.mul(builder.zext(arguments[0], wide), builder.zext(arguments[1], wide))
        return builder.trunc(builder.lshr(product, ir.Constant(wide, 64)), ir.IntType(64))

    return signature, emit


@overload(high_word, strict=False)
def _high_word(a: Any, b: Any) -> Any:
    return lambda a, b: _multiply_high(a, b)


@overload(low_word, strict=False)
def _low_word(a: Any, b: Any) -> Any:
    return lambda a, b: a * b


@overload(wrapped_sum, strict=False)
def _wrapped_sum(a: Any, b: Any) -> Any:
    return lambda a, b: a + b
