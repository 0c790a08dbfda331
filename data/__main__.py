"""`python -m data import | export | verify | demo | check | docs`."""

import sys

# Filters belong to the questions' layer; these commands are the edge where both meet.
if sys.argv[1:2] == ["export"]:
    from queries.export import main as export_main

    sys.exit(export_main(sys.argv[2:]))

if sys.argv[1:2] == ["verify"]:
    from queries.evidence_check import main as verify_main

    sys.exit(verify_main(sys.argv[2:]))

from data.command import main

sys.exit(main())
