"""Flags: what a security reviewer should look at first, each with its arithmetic."""
