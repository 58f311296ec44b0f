"""The command line: the window, serve, sync, export."""


def main() -> int:
    """Run one command. Returns the exit code: 0 done, 1 failed, 2 usage, 3 done in part."""
    return 2
