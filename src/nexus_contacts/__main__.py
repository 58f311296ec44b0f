"""`python -m nexus_contacts`: hands the arguments to the command line."""

import sys

from nexus_contacts.cli import main

if __name__ == "__main__":
    sys.exit(main())
