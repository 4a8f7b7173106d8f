"""What holds many articles: folders, gzip files, archives of the web, feeds. Read as streams."""
