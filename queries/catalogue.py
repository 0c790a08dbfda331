"""Every module that holds questions; importing this one registers them all."""

from queries import activity

MODULES = (activity,)
