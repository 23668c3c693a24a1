"""The blocks that editors build a form from."""

from submissions.forms.blocks.body import FormBody

__all__ = ["FormBody"]
