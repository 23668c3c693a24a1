"""A log-in for an officer."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from onestop.models import Agency, Officer


class Command(BaseCommand):
    help = "Tạo tài khoản cho cán bộ một cửa, hoặc đặt lại đơn vị, chức danh và mật khẩu của tài khoản có sẵn."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("username")
        parser.add_argument("--agency", required=True, help="code of the unit, e.g. H49.22")
        parser.add_argument("--name", required=True, help="full name, as it stands in letters")
        parser.add_argument("--title", default="", help="chức danh")
        parser.add_argument("--head", action="store_true", help="heads the unit: sees its overview")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError(f"There is no unit with the code {options['agency']}.")
        user, created = get_user_model().objects.get_or_create(username=options["username"])
        password = secrets.token_urlsafe(12)
        user.set_password(password)
        user.first_name, user.last_name = "", options["name"][:150]
        user.is_active = True
        user.save()
        Officer.objects.update_or_create(
            user=user,
            defaults={
                "agency": agency,
                "title": options["title"],
                "heads_agency": options["head"],
            },
        )
        verb = "created" if created else "changed"
        self.stdout.write(f"{verb} {user.get_username()} ({agency.name})")
        self.stdout.write(f"password, shown once: {password}")
