"""What the force measures: the catalogue, taking figures, and the pages that review them."""
