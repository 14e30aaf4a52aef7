"""What tests found about how accessible the site is; `make audit` adds to these records."""

from typing import Literal

from community.records.base import Part, Record
from community.text import PartialDate

StateName = Literal["light", "dark", "forced-colours", "narrow", "menu-open", "search-open"]


class Check(Part):
    """One way of testing: with which tool, how many views of pages, and how many faults it found."""

    kind: Literal["rules", "markup", "layout"]
    tool: str
    version: str
    views: int
    faults: int
    states: tuple[StateName, ...] = ()


class Assessment(Record):
    """All that was tested on one day, and who has not tested."""

    date: PartialDate
    pages: int
    languages: int
    checks: tuple[Check, ...]
    by_people_with_disabilities: bool
    by_screen_reader_users: bool
