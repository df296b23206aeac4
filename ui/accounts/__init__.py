"""First run, accounts and sign-in."""
