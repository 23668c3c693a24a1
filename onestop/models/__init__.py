"""Models of onestop, gathered for Django; each lives in the file named for it."""

from onestop.models.agencies import Agency, Officer
from onestop.models.calendar import DayRule
from onestop.models.clients import Blob, Client, IdempotentAnswer, Upload
from onestop.models.dossiers import Dossier, DossierAttachment, Supplement
from onestop.models.events import Event
from onestop.models.figures import Figure
from onestop.models.requests import PaperRequest, PaymentRequest
from onestop.models.serials import ChangeCounter, SerialCounter
from onestop.models.services import PlannedDowntime, Service

__all__ = [
    "Agency",
    "Blob",
    "ChangeCounter",
    "Client",
    "DayRule",
    "Dossier",
    "DossierAttachment",
    "Event",
    "Figure",
    "IdempotentAnswer",
    "Officer",
    "PaperRequest",
    "PaymentRequest",
    "PlannedDowntime",
    "SerialCounter",
    "Service",
    "Supplement",
    "Upload",
]
