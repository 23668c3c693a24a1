"""What stands in each address of the admin that takes an id.

A new address belongs into one of the four groups below; ``test_every_admin_url.py`` fails until it
does. CLOSED: with the ids of another unit, nobody gets in. PROVINCE: people of units never get in,
whatever the id. OPEN: anyone may ask, but must not learn of another unit's drafts. FREE: takes no id.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.admin.roles.world import World

Values = Callable[[World], dict[str, Any]]

_PAGES = "wagtailadmin_pages"
_FORMS = "wagtailsnippets_submissions_formdefinition"


def _page(**more: Any) -> Values:
    return lambda world: {"page_id": world.service.pk, **_filled(world, more)}


def _form(**more: Any) -> Values:
    return lambda world: {"pk": world.form.pk, **_filled(world, more)}


def _one(**values: Any) -> Values:
    return lambda world: _filled(world, values)


def _filled(world: World, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value(world) if callable(value) else value for name, value in values.items()}


def _revision(world: World) -> int:
    return world.service.latest_revision_id


def _form_revision(world: World) -> int:
    return world.form.latest_revision_id


def _service(world: World) -> int:
    return world.service.pk


CLOSED: dict[str, Values] = {
    "wagtailadmin_api:pages:detail": _one(pk=_service),
    "wagtailadmin_api:pages:action": _one(pk=_service, action_name="publish"),
    "wagtailadmin_api:documents:detail": _one(pk=lambda w: w.document.pk),
    "wagtailadmin_api:images:detail": _one(pk=lambda w: w.image.pk),
    "wagtailadmin_explore": _one(parent_page_id=_service),
    "wagtailadmin_explore_results": _one(parent_page_id=_service),
    "wagtailadmin_choose_page_child": _one(parent_page_id=_service),
    "wagtailadmin_editing_sessions:ping": _one(
        app_label="services_catalogue", model_name="servicepage", object_id=_service, session_id=1
    ),
    **{
        f"{_PAGES}:{name}": _page()
        for name in (
            *("convert_alias", "copy", "delete", "edit", "preview_on_edit", "history"),
            *("history_results", "lock", "set_privacy", "revisions_index", "unlock"),
            *("unpublish", "usage", "view_draft", "workflow_history"),
            "confirm_workflow_cancellation",
        )
    },
    **{
        f"{_PAGES}:revisions_{name}": _page(revision_id=_revision)
        for name in ("revert", "unschedule", "view")
    },
    f"{_PAGES}:revisions_compare": _one(
        pk=_service, revision_id_a="earliest", revision_id_b="latest"
    ),
    f"{_PAGES}:workflow_history_detail": _page(workflow_state_id=lambda w: w.approval.pk),
    f"{_PAGES}:workflow_preview": _page(task_id=lambda w: w.step.task_id),
    **{
        f"{_PAGES}:{name}": _page(action_name="approve", task_state_id=lambda w: w.step.pk)
        for name in ("workflow_action", "collect_workflow_action_data")
    },
    f"{_PAGES}:move": _one(page_to_move_id=_service),
    f"{_PAGES}:set_page_position": _one(page_to_move_id=_service),
    f"{_PAGES}:move_confirm": _one(
        page_to_move_id=_service, destination_id=lambda w: w.service.get_parent().pk
    ),
    f"{_PAGES}:add_subpage": _one(parent_page_id=_service),
    **{
        f"{_PAGES}:{name}": _one(
            content_type_app_name="services_catalogue",
            content_type_model_name="servicepage",
            parent_page_id=_service,
        )
        for name in ("add", "preview_on_add")
    },
    "simple_translation:submit_page_translation": _page(),
    **{
        f"wagtailforms:{name}": _page()
        for name in ("list_submissions", "delete_submissions", "list_submissions_results")
    },
    **{
        f"wagtaildocs:{name}": _one(document_id=lambda w: w.document.pk)
        for name in ("delete", "edit", "document_usage")
    },
    **{
        f"wagtaildocs:{name}": _one(doc_id=lambda w: w.document.pk)
        for name in ("edit_multiple", "delete_multiple")
    },
    "wagtaildocs_chooser:chosen": _one(pk=lambda w: w.document.pk),
    **{
        f"wagtailimages:{name}": _one(image_id=lambda w: w.image.pk)
        for name in (
            *("edit", "delete", "url_generator", "url_generator_output", "edit_multiple"),
            *("delete_multiple", "image_usage"),
        )
    },
    "wagtailimages:preview": _one(image_id=lambda w: w.image.pk, filter_spec="original"),
    "wagtailimages_chooser:select_format": _one(image_id=lambda w: w.image.pk),
    "wagtailimages_chooser:chosen": _one(pk=lambda w: w.image.pk),
    **{
        f"wagtailadmin_collections:{name}": _one(pk=lambda w: w.document.collection_id)
        for name in ("edit", "delete")
    },
    "wagtailadmin_collections:set_privacy": _one(collection_id=lambda w: w.document.collection_id),
    **{
        f"{_FORMS}:{name}": _form()
        for name in (
            *("copy", "delete", "edit", "history", "history_results", "lock", "unlock"),
            *("preview_on_edit", "unpublish", "usage", "confirm_workflow_cancellation"),
            "workflow_history",
        )
    },
    **{
        f"{_FORMS}:revisions_{name}": _form(revision_id=_form_revision)
        for name in ("revert", "unschedule", "view")
    },
    f"{_FORMS}:revisions_compare": _form(revision_id_a="earliest", revision_id_b="latest"),
    f"{_FORMS}:workflow_history_detail": _form(workflow_state_id=lambda w: w.form_approval.pk),
    f"{_FORMS}:workflow_preview": _form(task_id=lambda w: w.form_step.task_id),
    **{
        f"{_FORMS}:{name}": _form(action_name="approve", task_state_id=lambda w: w.form_step.pk)
        for name in ("workflow_action", "collect_workflow_action_data")
    },
    "wagtailsnippetchoosers_submissions_formdefinition:chosen": _form(),
    **{
        f"wagtailsnippets_services_catalogue_agency:{name}": _one(
            pk=lambda w: w.service.managed_by_id
        )
        for name in ("delete", "edit", "history", "history_results", "usage")
    },
    **{
        f"nguoi_cua_don_vi:{name}": _one(pk=lambda w: w.membership.pk)
        for name in ("delete", "edit", "history", "history_results", "usage")
    },
    "bulk_change": _one(pk=lambda w: w.bulk_change.pk),
    "link_status": _one(pk=lambda w: w.link.pk),
    "links_before": _one(pk=_service, action="delete"),
    "ask_experts": _one(pk=_service),
    "change_expert": _one(pk=_service, expert=1),
    "feedback_heard": _page(),
    "review_task": _one(pk=lambda w: w.review.pk),
    "bulk_export_run": _one(pk=lambda w: w.export_run.pk),
    "bulk_export_fetch": _one(pk=lambda w: w.export_run.pk),
    "bulk_import": _one(pk=lambda w: w.import_run.pk),
    "bulk_import_rejected": _one(pk=lambda w: w.import_run.pk),
    "simple_translation:submit_snippet_translation": _form(
        app_label="submissions", model_name="formdefinition"
    ),
}

_ALL = ("delete", "edit", "history", "history_results", "usage")
_PROVINCES = {
    **{f"wagtailsnippets_{one}": _ALL for one in (
        "services_catalogue_field", "services_catalogue_lifeevent", "search_regressionquery",
        "submissions_planneddowntime",
    )},
    "wagtailsnippets_search_synonymset": (*_ALL, "copy"),
    "wagtailsnippets_home_toldneed": (*_ALL, "inspect"),
    "wagtailusers_groups": _ALL,
    "wagtailusers_users": (*_ALL, "copy"),
    "wagtaillocales": _ALL,
    "wagtailsites": (*_ALL, "copy"),
    "wagtailadmin_workflows": (
        "disable", "edit", "enable", "disable_task", "edit_task", "enable_task", "usage",
        "usage_results",
    ),
}  # fmt: skip
PROVINCE: dict[str, dict[str, Any]] = {
    **{f"{space}:{name}": {"pk": 1} for space, names in _PROVINCES.items() for name in names},
    "unit_merger": {"pk": 1},
    "unit_merger_export": {"pk": 1},
    "wagtailadmin_workflows:remove": {"page_pk": 1, "workflow_pk": 1},
    "wagtailadmin_workflows:add_task": {"app_label": "wagtailcore", "model_name": "task"},
    "delivery_park": {"pk": 1},
    "second_step_reset": {"pk": 1},
    "webhook_act": {"pk": "00000000-0000-4000-8000-000000000000", "action": "bar"},
    "delivery_retry": {"pk": 1},
    "wagtailredirects:edit": {"redirect_id": 1},
    "wagtailredirects:delete": {"redirect_id": 1},
    "wagtailsearchpromotions:edit": {"query_id": 1},
    "wagtailsearchpromotions:delete": {"query_id": 1},
    "wagtailsettings:edit": {"app_name": "core", "model_name": "portalsettings", "pk": 1},
    "wagtailsettings:preview_on_edit": {
        "app_name": "core", "model_name": "portalsettings", "pk": 1,
    },
}  # fmt: skip

OPEN: dict[str, Values] = {
    # Names of steps, not of what goes through them.
    "wagtailadmin_workflows:task_chosen": _one(task_id=1),
    # Taxonomies are public.
    "wagtailsnippetchoosers_services_catalogue_agency:chosen": _one(
        pk=lambda w: w.service.managed_by_id
    ),
    **{
        f"wagtailsnippetchoosers_{one}:chosen": _one(pk="1")
        for one in (
            *("services_catalogue_field", "services_catalogue_lifeevent"),
            *("search_regressionquery", "search_synonymset", "submissions_planneddowntime"),
            "home_toldneed",
        )
    },
    # One's own sessions and uploads only, whatever the number.
    "wagtailadmin_editing_sessions:release": _one(session_id=1),
    **{
        f"wagtaildocs:{name}": _one(uploaded_file_id=1)
        for name in ("create_multiple_from_uploaded_document", "delete_upload_multiple")
    },
    **{
        f"wagtailimages:{name}": _one(uploaded_file_id=1)
        for name in ("create_multiple_from_uploaded_image", "delete_upload_multiple")
    },
    "bulk_export": _one(ending="csv"),
    "desk_kind": _one(key="mine"),
    "wagtailadmin_tag_model_autocomplete": _one(app_name="taggit", model_name="tag"),
    **{
        f"{_PAGES}:{name}": _one(
            content_type_app_name="services_catalogue", content_type_model_name="servicepage"
        )
        for name in ("type_use", "type_use_results")
    },
    f"{_PAGES}:choose_parent": _one(app_label="services_catalogue", model_name="servicepage"),
    "wagtailadmin_password_reset_confirm": _one(uidb64="MQ", token="x"),
}

#: Answered in tests of their own, for what they act on stands behind the question mark.
FREE = {"wagtail_bulk_action"}
