"""Participatory methods of the example cycles: what groups answered, read from `fixtures/demo/metode/`."""
