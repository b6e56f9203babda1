"""Who may see and do what: users, roles, and the scope every query takes."""
