"""The groups that editors belong to, and the road a change takes: editor → moderator → published."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.dispatch import Signal
from django.utils.translation import gettext_noop
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

EDITORS = gettext_noop("Biên tập viên")
MODERATORS = gettext_noop("Người duyệt")
OPERATORS = gettext_noop("Người vận hành")
#: May log in; what they may do follows from their memberships of units, not from this group.
EDITORS_OF_UNITS = gettext_noop("Người của đơn vị")
WORKFLOW = gettext_noop("Duyệt trước khi xuất bản")
#: Sent with ``home`` when groups and workflow stand: rooms above add workflows of their own pages.
roles_set_up = Signal()
#: What Wagtail's migrations call theirs.
STOCK_WORKFLOW = "Moderators approval"

#: What each group may do with the pages below the home page.
PAGE_PERMISSIONS = {
    EDITORS: ["add_page", "change_page"],
    MODERATORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
#: What each group may do with the files and pictures of all collections.
COLLECTION_PERMISSIONS = {
    EDITORS: ["add_{model}", "choose_{model}"],
    MODERATORS: ["add_{model}", "change_{model}", "delete_{model}", "choose_{model}"],
}
#: Addresses that moved: moderators add them by hand beside those that Wagtail makes.
REDIRECT_PERMISSIONS = {
    EDITORS: [],
    MODERATORS: [f"{act}_redirect" for act in ("add", "change", "delete", "view")],
}
#: Taxonomies: editors choose from them, moderators keep them.
SNIPPET_PERMISSIONS = {
    EDITORS: [],
    MODERATORS: [
        f"{act}_{model}"
        for act in ("add", "change", "view")
        for model in ("agency", "field", "lifeevent")
    ],
}
#: The search: all see what people ask; moderators mend it where it shows at once.
SEARCH_PERMISSIONS = {
    EDITORS: [("search", "view_searchday"), ("search", "view_regressionquery")],
    MODERATORS: [
        ("search", "view_searchday"),
        ("home", "view_toldneed"),
        ("home", "change_toldneed"),
        *(("search", f"{act}_synonymset") for act in ("add", "change", "delete", "view")),
        *(("search", f"{act}_regressionquery") for act in ("add", "change", "delete", "view")),
        *(
            ("wagtailsearchpromotions", f"{act}_searchpromotion")
            for act in ("add", "change", "delete")
        ),
    ],
}
#: Applications: editors mend what differs from the backend, operators see that all arrives.
SUBMISSION_PERMISSIONS = {
    EDITORS: ["view_servicedrift"],
    MODERATORS: [
        "view_servicedrift",
        *(f"{act}_planneddowntime" for act in ("add", "change", "delete", "view")),
    ],
    OPERATORS: [
        *("view_servicedrift", "view_submission", "view_outboxentry", "change_outboxentry"),
        *(f"{act}_planneddowntime" for act in ("add", "change", "delete", "view")),
        *(f"{act}_webhooksubscription" for act in ("change", "view")),
    ],
}

#: Forms that people fill in: editors write them, moderators publish them.
FORM_PERMISSIONS = {
    EDITORS: [("submissions", f"{act}_formdefinition") for act in ("add", "change", "view")],
    MODERATORS: [
        ("submissions", f"{act}_formdefinition")
        for act in ("add", "change", "view", "publish", "lock", "unlock")
    ],
}


def set_up_roles(home: Page) -> Workflow:
    """Make the groups and the workflow over ``home``; a second call changes nothing.

    Wagtail's own "Editors" and "Moderators" are renamed rather than doubled. Permissions that an
    administrator added by hand stay.
    """
    for old, new in (("Editors", EDITORS), ("Moderators", MODERATORS)):
        if not Group.objects.filter(name=new).exists():
            Group.objects.filter(name=old).update(name=new)
        group, _ = Group.objects.get_or_create(name=new)
        _grant(group, home)
    Group.objects.get_or_create(name=EDITORS_OF_UNITS)[0].permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    for name in SUBMISSION_PERMISSIONS:
        _grant_submissions(Group.objects.get_or_create(name=name)[0])
    task, _ = GroupApprovalTask.objects.get_or_create(name=MODERATORS)
    task.groups.add(Group.objects.get(name=MODERATORS))
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    form_type = ContentType.objects.get(app_label="submissions", model="formdefinition")
    WorkflowContentType.objects.update_or_create(
        content_type=form_type, defaults={"workflow": workflow}
    )
    _retire_stock_workflow()
    roles_set_up.send(sender=None, home=home)
    return workflow


def _retire_stock_workflow() -> None:
    """Switch off the workflow that Wagtail's migrations make, so that nobody chooses it.

    Only when it stands as it was made: assigned to nothing but the root, nothing in progress.
    """
    stock = Workflow.objects.filter(name=STOCK_WORKFLOW, active=True).first()
    root = Page.get_first_root_node()
    if stock is None or WorkflowPage.objects.filter(workflow=stock).exclude(page=root).exists():
        return
    WorkflowPage.objects.filter(workflow=stock).delete()
    if stock.workflow_states.filter(status=WorkflowState.STATUS_IN_PROGRESS).exists():
        return
    tasks = list(stock.tasks)
    stock.deactivate()
    for task in tasks:
        if not task.active_workflows.exists():
            task.deactivate()


def _grant_submissions(group: Group) -> None:
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(
            content_type__app_label__in=("submissions", "api"),
            codename__in=SUBMISSION_PERMISSIONS[group.name],
        ),
    )


def _grant(group: Group, home: Page) -> None:
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(
            content_type__app_label="services_catalogue",
            codename__in=SNIPPET_PERMISSIONS[group.name],
        ),
        *Permission.objects.filter(
            content_type__app_label="wagtailredirects",
            codename__in=REDIRECT_PERMISSIONS[group.name],
        ),
    )
    for app, codename in SEARCH_PERMISSIONS[group.name] + FORM_PERMISSIONS[group.name]:
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    GroupPagePermission.objects.filter(group=group, page=Page.get_first_root_node()).delete()
    for codename in PAGE_PERMISSIONS[group.name]:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    root = Collection.get_first_root_node()
    # Wagtail asks for the permissions of its own models, also where ours stand in their place.
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for pattern in COLLECTION_PERMISSIONS[group.name]:
            permission = Permission.objects.get(
                content_type__app_label=app, codename=pattern.format(model=model)
            )
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
