"""What is asked on the public pages that inform, and where services are kept."""
