"""Where the frozen program begins."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # before all else: a library may start this very program as its helper
    from explorer.__main__ import main

    sys.exit(main())
