"""The one router of the API: addresses are shared by operations of several files."""

from ninja import Router

router = Router()
