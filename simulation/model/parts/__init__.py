"""What a world is made of: dataclasses of state and what builds them; nothing here knows the world."""
