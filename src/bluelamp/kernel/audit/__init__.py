"""Who saw or changed what. No record, no data."""
