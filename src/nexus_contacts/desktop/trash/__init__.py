"""The trash as the person sees it: what was deleted, what of it is kept, and the way back with its plan.

Restores through `session.changer` alone.
"""
