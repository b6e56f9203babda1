"""What no drawer owns: journeys in a browser, the rules of the house, published results reproduced."""
