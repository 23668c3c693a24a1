"""Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """See design: one room, one app."""

    name = "search"
    verbose_name = _("Tìm kiếm")

    def ready(self) -> None:
        """Have all processes notice what editors teach."""
        from django.db.models.signals import post_delete, post_save

        from search.models import SynonymSet
        from search.teaching import synonyms_changed

        post_save.connect(synonyms_changed, sender=SynonymSet, dispatch_uid="synonym-saved")
        post_delete.connect(synonyms_changed, sender=SynonymSet, dispatch_uid="synonym-deleted")
