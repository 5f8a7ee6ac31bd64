"""The economics as pure functions on arrays; hot loops compiled."""
