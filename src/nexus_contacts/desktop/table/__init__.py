"""The contact table: model, delegate, header, footer, filter chips."""
