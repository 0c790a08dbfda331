"""`python -m data import | export | verify | demo | check | docs`."""

import sys

if len(sys.argv) > 1 and sys.argv[1] == "export":
    # The filter belongs to the questions' layer; this command is the edge where both meet.
    from queries.export import main as export_main

    sys.exit(export_main(sys.argv[2:]))

from data.command import main

sys.exit(main())
