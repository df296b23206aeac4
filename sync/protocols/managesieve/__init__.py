"""ManageSieve (RFC 5804): the rules that a server carries out as mail arrives."""
