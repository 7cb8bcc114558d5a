"""Errors that a person using 政图 can act on."""


class UserError(Exception):
    """A mistake or an obstacle on the user's side; ``str(error)`` is one line of Chinese that says what to do.

    The command line prints it and exits with 1. Anything else that is raised is a fault of ours.
    """


class UnreadableFile(UserError):
    """A file that cannot be read as a plan: missing, empty, binary, encrypted, damaged, too large."""
