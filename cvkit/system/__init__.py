"""The operating system: programs, the sandbox, file locks, temporary folders, the cache folder."""
