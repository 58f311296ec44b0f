"""Contacts on paper: pages are laid out as plain marks, once, and then shown, printed or written as PDF from these.

Always black on white, with lengths in tenths of a point. Every text is drawn as it is: nothing here reads HTML, and
nothing asks the network. Layout and drawing know no widget and run off the UI thread.
"""
