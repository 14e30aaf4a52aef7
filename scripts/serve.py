"""Show the site as it would be now, at http://localhost:8000/, and show every change in the browser at once."""

import sys

from community.command_line import parser_of, tells_problems
from community.preview import previewing


@tells_problems
def main() -> int:
    """Serve the preview until it is stopped with Ctrl+C."""
    parser = parser_of(__doc__)
    parser.add_argument("--locale", action="append", default=[], help="only this language; may be given again")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    with previewing(options.project.resolve(), tuple(options.locale), options.port) as server:
        first = f"{options.locale[0]}/" if options.locale and options.locale[0] != "en" else ""
        print(f"The preview is at http://localhost:{server.server_port}/{first} (Ctrl+C stops it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
