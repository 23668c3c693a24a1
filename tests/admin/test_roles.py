"""What the groups may do, set up where Wagtail's own first grants are gone."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.documents.permissions import permission_policy as files
from wagtail.images.permissions import permission_policy as pictures
from wagtail.models import GroupCollectionPermission

from accounts.roles import EDITORS, MODERATORS, set_up_roles
from core.models import PortalDocument, PortalImage


def member(group: str):
    user = get_user_model().objects.create_user(group, f"{group}@quangninh.example", "x")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def somebodys(site_tree):
    """A picture and a file that neither of the two has put there."""
    return {
        pictures: PortalImage.objects.create(title="Vịnh", file="vinh.png", width=1, height=1),
        files: PortalDocument.objects.create(title="Tờ khai", file="to-khai.pdf"),
    }


@pytest.mark.parametrize("policy", [pictures, files], ids=["pictures", "files"])
def test_pictures_and_files_are_granted_by_us(site_tree, somebodys, policy):
    GroupCollectionPermission.objects.all().delete()
    set_up_roles(site_tree)
    editor, moderator = member(EDITORS), member(MODERATORS)
    assert policy.user_has_permission(editor, "add")
    assert policy.user_has_permission(editor, "choose")
    assert not policy.user_has_permission_for_instance(editor, "delete", somebodys[policy])
    assert policy.user_has_permission_for_instance(moderator, "delete", somebodys[policy])
