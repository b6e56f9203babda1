"""How victims of crime and anti-social behaviour rate the service they had (paragraphs 12 and 22 to 31).

Owned by the Quality of Service Bureau.
"""
