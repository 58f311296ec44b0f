"""The sidebar: workspace switcher, navigation, saved views, filters with counts."""
