"""Files in and out. Today: CSV out."""
