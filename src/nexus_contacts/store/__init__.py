"""What this machine remembers: the encrypted copy, the outbox and the trash, views; plain blocking code.

Only `connection` imports the SQLite driver. Reads use one connection a thread; writes are short transactions.
Every writing function returns `Changed(ids, kinds)`.
"""
