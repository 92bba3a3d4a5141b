"""Pages of the web: addresses, fetching in a child process, redirects and error messages."""
