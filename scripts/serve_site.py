"""Show the site at http://localhost:8000/ and renew it at every change; other options are MkDocs' own."""

import os
import subprocess
import sys

from community.command_line import parser_of, tells_problems
from community.configuration import check_configuration


@tells_problems
def main() -> int:
    """Serve the project until it is interrupted; MkDocs gets to read mkdocs.yml only if nothing in it can run code."""
    options, others = parser_of(__doc__).parse_known_args()
    check_configuration(options.project)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", *others]
    try:
        return subprocess.run(command, cwd=options.project, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
