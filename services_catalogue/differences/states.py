"""A state of a service: its record as JSON knows it. The export's record, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from services_catalogue.exchange.exporting import record_for
from services_catalogue.exchange.records import ServiceRecord

if TYPE_CHECKING:
    from wagtail.models import Revision

    from services_catalogue.models import ServicePage

#: Field of ``ServiceRecord`` → value, as ``model_dump(mode="json")`` gives it. A field that is not
#: there is unknown (a state stored before the schema had it), which is no difference.
State = Mapping[str, Any]


def state_of(page: ServicePage) -> dict[str, Any]:
    """The state of ``page`` as it stands in memory: live rows, a preview, or a revision's content.

    ``services_catalogue.loading.load_parts`` or ``exchange.loading.with_all_parts`` bring the parts
    of a saved page in few queries. Nothing is validated: drafts may be incomplete.
    """
    return record_for(page).model_dump(mode="json")


def state_of_revision(revision: Revision) -> dict[str, Any]:
    """The state that a revision holds."""
    return state_of(revision.as_object())


def as_state(thing: State | ServiceRecord) -> State:
    """A state of what an importer has in hand (a record) or of what is one already."""
    if isinstance(thing, BaseModel):
        return thing.model_dump(mode="json")
    return thing
