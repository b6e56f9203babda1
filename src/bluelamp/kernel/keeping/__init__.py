"""How long records are kept, when somebody looks at whether they still should be, and how they go.

Owned by the information-governance officer of each organisation. Nothing is disposed of by one person alone, and
nothing at all while a legal hold stands. What a kind of record consists of, and so how it is erased, is said by the app
that keeps it: see :mod:`plans`.
"""
