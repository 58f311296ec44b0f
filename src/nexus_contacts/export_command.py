"""`nexus-contacts export`: contacts of the local copy as CSV or vCards, all of them or a part, without the network."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from nexus_contacts.exchange import csv_out, outgoing
from nexus_contacts.exchange.outgoing import Outgoing, Written
from nexus_contacts.store import facets
from nexus_contacts.store.filters import SORT_COLUMNS, Filter, Sort

if TYPE_CHECKING:
    from nexus_contacts.store.connection import Database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="the file to write (.csv, or .vcf)")
    part = parser.add_argument_group("a part of the contacts (several of one kind: any of them)")
    for name, what in (("status", "S"), ("source", "S"), ("tag", "T"), ("owner", "ID")):
        part.add_argument(f"--{name}", metavar=what, action="append", default=[], help=f"only this {name}")
    part.add_argument("--all-tags", action="store_true", help="all of the tags instead of any")
    part.add_argument("--company", metavar="TEXT", default="", help="the company's name contains this")
    part.add_argument("--search", metavar="WORDS", default="", help="what the search field would find")
    part.add_argument("--score", metavar="MIN-MAX", type=_bounds, help="an engagement score within 0-100")
    look = parser.add_argument_group("how it is written")
    look.add_argument("--sort", metavar="COLUMN", choices=SORT_COLUMNS, help=f"the order: {', '.join(SORT_COLUMNS)}")
    look.add_argument("--descending", action="store_true", help="the other way round")
    look.add_argument("--columns", metavar="A,B,…", type=_names, default=(), help="only these columns, in this order")
    look.add_argument("--bom", action="store_true", help="begin with a byte order mark, as some spreadsheets want it")
    look.add_argument("--vcard", choices=("3.0", "4.0"), help="write vCards of this version (3.0 for a .vcf file)")
    look.add_argument("--notes", action="store_true", help="write the notes that were downloaded into the vCards")


def _bounds(text: str) -> tuple[int, int]:
    least, _, most = text.partition("-")
    found = int(least), int(most or "100")
    if not 0 <= found[0] <= found[1] <= 100:
        raise ValueError(text)
    return found


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def filter_of(chosen: argparse.Namespace) -> Filter:
    """The filter that the options name."""
    return Filter(
        text=chosen.search,
        statuses=tuple(chosen.status),
        sources=tuple(chosen.source),
        tags=tuple(chosen.tag),
        tag_mode="all" if chosen.all_tags else "any",
        owners=tuple(chosen.owner),
        company=chosen.company,
        score=chosen.score,
    )


def unknown_columns(database: "Database", chosen: argparse.Namespace) -> tuple[str, ...]:
    """Those of the columns asked for that there are not."""
    keys = [key for key, _ in facets.custom_keys(database)]
    return tuple(name for name in chosen.columns if name not in csv_out.columns(keys))


def run(database: "Database", chosen: argparse.Namespace) -> Written:
    """Write the file, all of it or nothing. Raises NotWritten, StoreError."""
    is_card = chosen.vcard is not None or chosen.out.suffix.lower() in (".vcf", ".vcard")
    wanted = Outgoing(
        filter=filter_of(chosen),
        sort=Sort(chosen.sort or "name", chosen.descending) if chosen.sort or chosen.descending else None,
        columns=chosen.columns,
        bom=chosen.bom,
        vcard=(chosen.vcard or "3.0") if is_card else None,
        notes=chosen.notes,
    )
    return outgoing.write(database, wanted, chosen.out)
