"""Models of the catalogue, gathered for Django; each lives in the file named for it."""

from services_catalogue.models.agency import Agency, OpeningPeriod
from services_catalogue.models.bulk_changes import BulkAction, BulkChange, BulkChangeRow
from services_catalogue.models.change_causes import ChangeCause, ChangeOrigin
from services_catalogue.models.changes import (
    ChangeFeed,
    ChangeKind,
    ChangeRecord,
    PublishedService,
)
from services_catalogue.models.channels import Channel, Fee, TimeLimit
from services_catalogue.models.digests import DigestChoice, DigestMail
from services_catalogue.models.export_runs import ExportRun
from services_catalogue.models.import_runs import ImportKind, ImportRow, ImportRun
from services_catalogue.models.index_page import ServiceIndexPage
from services_catalogue.models.law import LawCitation, LawIndexed, ReviewTask
from services_catalogue.models.legal_check import (
    LegalAnswer,
    LegalCheckRequest,
    LegalComment,
    LegalExpert,
    LegalInvitation,
)
from services_catalogue.models.link_status import LinkCheck, LinkState, LinkStatus, LinkUse
from services_catalogue.models.memberships import UnitMembership, UnitRole
from services_catalogue.models.moderation import LegalCheckTask, UnitModerationTask, WorkflowDue
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
from services_catalogue.models.runs import RowState, RunState
from services_catalogue.models.service_check import ServiceCheck
from services_catalogue.models.service_page import ServicePage
from services_catalogue.models.taxonomies import Field, LifeEvent
from services_catalogue.models.unit_collections import UnitCollection
from services_catalogue.models.unit_mergers import MergerItem, MergerPart, UnitMerger
from services_catalogue.models.versions import CauseOfChange, ComingVersion, ServiceVersion
from services_catalogue.models.workflow_mail import WorkflowMail, WorkflowMailKind

__all__ = [
    "Agency",
    "BulkAction",
    "BulkChange",
    "BulkChangeRow",
    "Case",
    "CauseOfChange",
    "ChangeCause",
    "ChangeFeed",
    "ChangeKind",
    "ChangeOrigin",
    "ChangeRecord",
    "Channel",
    "ComingVersion",
    "DigestChoice",
    "DigestMail",
    "ExportRun",
    "Fee",
    "Field",
    "ImportKind",
    "ImportRow",
    "ImportRun",
    "LawCitation",
    "LawIndexed",
    "LegalAnswer",
    "LegalBasis",
    "LegalCheckRequest",
    "LegalCheckTask",
    "LegalComment",
    "LegalExpert",
    "LegalInvitation",
    "LifeEvent",
    "LinkCheck",
    "LinkState",
    "LinkStatus",
    "LinkUse",
    "MergerItem",
    "MergerPart",
    "OpeningPeriod",
    "Output",
    "PublishedService",
    "RelatedService",
    "RequiredDocument",
    "Requirement",
    "ReviewTask",
    "RowState",
    "RunState",
    "ServiceAgency",
    "ServiceCheck",
    "ServiceIndexPage",
    "ServicePage",
    "ServiceVersion",
    "Step",
    "SubmissionTarget",
    "TimeLimit",
    "UnitCollection",
    "UnitMembership",
    "UnitMerger",
    "UnitModerationTask",
    "UnitRole",
    "WorkflowDue",
    "WorkflowMail",
    "WorkflowMailKind",
]
