"""The formats of documents: PDF that Typst sets, and files of word processors to write in.

Processes that make documents start with this module, so it imports nothing of the community's records.
"""

from functools import cache

from community.documents import office, press
from community.documents.file import File

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}


def is_office(template: str) -> bool:
    """Tell whether a template makes a file of a word processor."""
    return not template.endswith(".typ")


def write(template: str, data: str, most_pages: int | None = None) -> File:
    """Return the document that a template makes of its data. Raises press.SettingFailed."""
    return office.write(template, data) if is_office(template) else press.press(template, data, most_pages)


@cache
def template_print(template: str) -> str:
    """Return a fingerprint of all that makes a document besides its data."""
    return office.office_print(template) if is_office(template) else press.press_print(template)


def write_or_tell(job: tuple[str, str, int | None]) -> File | str:
    """Return a document, or why it could not be set: an exception would end the others of a pool too."""
    try:
        return write(*job)
    except press.SettingFailed as failed:
        return str(failed)
