"""The settings dialog: look, size of text, motion, paging, keys. Every choice acts at once."""
