"""The import dialog: File, Match columns, Check, Result. Reading and judging a file is `nexus_contacts.exchange`'s."""
