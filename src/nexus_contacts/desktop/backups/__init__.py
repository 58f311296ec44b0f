"""Backups: the sheets that ask for a passphrase, tell what a backup holds, and ask before anything is replaced."""
