"""Blocks that every page type may use."""

from core.blocks.links import LinkBlock, MenuItemBlock
from core.blocks.prose import ProseBlock, QuestionBlock

__all__ = ["LinkBlock", "MenuItemBlock", "ProseBlock", "QuestionBlock"]
