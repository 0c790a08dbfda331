"""`python -m queries`."""

import io
import sys

from queries.command import main

if isinstance(sys.stdout, io.TextIOWrapper):
    sys.stdout.reconfigure(encoding="utf-8")
sys.exit(main())
