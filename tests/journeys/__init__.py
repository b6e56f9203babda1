"""Journeys: what a person does with Bluelamp, done in a browser, and checked for accessibility on the way."""
