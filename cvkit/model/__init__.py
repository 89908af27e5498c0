"""The data types of a record. They are frozen, and no module here reads, writes or formats output."""
