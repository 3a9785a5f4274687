"""An attacker with everything that is published tries to work out what was hidden."""
