#!/usr/bin/env python
"""Django's command line for the portal, and for onestop where a command is onestop's own.

DJANGO_SETTINGS_MODULE=onestop.settings makes every command onestop's (migrate, shell, …).
"""

import os
import sys
from pathlib import Path


def settings_module(command: str) -> str:
    """The settings of the process that has ``command``."""
    folder = Path(__file__).parent / "onestop" / "management" / "commands"
    return "onestop.settings" if (folder / f"{command}.py").is_file() else "portal.settings"


if __name__ == "__main__":
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command.isidentifier() and settings_module(command) == "onestop.settings":
        os.environ["DJANGO_SETTINGS_MODULE"] = "onestop.settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
