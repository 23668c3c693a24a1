"""What the worker does for the desk: each task may come twice, and does nothing the second time."""

from __future__ import annotations

from django_tasks import task


@task()
def compare_import(pk: int) -> None:
    """Read a file handed in and compare it with the catalogue."""
    from services_catalogue.bulk.imports.comparing import compare

    compare(pk)


@task()
def apply_import(pk: int) -> None:
    """Carry out the ticked rows of an import."""
    from services_catalogue.bulk.imports.applying import carry_out_import

    carry_out_import(pk)
