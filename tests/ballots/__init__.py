"""An attacker with copies of the database tries to tie slips to answers."""
