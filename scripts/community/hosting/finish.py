"""The last step of a build: what the host needs beside the pages, for the kind of host that is named."""

from community.hosting import apache, nginx, static_hosts
from community.hosting.compress import CACHE_FOLDER, compress
from community.hosting.plan import plan_for
from community.problems import Problem, ProblemsFound
from community.project import Project
from community.published import addresses_in
from community.tree import Tree

# A server of one's own (nginx, Apache, Caddy), or a service that serves a folder.
HOSTS = ("server", "pages", "netlify", "cloudflare")


def finish(
    tree: Tree, project: Project, site_url: str, host: str = "server", preview: bool = False, processes: int = 1
) -> None:
    """Check a built site against the register of addresses, and write the files for its host. Raises ProblemsFound."""
    site = tree.folder
    answered = set(addresses_in(site)) - project.moved_pages.keys()
    plan = plan_for(site, site_url, project.locales, project.moves.resolve(answered))
    files: dict[str, str] = {}
    problems: list[Problem] = []
    if host == "server":
        files[".htaccess"] = apache.htaccess(plan)
        files[".server/nginx-maps.conf"] = nginx.maps_file(plan)
        files[".server/nginx-site.conf"] = nginx.server_file(plan)
    elif host == "pages":
        files[".nojekyll"] = ""  # else folders and files that begin with a dot or a dash are left out
    else:
        files["_headers"] = static_hosts.headers_file(plan)
        files["_redirects"] = (
            static_hosts.netlify_redirects(plan) if host == "netlify" else static_hosts.cloudflare_redirects(plan)
        )
        problems += static_hosts.check_cloudflare(plan) if host == "cloudflare" else ()
        if plan.base != "/":
            problems.append(Problem("SITE_URL", 1, f"{site_url} has a path; {host} serves a site at a host's root"))
    if problems:
        raise ProblemsFound(problems)
    for name, text in files.items():
        tree.write(name, text.encode())
    if host == "server" and not preview:
        compress(tree, project.root / CACHE_FOLDER, processes)
