"""Back ends, which compile and run lowered modules."""
