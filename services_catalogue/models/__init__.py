"""Models of the catalogue, gathered for Django; each lives in the file named for it."""

from services_catalogue.models.agency import Agency, OpeningPeriod
from services_catalogue.models.changes import (
    ChangeFeed,
    ChangeKind,
    ChangeRecord,
    PublishedService,
)
from services_catalogue.models.channels import Channel, Fee, TimeLimit
from services_catalogue.models.index_page import ServiceIndexPage
from services_catalogue.models.memberships import UnitMembership, UnitRole
from services_catalogue.models.papers import Case, RequiredDocument
from services_catalogue.models.parts import (
    LegalBasis,
    Output,
    RelatedService,
    Requirement,
    ServiceAgency,
    Step,
    SubmissionTarget,
)
from services_catalogue.models.service_page import ServicePage
from services_catalogue.models.taxonomies import Field, LifeEvent

__all__ = [
    "Agency",
    "Case",
    "ChangeFeed",
    "ChangeKind",
    "ChangeRecord",
    "Channel",
    "Fee",
    "Field",
    "LegalBasis",
    "LifeEvent",
    "OpeningPeriod",
    "Output",
    "PublishedService",
    "RelatedService",
    "RequiredDocument",
    "Requirement",
    "ServiceAgency",
    "ServiceIndexPage",
    "ServicePage",
    "Step",
    "SubmissionTarget",
    "TimeLimit",
    "UnitMembership",
    "UnitRole",
]
