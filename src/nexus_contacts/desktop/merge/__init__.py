"""The merge dialog: field by field, what is lost, what moves, and the plan that is sent.

What a merge makes of contacts is computed by `nexus_contacts.duplicates.merge` alone.
"""
