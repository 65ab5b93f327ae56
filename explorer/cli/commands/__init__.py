"""One module a command, each with `run(arguments) -> exit status`; imported only when the command is given."""
