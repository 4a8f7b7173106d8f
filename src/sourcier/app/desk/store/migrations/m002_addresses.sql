CREATE INDEX articles_name ON articles {by_hash}(name);
