"""A file of services in the admin: compared, decided on row by row, carried out."""
