"""The Changes screen: what needs the person, what waits to be sent and what was sent, with the way on for each.

Reads the outbox and writes through `session.changer`. Forms, comparing and contacts are opened by the window.
"""
