"""The detail pane: header, quick actions and the five tabs of one contact."""
