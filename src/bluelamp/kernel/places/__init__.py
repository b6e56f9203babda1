"""Where things happen: force, local policing units, neighbourhoods, districts, wards, LSOAs, Priority Areas."""
