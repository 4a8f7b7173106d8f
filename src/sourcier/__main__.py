"""`python -m sourcier` is the command `sourcier`."""

from sourcier.app.cli import main

if __name__ == "__main__":
    main()
