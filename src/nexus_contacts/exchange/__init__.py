"""Files in and out: tables and vCards of any maker read, columns matched, rows checked; CSV and vCards written.

Nothing here writes to a workspace: what a file brings goes through `store.importing` into the outbox.
A file is streamed; a bad row or card is set aside with its place and reason and never stops the rest.
"""
