"""What is wrong with a field, under the field."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.account.problem import Problem


def test_it_shows_only_while_there_is_something_to_say(qtbot: QtBot) -> None:
    problem = Problem()
    qtbot.addWidget(problem)
    hidden = problem.isVisible()

    problem.say("Your API key was rejected", "Check that it was copied completely.")
    shown = problem.isVisible()
    problem.say("")

    assert (hidden, shown, problem.isVisible()) == (False, True, False)
    problem.say("Nothing answers")
    assert problem.accessibleName() == "Nothing answers"
