"""The public read API, version 1: its table of contents."""

from api import errors
from api.document import DocumentedAPI
from api.routers import changes, forms, search, services, status, taxonomies
from api.throttling import ReadThrottle

api = DocumentedAPI(
    title="Cổng dịch vụ công: API đọc",
    version="1.0.0",
    description=(
        "Danh mục dịch vụ công, tìm kiếm và cơ quan, chỉ đọc. Không cần đăng ký. "
        "Lỗi trả về application/problem+json (RFC 9457)."
    ),
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url="/openapi.json",
    throttle=[ReadThrottle()],
)
api.add_router("", services.router)
api.add_router("", forms.router)
api.add_router("", search.router)
api.add_router("", taxonomies.router)
api.add_router("", changes.router)
api.add_router("", status.router)
errors.install(api)
