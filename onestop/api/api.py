"""The Dossier API, version 1: its table of contents."""

from __future__ import annotations

from onestop.api import catalogue, errors, files, following, intake
from onestop.api.auth import BearerToken
from onestop.api.document import DocumentedAPI
from onestop.api.parsing import CheckedParser
from onestop.api.routing import router

api = DocumentedAPI(
    title="Một cửa: Dossier API",
    version="1.0.0",
    description=(
        "How portals hand applications in and follow them. Bearer tokens; errors are "
        "application/problem+json (RFC 9457) with a `code` for machines. What changes something "
        "takes an `Idempotency-Key`: the same key and body again do nothing and get the same "
        "answer. Papers go first (`POST attachments`), by content: the same content has the same "
        "id. The ten statuses are those of the national portal: 1 Mới đăng ký, 2 Được tiếp nhận, "
        "3 Không được tiếp nhận, 4 Đang xử lý, 5 Yêu cầu bổ sung giấy tờ, 6 Yêu cầu thực hiện "
        "nghĩa vụ tài chính, 7 Công dân yêu cầu rút hồ sơ, 8 Dừng xử lý, 9 Đã xử lý xong, 10 Đã "
        "trả kết quả. Due dates count Vietnam's working days from the day after receipt; the clock "
        "stands while status is 5 or 6. A JSON body may have 1 MiB, a paper 50 MiB (unless set "
        "otherwise)."
    ),
    urls_namespace="dossier-api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=BearerToken(),
    parser=CheckedParser(),
)
#: Importing an operation's file puts it on the router.
OPERATIONS = (intake, following, files, catalogue)
api.add_router("", router)
errors.install(api)
