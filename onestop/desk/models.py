"""Letters that were sent: their content, frozen. The PDF is laid out when somebody opens it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onestop.letters import Form
from onestop.models import Agency, Dossier


class SentLetter(models.Model):
    """One letter of a dossier. ``content``: the fields of its class in :mod:`onestop.letters`."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="letters")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(
        _("mẫu"), max_length=2, choices=[(form.value, form.heading) for form in Form]
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    issued_at = models.DateTimeField(_("lập lúc"))
    content = models.JSONField(_("nội dung"))

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "form", "year", "number"], name="letters_numbered_once"
            ),
            # Rescheduling is allowed at most once.
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(form="04"), name="one_apology_a_dossier"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{Form(self.form).symbol}"

    def get_absolute_url(self) -> str:
        """The PDF, for officers of the unit."""
        return reverse("desk:letter", args=[self.dossier.code, self.pk])


class LetterCounter(models.Model):
    """The last number of an agency's letters of one form in one year; locked while one is taken."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "form", "year"], name="one_counter_of_letters"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.form} {self.year}: {self.last}"
