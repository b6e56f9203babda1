"""Which records database is used, and how it is opened: safe by construction, or refused at the door."""
