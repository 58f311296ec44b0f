"""The probes of the figures run, with few contacts and once; how fast is not this suite's question."""

import figures
import pytest


@pytest.mark.parametrize(
    "only", ["P1", "P12", *(pytest.param(one, marks=pytest.mark.deep) for one in ("P2", "P4", "P5", "P11", "P13"))]
)
def test_a_measure_gives_its_lines(only: str) -> None:
    arguments = ["--contacts", "200", "--runs", "1", "--only", only]

    table = figures.main(arguments)

    assert table.count(f"\n| {only} | ") >= 2
