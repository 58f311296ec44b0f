"""The only Qt. start (from argv to the first paint), window (joins the screens by signals), background (the only door
off the UI thread), and one folder a screen; a screen never imports another screen.
"""
