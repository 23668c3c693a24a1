"""How numbers and dates are written in the English interface: 1,500, 24 November 2026."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "H:i, j F Y"
TIME_FORMAT = "H:i"
FIRST_DAY_OF_WEEK = 1
