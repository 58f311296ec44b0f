"""The controls every screen shares: buttons, chips, avatars, fields, cards, empty states. They know the theme, no data."""
