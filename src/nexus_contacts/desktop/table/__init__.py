"""The contact table: one page of borrowed rows in a model, painted row by row, with its header, its chips, its footer
and the bar of what is ticked. `pane.TablePane` puts them together and is all that the window knows.

Nothing here reads the store on the UI thread, and no row changes its place under the pointer.
"""
