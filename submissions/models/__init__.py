"""What the room of applications keeps."""

from submissions.models.attachments import Attachment
from submissions.models.backend_state import BackendCursor, PlannedDowntime, ServiceDrift
from submissions.models.drafts import Draft
from submissions.models.following import (
    Notice,
    OfficerRequest,
    StatusEvent,
    TrackingFailure,
)
from submissions.models.forms import FormDefinition, FormUse, FormVersion
from submissions.models.outbox import OutboxEntry
from submissions.models.submissions import Submission

__all__ = [
    "Attachment",
    "BackendCursor",
    "Draft",
    "FormDefinition",
    "FormUse",
    "FormVersion",
    "Notice",
    "OfficerRequest",
    "OutboxEntry",
    "PlannedDowntime",
    "ServiceDrift",
    "StatusEvent",
    "Submission",
    "TrackingFailure",
]
