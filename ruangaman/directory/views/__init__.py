"""Pages: what everybody reads, and where services are kept."""
