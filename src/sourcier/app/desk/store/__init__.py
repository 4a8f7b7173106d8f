"""What the desk keeps: dossiers, decisions, jobs, people, settings; on SQLite, or on PostgreSQL by URL."""
