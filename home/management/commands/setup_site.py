"""Make the skeleton that every portal needs: site, home page, index pages, groups, workflow."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.roles import set_up_roles
from home.skeleton import set_up_site


class Command(BaseCommand):
    help = "Tạo khung của cổng: trang chủ, các trang danh mục, nhóm quyền, quy trình duyệt."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        home = set_up_site(public_url=settings.PUBLIC_URL)
        set_up_roles(home)
        self.stdout.write(f"site ready: {home.title} ({settings.PUBLIC_URL})")
