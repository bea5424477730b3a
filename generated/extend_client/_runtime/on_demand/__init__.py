"""Features that few calls use; their modules are loaded on first use."""
