"""onestop as production serves it, by a clock that jumps."""

from onestop.wsgi import application
from tests.faults.clock import follow_the_file

follow_the_file()
__all__ = ["application"]
