"""The areas of local policing. Each owns its records; none knows another."""
