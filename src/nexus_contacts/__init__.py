"""Nexus Contacts: a local-first desktop program for the Contacts & Leads API, and a server that speaks the same API."""
