"""LDAP: the directory of an organisation."""
