"""Roads on which an application reaches whoever processes it. Only this package speaks HTTP."""
