"""The auditors' pages: who saw or changed what, who should be asked why, and whether the record is as it was written.

The record itself is the kernel's lowest drawer and knows no people, roles or pages; here they meet. Reading the record
is written in it as well, and nobody can change it from here.
"""
