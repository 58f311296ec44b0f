"""The documented Contacts & Leads API over SQL: a complete server, and the sample workspace.

Met over HTTP only: nothing but `cli` and `desktop.start` imports it, lazily.
Only this package imports SQLAlchemy and FastAPI.
"""
