"""Pages for the owner of the chain protocol: the versions, a draft, its release, and the review."""
