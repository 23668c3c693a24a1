"""Django app of this room; connects the publish signals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every page shares."""

    name = "core"
    verbose_name = _("Phần dùng chung")

    def ready(self) -> None:
        """Listen to Wagtail's publish signals from the start."""
        from core import publishing
        from core.block_guide.groups import Group, add_group
        from core.blocks import ProseBlock

        publishing.connect()
        where = _("Dùng ở hướng dẫn, tin tức và phần hướng dẫn thêm của dịch vụ.")
        add_group(Group(_("Bài viết"), where, ProseBlock()))
