"""Why a connection failed, told from the chain of causes that the layers below leave in an exception."""

import errno
import socket
import ssl
from collections.abc import Iterator

_REASONS = {
    errno.ECONNREFUSED: "refused",
    errno.ECONNRESET: "reset",
    errno.EPIPE: "reset",
    errno.ECONNABORTED: "reset",
    errno.ETIMEDOUT: "timeout",
    errno.ENETUNREACH: "network",
    errno.EHOSTUNREACH: "network",
    errno.ENETDOWN: "network",
    errno.EADDRNOTAVAIL: "network",
}

_CUT = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
"""TLS errors that only say that the other side went away."""


def causes(error: BaseException) -> Iterator[BaseException]:
    """`error` and everything that led to it, the members of groups included, each once."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, BaseExceptionGroup):
            waiting.extend(one.exceptions)
        waiting.extend(link for link in (one.__cause__, one.__context__) if link is not None)


def unreachable_reason(error: BaseException) -> str:
    """The word for `error`, as `Unreachable.reason` has it."""
    for cause in causes(error):
        if isinstance(cause, socket.gaierror):
            return "dns"
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, _CUT):
            return "tls"
        if isinstance(cause, TimeoutError):
            return "timeout"
        if isinstance(cause, OSError) and cause.errno in _REASONS:
            return _REASONS[cause.errno]
    return "reset"
