"""Child processes with limits of time and memory, and the reading of documents in one."""
