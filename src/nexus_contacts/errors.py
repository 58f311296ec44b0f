"""The root of every failure the program expects.

    NexusError
    ├── api.errors      ApiError: what the service or the network answered
    ├── store.errors    StoreError: what the local files answered
    ├── sync.errors     SyncError: why a sync stopped or held
    ├── account.AccountError, KeyringUnavailable …: where the key is
    └── exchange.errors ExchangeError: what a file held, or a backup

Exceptions carry data, not prose: `desktop.messages` and `cli` find the words.
"""


class NexusError(Exception):
    """An expected failure. Anything else that is raised is a bug."""
