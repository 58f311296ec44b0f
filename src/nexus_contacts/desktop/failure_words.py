"""What is said of each expected failure: the table behind `messages`, words only."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

# (title, text, action) by class, or by class and the error's `reason` or `why`. Facts in braces are the error's own.
FAILURES: dict[str, tuple[object, object, str]] = {
    # ── the service ──
    "ApiError": (
        QT_TRANSLATE_NOOP("messages", "The server could not be asked"),
        QT_TRANSLATE_NOOP("messages", "What was downloaded before is still here."),
        "retry",
    ),
    "UnusableAddress": (
        QT_TRANSLATE_NOOP("messages", "This is not a server address"),
        QT_TRANSLATE_NOOP("messages", "An address looks like https://app.automatenexuscrm.com/functions/v1/api."),
        "",
    ),
    "PlainHttpRefused": (
        QT_TRANSLATE_NOOP("messages", "This address is not encrypted"),
        QT_TRANSLATE_NOOP("messages", "Your key would travel in the clear, so nothing was sent. Use https://."),
        "",
    ),
    "Unreachable": (
        QT_TRANSLATE_NOOP("messages", "The server cannot be reached"),
        QT_TRANSLATE_NOOP("messages", "Everything downloaded before stays readable. The program keeps trying."),
        "retry",
    ),
    "Unreachable.dns": (
        QT_TRANSLATE_NOOP("messages", "The server's name was not found"),
        QT_TRANSLATE_NOOP("messages", "You may be offline, or the address has a typo. Your copy stays readable."),
        "retry",
    ),
    "Unreachable.refused": (
        QT_TRANSLATE_NOOP("messages", "Nothing answers at this address"),
        QT_TRANSLATE_NOOP("messages", "The server is not running, or the port is wrong. Your copy stays readable."),
        "retry",
    ),
    "Unreachable.tls": (
        QT_TRANSLATE_NOOP("messages", "The server's certificate is not trusted"),
        QT_TRANSLATE_NOOP("messages", "Nothing was sent. Check the address, and this computer's clock and network."),
        "retry",
    ),
    "Unreachable.timeout": (
        QT_TRANSLATE_NOOP("messages", "The server took too long to answer"),
        QT_TRANSLATE_NOOP("messages", "What was downloaded before is still here."),
        "retry",
    ),
    "Unreachable.reset": (
        QT_TRANSLATE_NOOP("messages", "The connection was cut"),
        QT_TRANSLATE_NOOP("messages", "What was downloaded before is still here."),
        "retry",
    ),
    "Unreachable.proxy": (
        QT_TRANSLATE_NOOP("messages", "The proxy did not let the request through"),
        QT_TRANSLATE_NOOP("messages", "Your copy stays readable. The proxy is taken from this computer's settings."),
        "retry",
    ),
    "Redirected": (
        QT_TRANSLATE_NOOP("messages", "The server points to another address"),
        QT_TRANSLATE_NOOP("messages", "Your key was not sent there. It points to {location}."),
        "switch_account",
    ),
    "NotThisApi": (
        QT_TRANSLATE_NOOP("messages", "This is not the AutomateNexus API"),
        QT_TRANSLATE_NOOP(
            "messages", "Something else answered. Check the address; a network's login page does this too."
        ),
        "retry",
    ),
    "BadAnswer": (
        QT_TRANSLATE_NOOP("messages", "The server's answer could not be read"),
        QT_TRANSLATE_NOOP("messages", "Nothing here was changed by it."),
        "retry",
    ),
    "BadAnswer.truncated": (
        QT_TRANSLATE_NOOP("messages", "The server's answer was cut off"),
        QT_TRANSLATE_NOOP("messages", "Nothing here was changed by it."),
        "retry",
    ),
    "BadAnswer.too_large": (
        QT_TRANSLATE_NOOP("messages", "The server's answer is too large"),
        QT_TRANSLATE_NOOP("messages", "It was not read to its end, and nothing here was changed by it."),
        "retry",
    ),
    "CursorLost": (
        QT_TRANSLATE_NOOP("messages", "The server lost its place in the list"),
        QT_TRANSLATE_NOOP("messages", "What came before is kept. The list is read anew with the next sync."),
        "retry",
    ),
    "Refused": (
        QT_TRANSLATE_NOOP("messages", "The server refused the request"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed. It said: {message}"),
        "retry",
    ),
    "Unauthorized": (
        QT_TRANSLATE_NOOP("messages", "Your API key was rejected"),
        QT_TRANSLATE_NOOP("messages", "Your copy stays readable and waiting changes are kept. A new key goes on."),
        "new_key",
    ),
    "Unauthorized.unusable": (
        QT_TRANSLATE_NOOP("messages", "This cannot be an API key"),
        QT_TRANSLATE_NOOP(
            "messages", "It holds signs that no key has. Copy the key from AutomateNexus › Settings › API."
        ),
        "new_key",
    ),
    "Forbidden": (
        QT_TRANSLATE_NOOP("messages", "Your API key may not do this"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed. Ask who looks after your workspace for a key that may."),
        "new_key",
    ),
    "ReadOnlyKey": (
        QT_TRANSLATE_NOOP("messages", "Your API key may only read"),
        QT_TRANSLATE_NOOP("messages", "The change is kept here. A key that may write sends it."),
        "new_key",
    ),
    "NotFound": (
        QT_TRANSLATE_NOOP("messages", "This is no longer on the server"),
        QT_TRANSLATE_NOOP("messages", "Somebody may have deleted it. The next sync brings this copy up to date."),
        "retry",
    ),
    "Conflict": (
        QT_TRANSLATE_NOOP("messages", "The server has something else in its place"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed there. It said: {message}"),
        "",
    ),
    "EmailTaken": (
        QT_TRANSLATE_NOOP("messages", "This email already belongs to another contact"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed on the server, and what you typed is kept."),
        "",
    ),
    "PreconditionFailed": (
        QT_TRANSLATE_NOOP("messages", "Somebody changed this contact in the meantime"),
        QT_TRANSLATE_NOOP("messages", "Nothing was overwritten, and your change is kept."),
        "",
    ),
    "ValidationFailed": (
        QT_TRANSLATE_NOOP("messages", "The server does not accept these values"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed there, and what you typed is kept. It said: {message}"),
        "",
    ),
    "RateLimited": (
        QT_TRANSLATE_NOOP("messages", "The server asks for a pause"),
        QT_TRANSLATE_NOOP("messages", "Too many requests in a short time. The program goes on by itself."),
        "",
    ),
    "ServerError": (
        QT_TRANSLATE_NOOP("messages", "The server has a problem"),
        QT_TRANSLATE_NOOP("messages", "It answered {status}. Your copy stays readable, and the program keeps trying."),
        "retry",
    ),
    # ── the sync ──
    "SyncError": (
        QT_TRANSLATE_NOOP("messages", "Not everything is up to date"),
        QT_TRANSLATE_NOOP("messages", "What was downloaded before is still here."),
        "retry",
    ),
    "DeletionsHeld": (
        QT_TRANSLATE_NOOP("messages", "The server no longer lists {gone} of your {contacts} contacts"),
        QT_TRANSLATE_NOOP("messages", "Nothing was deleted here, in case it is a mistake there."),
        "accept_deletions",
    ),
    "EndedInPart": (
        QT_TRANSLATE_NOOP("messages", "Only a part of the contacts could be read"),
        QT_TRANSLATE_NOOP("messages", "{listed} came. What was here before is kept; the next sync tries again."),
        "retry",
    ),
    "RecordsSetAside": (
        QT_TRANSLATE_NOOP("messages", "Records that could not be read: {count}"),
        QT_TRANSLATE_NOOP("messages", "All others are here. These are left as they are on the server."),
        "",
    ),
    "Stalled": (
        QT_TRANSLATE_NOOP("messages", "The download does not come forward"),
        QT_TRANSLATE_NOOP("messages", "Nothing came for {seconds} seconds. What came before is kept."),
        "retry",
    ),
    # ── the local copy ──
    "StoreError": (
        QT_TRANSLATE_NOOP("messages", "The local copy could not be used"),
        QT_TRANSLATE_NOOP("messages", "Your contacts on the server are not touched by this."),
        "retry",
    ),
    "WrongKey": (
        QT_TRANSLATE_NOOP("messages", "The local copy was made with another key"),
        QT_TRANSLATE_NOOP("messages", "It was not touched. Your contacts on the server can be downloaded again."),
        "rebuild",
    ),
    "Damaged": (
        QT_TRANSLATE_NOOP("messages", "The local copy is damaged"),
        QT_TRANSLATE_NOOP("messages", "It is kept aside as {kept_aside}. Your contacts are downloaded again."),
        "rebuild",
    ),
    "NewerSchema": (
        QT_TRANSLATE_NOOP("messages", "The local copy belongs to a newer version"),
        QT_TRANSLATE_NOOP(
            "messages", "It was not touched. Start the newer version of the program, or update this one."
        ),
        "",
    ),
    "DiskFull": (
        QT_TRANSLATE_NOOP("messages", "The disk is full"),
        QT_TRANSLATE_NOOP("messages", "What was stored before is safe and readable. Make room, and the sync goes on."),
        "retry",
    ),
    "Busy": (
        QT_TRANSLATE_NOOP("messages", "Another program is using the local copy"),
        QT_TRANSLATE_NOOP("messages", "Nothing was lost. It works again as soon as the other one is done."),
        "retry",
    ),
    "Interrupted": (
        QT_TRANSLATE_NOOP("messages", "The search was stopped"),
        QT_TRANSLATE_NOOP("messages", "Its answer was no longer wanted."),
        "retry",
    ),
    # ── accounts and keys ──
    "AccountError": (
        QT_TRANSLATE_NOOP("messages", "The workspace could not be opened"),
        QT_TRANSLATE_NOOP("messages", "Its local copy is not touched by this."),
        "switch_account",
    ),
    "NoAccount": (
        QT_TRANSLATE_NOOP("messages", "No workspace is connected yet"),
        QT_TRANSLATE_NOOP("messages", "Connect one with an API key, or try the sample workspace."),
        "switch_account",
    ),
    "UnknownAccount": (
        QT_TRANSLATE_NOOP("messages", "No workspace is called {name}"),
        QT_TRANSLATE_NOOP("messages", "Choose one of those that are connected."),
        "switch_account",
    ),
    "NameTaken": (
        QT_TRANSLATE_NOOP("messages", "Another workspace is called {name}"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed. Choose another name."),
        "",
    ),
    "KeyMissing": (
        QT_TRANSLATE_NOOP("messages", "The key of {name} is not in the keyring"),
        QT_TRANSLATE_NOOP("messages", "Enter it again. Your contacts on the server are not touched by this."),
        "new_key",
    ),
    "AccountsUnreadable": (
        QT_TRANSLATE_NOOP("messages", "The list of workspaces cannot be read"),
        QT_TRANSLATE_NOOP("messages", "It was left as it is: {path}. Keys and local copies are not touched."),
        "",
    ),
    "KeyringUnavailable": (
        QT_TRANSLATE_NOOP("messages", "No system keyring found"),
        QT_TRANSLATE_NOOP(
            "messages", "The key can be kept for this session only. GNOME Keyring or KWallet remember it."
        ),
        "retry",
    ),
    "KeyringUnavailable.locked": (
        QT_TRANSLATE_NOOP("messages", "The system keyring is locked"),
        QT_TRANSLATE_NOOP("messages", "Unlock it, then try again. The key is kept nowhere else."),
        "retry",
    ),
    "KeyringUnavailable.refused": (
        QT_TRANSLATE_NOOP("messages", "The system keyring refused"),
        QT_TRANSLATE_NOOP("messages", "The key can be used for this session without being kept."),
        "retry",
    ),
    "KeyringUnavailable.slow": (
        QT_TRANSLATE_NOOP("messages", "The system keyring does not answer"),
        QT_TRANSLATE_NOOP("messages", "It may wait for its password behind another window."),
        "retry",
    ),
    # ── files and the program's own server ──
    "ExchangeError": (
        QT_TRANSLATE_NOOP("messages", "The file could not be used"),
        QT_TRANSLATE_NOOP("messages", "No contact was changed."),
        "",
    ),
    "MergeBlocked": (
        QT_TRANSLATE_NOOP("messages", "These two cannot be merged now"),
        QT_TRANSLATE_NOOP("messages", "Changes of one of them wait. Send or discard them first; nothing was changed."),
        "",
    ),
    "DuplicatesError": (
        QT_TRANSLATE_NOOP("messages", "The search for duplicates did not end"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed. What was found before is still listed."),
        "retry",
    ),
    "ScanStopped": (
        QT_TRANSLATE_NOOP("messages", "The search for duplicates was stopped"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed. What was found before is still listed."),
        "",
    ),
    "UnreadableContacts": (
        QT_TRANSLATE_NOOP("messages", "There are no contacts in this file"),
        QT_TRANSLATE_NOOP("messages", "{path}: {reason}. Nothing was changed."),
        "",
    ),
    "UnreadableFile": (
        QT_TRANSLATE_NOOP("messages", "This file cannot be read as contacts"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed. The system says of {path}: {reason}"),
        "",
    ),
    "UnreadableFile.empty": (
        QT_TRANSLATE_NOOP("messages", "This file cannot be read as contacts"),
        QT_TRANSLATE_NOOP("messages", "{path} is empty. Nothing was changed."),
        "",
    ),
    "UnreadableFile.not_text": (
        QT_TRANSLATE_NOOP("messages", "This file cannot be read as contacts"),
        QT_TRANSLATE_NOOP("messages", "{path} is no text. Give a CSV or vCard file. Nothing was changed."),
        "",
    ),
    "UnreadableFile.encoding": (
        QT_TRANSLATE_NOOP("messages", "This file cannot be read as contacts"),
        QT_TRANSLATE_NOOP("messages", "The letters of {path} cannot be told. Save it as UTF-8. Nothing was changed."),
        "",
    ),
    "UnreadableFile.columns": (
        QT_TRANSLATE_NOOP("messages", "This file cannot be read as contacts"),
        QT_TRANSLATE_NOOP("messages", "{path} has too many columns. Leave some out. Nothing was changed."),
        "",
    ),
    "UnreadableFile.long_names": (
        QT_TRANSLATE_NOOP("messages", "This file cannot be read as contacts"),
        QT_TRANSLATE_NOOP("messages", "The first line of {path} is too long to name columns. Nothing was changed."),
        "",
    ),
    "UnreadableFile.no_cards": (
        QT_TRANSLATE_NOOP("messages", "This file cannot be read as contacts"),
        QT_TRANSLATE_NOOP("messages", "{path} holds no vCard. Nothing was changed."),
        "",
    ),
    "NotPrinted": (
        QT_TRANSLATE_NOOP("messages", "The printer took no pages"),
        QT_TRANSLATE_NOOP("messages", "Nothing is changed. Look whether it is switched on and reached: {printer}."),
        "",
    ),
    "NotWritten": (
        QT_TRANSLATE_NOOP("messages", "The file could not be written"),
        QT_TRANSLATE_NOOP("messages", "{path}: {reason}. What stood there before is unchanged."),
        "",
    ),
    "Stopped": (
        QT_TRANSLATE_NOOP("messages", "Stopped"),
        QT_TRANSLATE_NOOP("messages", "Nothing was written."),
        "",
    ),
    "UnreadableBackup": (
        QT_TRANSLATE_NOOP("messages", "The backup cannot be read"),
        QT_TRANSLATE_NOOP("messages", "{path}: {reason}. Nothing was changed."),
        "",
    ),
    "NotABackup": (
        QT_TRANSLATE_NOOP("messages", "This file is not a backup of Nexus Contacts"),
        QT_TRANSLATE_NOOP("messages", "{path} holds something else. Nothing was changed."),
        "",
    ),
    "NewerBackup": (
        QT_TRANSLATE_NOOP("messages", "A newer version made this backup"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed. Update the program, then restore it."),
        "",
    ),
    "DamagedBackup": (
        QT_TRANSLATE_NOOP("messages", "This backup is damaged"),
        QT_TRANSLATE_NOOP(
            "messages", "It is not as it was written, so nothing of it was used or changed. Try another copy of it."
        ),
        "",
    ),
    "DamagedBackup.cut": (
        QT_TRANSLATE_NOOP("messages", "The end of this backup is missing"),
        QT_TRANSLATE_NOOP(
            "messages", "It may not have been copied completely. Nothing was changed. Try another copy of it."
        ),
        "",
    ),
    "WrongPassphrase": (
        QT_TRANSLATE_NOOP("messages", "This is not the backup's passphrase"),
        QT_TRANSLATE_NOOP("messages", "Capitals and blanks count. Nothing was changed."),
        "",
    ),
    "OtherWorkspace": (
        QT_TRANSLATE_NOOP("messages", "This key opens another workspace"),
        QT_TRANSLATE_NOOP(
            "messages", "None of the backup's contacts that were looked up is known there. Nothing was changed."
        ),
        "",
    ),
    "RefusedError": (
        QT_TRANSLATE_NOOP("messages", "The sample workspace refused the request"),
        QT_TRANSLATE_NOOP("messages", "Nothing was changed in it."),
        "",
    ),
    "UnusableDatabaseError": (
        QT_TRANSLATE_NOOP("messages", "The workspace's database cannot be used"),
        QT_TRANSLATE_NOOP("messages", "It was not changed. The reason given is: {reason}"),
        "retry",
    ),
}
