"""Publishing: a built site becomes a release, and takes the old one's place at once or not at all.

Beside the site, `<site>.releases/` holds the last releases, each named by its number and the hash of its manifest; the
site itself is a link to one of them. Only the replacement of that link changes what readers get.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from community.hosting.policy import immutable_pattern
from community.problems import Problem, ProblemsFound

# In the format of sha256sum, so that `sha256sum --check` reads them too; the second lists what is kept of old releases.
MANIFEST = "manifest.sha256"
EARLIER = "manifest-earlier.sha256"
# Named by what they hold: a reader who opened a page before a release came asks for those of its own release later.
_IMMUTABLE = re.compile(immutable_pattern())
KEPT = 3
_MADE_OF = "made-of"
_RELEASE = re.compile(r"(\d+)-([0-9a-f]{12})")
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


class Releases:
    """The releases of one site."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site.with_name(f"{site.name}.releases")

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Yield a path for a new build, which nobody else has; what is left there in the end is removed.

        Raises ProblemsFound while another run builds the same site.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / "new"
        try:
            with FileLock(self.folder / "lock", timeout=0):
                shutil.rmtree(new, ignore_errors=True)  # of a run that was killed
                try:
                    yield new
                finally:
                    shutil.rmtree(new, ignore_errors=True)
        except Timeout:
            raise ProblemsFound(
                [Problem(str(self.site), 1, "is being built by another run; wait until that has ended")]
            ) from None

    def publish(self, built: Path) -> Path:
        """Make a built site the current release and return its folder; nothing changes if it is that already."""
        digest = write_manifest(built)
        current = self.current()
        if current and current.name.endswith(f"-{digest}"):
            return current
        self._keep_earlier(built)
        number = max((_number(path) for path in self._all()), default=0) + 1
        release = self.folder / f"{number}-{digest}"
        _flush(built)
        built.rename(release)
        _flush_folder(self.folder)
        self._point_to(release)
        self._forget_old()
        return release

    def roll_back(self) -> Path:
        """Make the release before the current one current again; raises ProblemsFound where there is none."""
        current = self.current()
        earlier = [path for path in self._all() if current and _number(path) < _number(current)]
        if not earlier:
            raise ProblemsFound([Problem(str(self.site), 1, "has no earlier release to go back to")])
        self._point_to(earlier[-1])
        return earlier[-1]

    def current(self) -> Path | None:
        """Return the folder of the release that readers get, if there is one."""
        if not self.site.is_symlink():
            return None
        name = self.site.readlink().name
        return next((path for path in self._all() if path.name == name), None)

    def _keep_earlier(self, built: Path) -> None:
        """Put into a new release what releases before had of files that never change, and leave old files their time.

        Servers tell by time and size whether a browser's copy is still good: an old page must not look new.
        """
        own = _listed(built)
        kept: dict[str, str] = {}
        for release in self._all()[-KEPT + 1 :]:
            for name, digest in _listed(release).items():
                before, after = release / name, built / name
                if own.get(name) == digest and not after.samefile(before):
                    os.utime(after, ns=(before.stat().st_atime_ns, before.stat().st_mtime_ns))
                elif name not in own and _IMMUTABLE.match(name):
                    after.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(before, after)
                    kept[name] = digest
        text = "".join(f"{digest}  {name}\n" for name, digest in sorted(kept.items()))
        (built / EARLIER).write_text(text, encoding="utf-8", newline="\n")

    def _all(self) -> list[Path]:
        found = [path for path in self.folder.glob("*") if _RELEASE.fullmatch(path.name)]
        return sorted(found, key=_number)

    def _point_to(self, release: Path) -> None:
        if self.site.exists() and not self.site.is_symlink():
            # A folder of an earlier version of this script, which knew no releases; this happens once.
            shutil.rmtree(self.folder / "before", ignore_errors=True)
            self.site.rename(self.folder / "before")
        link = self.folder / "link"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(self.folder.name) / release.name, target_is_directory=True)
        link.replace(self.site)
        _flush_folder(self.site.parent)
        shutil.rmtree(self.folder / "before", ignore_errors=True)

    def _forget_old(self) -> None:
        current = self.current()
        for path in self._all()[:-KEPT]:
            if path != current:
                shutil.rmtree(path)


def remember(site: Path, print_now: str) -> None:
    """Keep what the current release was made of, by its fingerprint."""
    releases = Releases(site)
    if current := releases.current():
        (releases.folder / _MADE_OF).write_text(f"{current.name} {print_now}\n", encoding="utf-8")


def unchanged(site: Path, print_now: str) -> Path | None:
    """Return the current release if it was made of just this and is still as it was published."""
    releases = Releases(site)
    current, made_of = releases.current(), releases.folder / _MADE_OF
    if current and made_of.is_file() and made_of.read_text("utf-8") == f"{current.name} {print_now}\n":
        return current if next(check_manifest(current), None) is None else None
    return None


def write_manifest(folder: Path) -> str:
    """Write the manifest of a folder, the hash of each file in it; return the first 12 digits of its own hash."""
    text = "".join(f"{_hash(path)}  {name}\n" for name, path in _files(folder) if name not in (MANIFEST, EARLIER))
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def check_manifest(folder: Path) -> Iterator[Problem]:
    """A published folder holds exactly the files of its manifest, each as it was written."""
    path = folder / MANIFEST
    if not path.is_file():
        yield Problem(MANIFEST, 1, "is missing; this is no site that scripts/build_site.py published")
        return
    here = dict(_files(folder))
    listed = {MANIFEST, EARLIER}
    earlier = (folder / EARLIER).read_text("utf-8").splitlines() if EARLIER in here else []
    lines = [(MANIFEST, number, line) for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)]
    lines += [(EARLIER, number, line) for number, line in enumerate(earlier, start=1)]
    for name, number, line in lines:
        match = _LINE.fullmatch(line)
        if not match:
            yield Problem(name, number, "is no line of a manifest")
            continue
        listed.add(match[2])
        if match[2] not in here:
            yield Problem(match[2], 1, "is missing")
        elif _hash(here[match[2]]) != match[1]:
            yield Problem(match[2], 1, "is not as it was published")
    for name in sorted(here.keys() - listed):
        yield Problem(name, 1, "was not published with the rest")


def _listed(folder: Path) -> dict[str, str]:
    """Return the name and hash of every file that the manifest of a folder lists."""
    lines = (folder / MANIFEST).read_text("utf-8").splitlines()
    return {match[2]: match[1] for line in lines if (match := _LINE.fullmatch(line))}


def _number(release: Path) -> int:
    match = _RELEASE.fullmatch(release.name)
    assert match
    return int(match[1])


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if not path.is_dir():
            yield path.relative_to(folder).as_posix(), path


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _flush(folder: Path) -> None:
    """Wait until a folder is on the disk, so that a loss of power can't leave a release that is half empty.

    A file that it shares with an earlier release is there already.
    """
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            _flush_folder(path)
        elif path.stat().st_nlink == 1:
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):  # Windows can't flush folders
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
