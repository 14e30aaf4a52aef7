"""Real servers on this machine, with the files that the site ships for them, and requests as they go over the line."""

import gzip
import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from time import sleep
from urllib.parse import urlsplit

import brotli

from community.project import ROOT

_MODULE = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
NAME = "community.example"
# The certificate is one that the test made for itself.
_TRUSTING = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_TRUSTING.check_hostname, _TRUSTING.verify_mode = False, ssl.CERT_NONE


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sends: the status, the headers with small letters (several of one name joined), the body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, unpacked as a browser does."""
        coding = self.headers.get("content-encoding", "")
        unpack = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}[coding]
        return unpack(self.body).decode()


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is running; `root` is its address, which ends with a slash."""

    root: str
    plain: str = ""  # where it listens without TLS

    def get(
        self, path: str = "", headers: dict[str, str] | None = None, method: str = "GET", plain: bool = False
    ) -> Answer:
        """Return the answer to one request, as it is: no redirect is followed, nothing unpacked."""
        address = urlsplit(self.plain if plain else self.root)
        assert address.hostname
        connection: HTTPConnection
        if address.scheme == "https":
            connection = HTTPSConnection(address.hostname, address.port, context=_TRUSTING, timeout=30)
        else:
            connection = HTTPConnection(address.hostname, address.port, timeout=30)
        try:
            connection.request(method, f"/{path}", headers={"Host": NAME, **(headers or {})})
            response = connection.getresponse()
            sent: dict[str, str] = {}
            for name, value in response.getheaders():
                key = name.lower()
                sent[key] = f"{sent[key]}, {value}" if key in sent else value
            return Answer(response.status, sent, response.read())
        finally:
            connection.close()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def nginx(root: Path, scratch: Path, base: str = "") -> Iterator[Server]:
    """Run nginx with deploy/nginx.conf, changed only where it says so; `base` is the path of the site in the root."""
    scratch.mkdir(parents=True, exist_ok=True)
    certificate, key = _certificate(scratch)
    http, https = free_port(), free_port()
    site = root / base if base else root
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for old, new in (
        ("include /srv/www/site/", f"include {site}/"),
        ("root /srv/www/site;", f"root {root};"),
        ("/etc/ssl/community.example/fullchain.pem", str(certificate)),
        ("/etc/ssl/community.example/privkey.pem", str(key)),
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("listen 80;", f"listen 127.0.0.1:{http};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{https} ssl"),
    ):
        assert old in text, f"deploy/nginx.conf has no '{old}'"
        text = text.replace(old, new)
    (scratch / "site.conf").write_text(text, "utf-8")
    (scratch / "nginx.conf").write_text(
        f"load_module {_MODULE};\ndaemon off;\npid {scratch}/pid;\nworker_processes 2;\n"
        f"error_log {scratch}/error.log;\n"
        + ("user root;\n" if os.getuid() == 0 else "")
        + "events { worker_connections 512; }\nhttp {\n  access_log off;\n"
        + "".join(
            f"  {kind}_temp_path {scratch}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"  include {scratch}/site.conf;\n}}\n",
        "utf-8",
    )
    command = [
        _program("nginx"),
        "-p",
        str(scratch),
        "-c",
        str(scratch / "nginx.conf"),
        "-e",
        str(scratch / "error.log"),
    ]
    with _running(command, https, scratch / "error.log"):
        yield Server(f"https://127.0.0.1:{https}/", f"http://127.0.0.1:{http}/")


@contextmanager
def apache(root: Path, scratch: Path) -> Iterator[Server]:
    """Run Apache on a folder whose .htaccess it reads, with the modules that the guide names and no other setting."""
    scratch.mkdir(parents=True, exist_ok=True)
    port = free_port()
    modules = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite")
    loaded = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules)
    (scratch / "apache.conf").write_text(
        f"{loaded}ServerName {NAME}\nListen 127.0.0.1:{port}\nPidFile {scratch}/pid\nErrorLog {scratch}/error.log\n"
        f"TypesConfig /etc/mime.types\nDocumentRoot {root}\nServerTokens Prod\n"
        f"<Directory {root}>\n  AllowOverride All\n  Require all granted\n  Options FollowSymLinks\n</Directory>\n",
        "utf-8",
    )
    command = [_program("apache2"), "-X", "-d", str(scratch), "-f", str(scratch / "apache.conf")]
    with _running(command, port, scratch / "error.log"):
        yield Server(f"http://127.0.0.1:{port}/")


def _program(name: str) -> str:
    """Return where a server is: Debian puts it on root's path only."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") or name


@contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if process.poll() is not None or probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            sleep(0.05)
        told = log.read_text("utf-8") if log.exists() else ""
        assert process.poll() is None, f"{command[0]} ended: {process.stderr and process.stderr.read()}{told}"
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)
        assert process.stderr
        process.stderr.close()


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Return a certificate that nobody trusts and its key, made for this test."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    command += ["-subj", f"/CN={NAME}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key
