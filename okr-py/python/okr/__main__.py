"""Run the command `okr`."""

import sys

from okr._command import main

sys.exit(main())
