"""The conflict dialog: before, mine and theirs for each field that was changed on both sides.

Decides through `session.changer` alone.
"""
