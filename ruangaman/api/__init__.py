"""What programs of partners may read: ``/api/v1/``."""
