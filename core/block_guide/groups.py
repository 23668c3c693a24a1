"""Which blocks the guide shows; each room adds its own when its app is ready."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import Block, StreamBlock


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that stand together: ``stream`` holds them, ``about`` says where they are used."""

    heading: Any
    about: Any
    stream: StreamBlock

    def blocks(self) -> Iterator[Block]:
        """The blocks in the order in which the chooser offers them."""
        yield from self.stream.child_blocks.values()


_groups: list[Group] = []


def add_group(group: Group) -> None:
    """Show these blocks too."""
    _groups.append(group)


def groups() -> list[Group]:
    """All groups, in the order in which the rooms added them."""
    return list(_groups)
