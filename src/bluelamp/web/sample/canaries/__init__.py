"""A small world to probe on: a record of every kind, in every hand, and each text in it a word found nowhere else.

``expected.yaml`` says who there is, what there is, and who may be shown which item of it, written from the documents
and not from the code. The tests ask it of every route; ``bluelamp sample --canaries`` makes it for whoever asks from
outside, and tells in ``canaries.json`` who may be shown which word.
"""
