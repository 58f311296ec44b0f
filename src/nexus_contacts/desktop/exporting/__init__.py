"""Taking contacts out of the window: what, as which kind of file, with which columns."""
