"""A community of practice, from YAML records and prose in git to a website in several languages."""
