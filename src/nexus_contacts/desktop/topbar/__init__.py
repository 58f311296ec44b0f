"""The top bar: search with its tokens, the sync state, the full menu, New contact. It knows the filter, no contacts."""
