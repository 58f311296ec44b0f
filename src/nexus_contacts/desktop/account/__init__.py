"""First run and accounts: connect with a key, or the sample workspace."""
