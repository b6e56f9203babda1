"""No one gets in where they do not belong: every route, method, kind of person and object, judged by what comes out.

Each field of each record holds a word found nowhere else. Who may be shown which of them is written down in
``expected.yaml``, from the documents and not from the code. A word in an answer to somebody for whom it is not there
is a leak, whatever the status; a row changed by somebody who may not change it is a breach.
"""
