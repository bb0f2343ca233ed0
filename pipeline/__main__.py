"""Lets ``python -m pipeline`` be the command ``make-docs``."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
