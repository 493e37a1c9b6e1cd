import sys

from portevoix.command import main

sys.exit(main())
