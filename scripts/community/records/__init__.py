"""The records of a community: one module for each room of the house."""
