"""How long, how often and how much: every number of the client in one value, so that tests can make them small."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one client. `total_s` covers all tries of a request, but no pause the service asked for."""

    connect_s: float = 5.0
    silence_s: float = 20.0
    """The longest time without a byte."""
    total_s: float = 60.0
    tries: int = 4
    backoff_s: float = 0.5
    """The first backoff's upper bound; it doubles with every try. The wait is drawn between nothing and the bound."""
    backoff_offline_s: float = 0.1
    """The same where there is plainly no way to the service: a person without a network shall know within a second."""
    backoff_most_s: float = 8.0
    retry_after_most_s: float = 120.0
    """The longest wait a request keeps because the service asked for it; beyond, the request fails at once."""
    answer_bytes: int = 32 * 1024 * 1024
    """The largest body read, counted after decompression."""
    at_once: int = 8
    """Requests under way at the same time; more wait their turn outside `total_s`."""
