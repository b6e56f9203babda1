"""What people are called: by what they are at any time, by their work, and as those that a table counts."""

from __future__ import annotations

PERSONS = (
    r"(?:girls?|boys?|wom[ae]n|m[ae]n|mothers?|fathers?|child(?:ren)?|pupils?|students?|learners?|teenagers?|apprentices?|"
    r"patients?|residents?|tenants?|victims?|prisoners?|detainees?|people|persons?|famil(?:y|ies)|households?|adults?|"
    r"service users?|clients?|applicants?|bab(?:y|ies)|infants?|carers?|leavers|refugees?|employees?|claimants?|"
    r"defendants?|complainants?)"
)
"""Whom papers tell of, in a sentence or over a column."""
WORKERS = (
    r"(?:nurses?|porters?|teachers?|workers?|drivers?|sergeants?|constables?|firefighters?|paramedics?|doctors?|"
    r"midwi(?:fe|ves)|clerks?|lecturers?|assistants?|volunteers?|cleaners?|cooks?|shopkeepers?)"
)
WHO = (
    rf"(?:{PERSONS}|{WORKERS}|males?|females?|mums?|dads?|lads?|trainees?|sisters?|brothers?|twins|couples?|"
    r"pensioners?|(?:wheelchair )?users?|customers?|youths?|young people|young person|toddlers?|leaver|lodgers?)"
)
"""Anybody of whom a sentence may tell."""
