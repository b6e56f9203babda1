"""The force, its departments and teams, and the partners it works with."""
