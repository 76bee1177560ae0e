"""The participatory planning workflow and its documents."""
