"""Runs MiniStack until standard input closes. So it never outlives the tests, however they end."""

import os
import signal
import sys
import threading

from ministack.app import AUTH, main


def stop_with_the_tests():
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=stop_with_the_tests, daemon=True).start()
if AUTH:
    import like_aws

    like_aws.make()
main()
