"""Where the program's files live. `NEXUS_CONTACTS_HOME` moves every file the program writes."""

import os
from pathlib import Path

APPLICATION = "nexus-contacts"


def _place(kind: str) -> Path:
    """The folder of one kind (`config`, `data`, `log`), below the home override where one is set."""
    override = os.environ.get("NEXUS_CONTACTS_HOME")
    if override:
        return Path(override).expanduser() / kind
    import platformdirs  # kept off the import path of tools that set the override

    places = platformdirs.PlatformDirs(APPLICATION, appauthor=False)
    return Path({"config": places.user_config_dir, "data": places.user_data_dir, "log": places.user_log_dir}[kind])


def private_folder(folder: Path) -> Path:
    """Make `folder` and its missing parents, each readable by this person only (0700), and return it.

    Raises OSError where the folder cannot be made.
    """
    for missing in reversed([parent for parent in folder.parents if not parent.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)  # `parents=True` would let everybody in, as the umask allows
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix" and folder.stat().st_uid == os.getuid():
        folder.chmod(0o700)
    return folder


def config_folder() -> Path:
    """The folder of accounts.toml and settings.toml, made where it is missing."""
    return private_folder(_place("config"))


def data_folder() -> Path:
    """The folder that holds one folder an account, made where it is missing."""
    return private_folder(_place("data"))


def account_folder(account: str) -> Path:
    """The folder of one account's local files, made where it is missing. `account` is the account's slug."""
    return private_folder(data_folder() / account)


def log_folder() -> Path:
    """The folder of the program's logs, made where it is missing."""
    return private_folder(_place("log"))


def resources_folder() -> Path:
    """The folder of icons, fonts, themes and sample words: beside the package when installed, else the checkout's."""
    installed = Path(__file__).parent / "resources"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "resources"
