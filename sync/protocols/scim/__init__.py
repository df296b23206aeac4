"""SCIM 2 (RFC 7643, 7644): the people of an organisation, as an address book to read."""
