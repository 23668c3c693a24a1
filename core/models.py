"""Models of core, gathered for Django; each lives in the file named for it."""

from core.base_page import BasePage
from core.media import PortalDocument, PortalImage, PortalRendition
from core.site_settings import Announcement, PortalSettings

__all__ = [
    "Announcement",
    "BasePage",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PortalSettings",
]
