"""What a workspace server is told when it starts."""

from dataclasses import dataclass, field

DEFAULT_WORKSPACE = "default"


@dataclass(frozen=True, slots=True)
class WorkspaceKeys:
    """A workspace by name, with the keys that open it from now on. Keys of an earlier start no longer do.

    Empty `keys` leave the workspace with the full keys it has.
    """

    name: str = DEFAULT_WORKSPACE
    keys: tuple[str, ...] = field(default=(), repr=False)
    read_only_keys: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A workspace server's database and manners.

    `database` is the path of an SQLite file, or an SQLAlchemy URL. `rate_limit` is in requests a minute and key, 0 is
    none. `strict_custom_fields` lists the keys that are kept; None keeps any.
    """

    database: str
    workspaces: tuple[WorkspaceKeys, ...] = (WorkspaceKeys(),)
    rate_limit: int = 0
    latency_ms: int = 0
    strict_custom_fields: tuple[str, ...] | None = None
