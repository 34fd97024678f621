"""From one saved page to one listing."""
