"""Tells Wagtail whom to ask for permissions."""

from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, post_save
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import AbstractPage
from wagtail.permissions import register_permission_policy

from accounts.roles import EDITORS_OF_UNITS
from core.models import PortalDocument, PortalImage
from services_catalogue.models import Agency, UnitMembership, UnitRole
from services_catalogue.units.agency_policy import AgencyPolicy
from services_catalogue.units.collections import UnitCollectionPolicy, collection_of
from services_catalogue.units.delegation import cut_delegations
from services_catalogue.units.membership_policy import MembershipPolicy
from services_catalogue.units.page_policy import UnitPagePermissionPolicy

_DOCUMENT = "wagtaildocs.Document"


def register() -> None:
    """Put our policies in the place of Wagtail's; early, before anything asks."""
    register_permission_policy(AbstractPage, UnitPagePermissionPolicy())
    # Exact: Wagtail's apps are ready after ours and register their own for the same two models.
    for model, auth in ((PortalImage, "wagtailimages.Image"), (PortalDocument, _DOCUMENT)):
        register_permission_policy(model, _media(model, auth), exact_class=True)
    register_permission_policy(Agency, AgencyPolicy(Agency))
    register_permission_policy(UnitMembership, MembershipPolicy(UnitMembership))
    post_save.connect(_begin, sender=UnitMembership, dispatch_uid="unit role begins")
    post_delete.connect(_follow_head, sender=UnitMembership, dispatch_uid="unit role is gone")


def _media(model: type[AbstractImage] | type[AbstractDocument], auth: str) -> UnitCollectionPolicy:
    # Groups are granted the permissions of Wagtail's own models, whose place ours take.
    return UnitCollectionPolicy(model, auth_model=auth, owner_field_name="uploaded_by_user")


def _begin(instance: UnitMembership, raw: bool = False, **_kwargs: object) -> None:
    """Somebody with a role can log in and has a place for files; a delegation follows its head."""
    if raw:
        return
    collection_of(instance.agency)
    group = Group.objects.filter(name=EDITORS_OF_UNITS).first()
    if group is not None:
        instance.user.groups.add(group)
    _follow_head(instance)


def _follow_head(instance: UnitMembership, **_kwargs: object) -> None:
    if instance.role == UnitRole.HEAD and instance.delegated_by_id is None:
        cut_delegations(instance.user_id)
