"""What differs between two states of a service, in words that a citizen and an editor read.

>>> differences(state_of(old_page), state_of(new_page))
[FieldChange(part="Thời hạn và lệ phí", label="Lệ phí, trực tiếp", before="50.000 đ", …)]

Pure functions over states; nothing here reads the database but :func:`state_of`.
"""

from services_catalogue.differences.changes import FieldChange, Kind
from services_catalogue.differences.comparing import differences, for_citizens
from services_catalogue.differences.states import State, state_of, state_of_revision

__all__ = [
    "FieldChange",
    "Kind",
    "State",
    "differences",
    "for_citizens",
    "state_of",
    "state_of_revision",
]
