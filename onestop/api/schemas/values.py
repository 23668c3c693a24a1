"""Values that several schemas hold."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

EXAMPLE_CODE = "H49.101-261124-0001"


def _of_this_age(moment: datetime) -> datetime:
    if not 2000 <= moment.year <= 2100:
        raise ValueError("The year must lie between 2000 and 2100.")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_of_this_age)]
ShortText = Annotated[str, Field(max_length=255)]
