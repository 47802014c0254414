"""The program `nyhendegraf`, also as `python -m app`."""

import sys

_INTERRUPTED = 130
"""As a shell tells SIGINT; here because `app.cli` is not there yet."""


def main() -> None:
    """Runs the command line; Ctrl+C while it is still being loaded is answered with one line too."""
    try:
        from app.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(_INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
