pytest_plugins = ["cairn"]
