"""The API that partner agencies' own systems use: the same records, rules and audit as the pages, for programs.

Operations live in the ``api.py`` of their drawer; this folder puts them together and holds what a program needs to be
let in: its registration, its tokens, and the answers that a repeated request is given again.
"""
