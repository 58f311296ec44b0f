"""The forms for a new contact and for changing one: every field of the API, checked as it is left, kept while typed.

Writes through `session.changer` alone. Opening other contacts is for the window, which is told by signals.
"""
