"""What operators and editors see of applications in Wagtail's admin: never what people wrote."""
