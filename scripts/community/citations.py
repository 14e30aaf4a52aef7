"""How a page is cited: BibTeX and RIS, in which no character of a title can begin a field or end a record."""

import re
import unicodedata
from dataclasses import dataclass

from community.text import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# BibTeX counts braces even after a backslash, so a brace of a title must be written by its name.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "#$%&_"},
}
# What an address may hold as it is, by RFC 3986; all else is written in per cent.
_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a citation says of a page. The author is the organisation that publishes the site."""

    author: str
    title: str
    site: str
    address: str
    language: str
    updated: PartialDate | None

    @property
    def bibtex(self) -> str:
        """The citation as an entry of BibTeX and biblatex; titles keep their capitals."""
        date = self.updated
        fields = [
            ("author", f"{{{_tex(self.author)}}}"),
            ("title", f"{{{_tex(self.title)}}}"),
            ("howpublished", _tex(self.site)),
            ("year", str(date.year) if date else ""),
            ("month", _MONTHS[date.month - 1] if date and date.month else ""),
            ("day", str(date.day) if date and date.day else ""),
            ("language", _tex(self.language)),
            ("url", _address(self.address)),
        ]
        # A month is one of BibTeX's own words and not a text.
        written = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields if value]
        return "@misc{" + ",\n".join([self._key, *written]) + "\n}\n"

    @property
    def ris(self) -> str:
        """The citation as a record of RIS: a tag, two spaces, a hyphen, a space and the value on each line."""
        date = self.updated
        day = "{}/{}/{}/".format(date.year, *(f"{n:02}" if n else "" for n in (date.month, date.day))) if date else ""
        lines = [
            ("TY", "ELEC"),
            ("AU", _line(self.author)),
            ("TI", _line(self.title)),
            ("T2", _line(self.site)),
            ("PY", str(date.year) if date else ""),
            ("DA", day),
            ("LA", _line(self.language)),
            ("UR", _address(self.address)),
        ]
        return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"

    @property
    def _key(self) -> str:
        path = re.sub(r"^[a-z]+://[^/]*", "", self.address)
        plain = unicodedata.normalize("NFKD", f"{self.site} {path}").encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "page"


def _line(text: str) -> str:
    """Return a text on one line, without characters that control a terminal or the direction of writing."""
    spaced = "".join(" " if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character for character in text)
    return " ".join("".join(c for c in spaced if unicodedata.category(c) not in {"Cf", "Cs"}).split())


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _line(text))


def _address(address: str) -> str:
    return _NOT_IN_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), _line(address))
