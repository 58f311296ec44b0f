"""One window a person."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.single_instance import SingleInstance

HOLD = """
import sys
from pathlib import Path
from nexus_contacts.desktop.single_instance import SingleInstance
place = SingleInstance(Path(sys.argv[1]))
print(place.take(), flush=True)
sys.stdin.read()
"""

ASK = """
import sys
from pathlib import Path
from nexus_contacts.desktop.single_instance import SingleInstance
place = SingleInstance(Path(sys.argv[1]))
assert not place.take()
print(place.ask_the_first(), flush=True)
"""


def test_a_second_start_raises_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    first = SingleInstance(tmp_path)
    assert first.take()
    first.listen()

    with (
        qtbot.waitSignal(first.raise_wanted, timeout=10_000),
        subprocess.Popen([sys.executable, "-c", ASK, str(tmp_path)], stdout=subprocess.PIPE, text=True) as second,
    ):
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
        answer = second.communicate()[0]

    assert answer.strip() == "True"
    first.release()


def test_the_lock_of_a_killed_program_is_taken_over(tmp_path: Path, qtbot: QtBot) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "True"
        assert not SingleInstance(tmp_path).take()
        holder.kill()

    place = SingleInstance(tmp_path)

    assert place.take()
    place.release()
