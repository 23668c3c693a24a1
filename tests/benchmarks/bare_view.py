"""The smallest Django there is, to compare with: one view, one short answer, no middleware."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def view(request: HttpRequest) -> HttpResponse:
    """Answer a line."""
    return HttpResponse("ok\n", headers={"Content-Length": "3"})


urlpatterns = [path("", view)]

settings.configure(
    SECRET_KEY="bench",  # nothing is signed with it
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    LOGGING_CONFIG=None,
)
application = get_wsgi_application()
