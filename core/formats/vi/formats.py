"""How numbers and dates are written in Vietnamese: 1.500, 24/11/2026."""

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
DATE_FORMAT = "j/n/Y"
SHORT_DATE_FORMAT = "j/n/Y"
DATETIME_FORMAT = "H:i j/n/Y"
TIME_FORMAT = "H:i"
FIRST_DAY_OF_WEEK = 1
