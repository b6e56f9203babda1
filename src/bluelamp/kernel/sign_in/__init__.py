"""Who is at the desk: passwords, second factors, sessions, and how often one may try.

Owned by whoever runs Bluelamp for the force. What a person may do once they are in is decided in ``kernel/access``.
"""
