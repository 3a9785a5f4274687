"""An old copy of the database is put back, on real files and by the commands of an operator."""
