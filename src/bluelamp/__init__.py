"""Bluelamp: software for neighbourhood policing. Every figure has a source, and every claim is tested."""

__version__ = "0.1.0"
