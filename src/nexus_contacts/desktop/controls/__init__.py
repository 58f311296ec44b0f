"""The controls every screen shares: buttons, chips, avatars, fields, cards, states. They know the theme, no data."""
