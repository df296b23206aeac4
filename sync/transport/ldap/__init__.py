"""LDAP (RFC 4511): signing in and searching, nothing else, over the outbound gate."""
