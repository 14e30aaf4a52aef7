"""security.txt: where somebody who found a weakness of the site can tell it, in the form of RFC 9116."""

from datetime import date, timedelta

from community.records.network import Security

PATH = ".well-known/security.txt"
# The standard recommends less than a year; a reader must be able to trust that somebody still looks.
_LONGEST = timedelta(days=366)


def security_text(security: Security, root: str, issues: str) -> str:
    """Return the file of a site at an address; `issues` is where the repository takes reports."""
    contacts = [*security.urls, *(f"mailto:{email}" for email in security.emails)] or [issues]
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {security.expires.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(security.languages)}",
        f"Canonical: {root}{PATH}",
    ]
    return "\n".join(lines) + "\n"


def security_fault(security: Security) -> str | None:
    """Return what is wrong with the dates: exact, and at most a year apart."""
    days = []
    for name in ("updated", "expires"):
        value = getattr(security, name)
        try:
            days.append(date(value.year, value.month, value.day))
        except ValueError:
            return f"security: {name} '{value.isoformat()}' is no day; write it as 2027-09-30"
    if not timedelta(0) < days[1] - days[0] <= _LONGEST:
        return "security: expires must be after updated, and at most a year after"
    return None
