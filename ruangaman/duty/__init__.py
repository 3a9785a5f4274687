"""Who is woken, when and how: rosters (piket), addresses for notices, the outbox."""
