"""Links to other sites: collected, looked at politely, told to those who can mend them."""
