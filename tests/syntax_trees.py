"""Parsing that nothing interrupts: CPython 3.11 counts the depth of all trees in one place.

When the collector runs a finaliser in the middle of ``ast.parse`` and that parses too (a traceback
does, for its carets), the outer call ends with "SystemError: AST constructor recursion depth
mismatch" (CPython gh-106905). hypothesis and schemathesis parse hundreds of modules for constants.
"""

from __future__ import annotations

import ast
import gc
import sys
import threading
from functools import wraps
from typing import Any


def parse_undisturbed() -> None:
    """Hold the collector, and other threads that parse, off during each ``ast.parse``."""
    if sys.version_info >= (3, 13):
        return
    parse, alone = ast.parse, threading.RLock()

    @wraps(parse)
    def undisturbed(*args: Any, **options: Any) -> ast.AST:
        with alone:
            collecting = gc.isenabled()
            gc.disable()
            try:
                return parse(*args, **options)
            finally:
                if collecting:
                    gc.enable()

    ast.parse = undisturbed  # type: ignore[assignment]
