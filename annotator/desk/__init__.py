"""What an annotator or a lead can do, with no screen and no async: the screens, the command line and the tests call it.

Every call that changes something has it on disk when it returns.
"""
