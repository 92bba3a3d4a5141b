"""Web pages: fetching an address, and what to say when that fails."""
