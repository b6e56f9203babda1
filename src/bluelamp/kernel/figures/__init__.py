"""What the force says about itself: periods, measures, and figures that are taken once and never changed."""
