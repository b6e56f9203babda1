"""Composes everything: settings, addresses, home, the sample and the command line."""
