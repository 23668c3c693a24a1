"""Fields (lĩnh vực) and life events (sự kiện đời người): how people browse the catalogue."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from services_catalogue.vocabulary import Audience


class Field(index.Indexed, models.Model):
    """A field of administration, as the national database names it."""

    name = models.CharField(_("tên"), max_length=255, unique=True)
    slug = models.SlugField(_("đường dẫn"), max_length=120, unique=True)
    description = models.TextField(_("mô tả"), blank=True)
    icon = models.SlugField(_("biểu tượng"), max_length=40, default="folder")

    panels = ["name", "slug", "description", "icon"]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = pgettext_lazy("one", "Lĩnh vực")
        verbose_name_plural = pgettext_lazy("many", "Lĩnh vực")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of this field."""
        return reverse("field", args=[self.slug])


class LifeEvent(index.Indexed, models.Model):
    """Something that happens in a life or a business, with the services it takes (CPSV-AP Event)."""

    name = models.CharField(_("tên"), max_length=120)
    slug = models.SlugField(_("đường dẫn"), max_length=120, unique=True)
    audience = models.CharField(
        _("dành cho"), max_length=20, choices=Audience, default=Audience.CITIZEN
    )
    description = models.TextField(_("mô tả"), blank=True)
    icon = models.SlugField(_("biểu tượng"), max_length=40, default="circle")
    aliases = models.TextField(
        _("cách gọi khác"), blank=True, help_text=_("Mỗi dòng một cách gọi.")
    )
    sort_order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    panels = ["name", "slug", "audience", "description", "icon", "aliases", "sort_order"]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("aliases"),
        index.AutocompleteField("name"),
        index.AutocompleteField("aliases"),
    ]

    class Meta:
        ordering = ["audience", "sort_order", "name"]
        verbose_name = pgettext_lazy("one", "Sự kiện")
        verbose_name_plural = pgettext_lazy("many", "Sự kiện")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of this life event."""
        return reverse("life_event", args=[self.slug])
