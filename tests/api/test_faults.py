"""Why a connection failed, from the exceptions the layers below leave."""

import errno
import socket
import ssl

import pytest

from nexus_contacts.api.faults import causes, unreachable_reason


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (socket.gaierror(-2, "unknown"), "dns"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), "refused"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "reset"),
        (OSError(errno.ENETUNREACH, "no way"), "network"),
        (OSError(errno.EHOSTUNREACH, "no way"), "network"),
        (TimeoutError(), "timeout"),
        (ssl.SSLCertVerificationError(1, "unknown issuer"), "tls"),
        (ssl.SSLEOFError(8, "gone"), "reset"),
        (RuntimeError("what"), "reset"),
    ],
)
def test_the_cause_is_found_below_what_wraps_it(cause: Exception, reason: str) -> None:
    wrapped = OSError("All connection attempts failed")
    wrapped.__cause__ = ExceptionGroup("tried", [cause])

    assert unreachable_reason(wrapped) == reason


def test_a_circle_of_causes_ends() -> None:
    one, other = ValueError(), KeyError()
    one.__context__, other.__context__ = other, one

    assert list(causes(one)) == [one, other]
