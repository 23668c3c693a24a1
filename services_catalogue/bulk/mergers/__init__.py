"""Administrative units that become one."""
