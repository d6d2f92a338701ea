"""The `gemello` command: the shell's commands and the one that starts the web server, which no room below may join."""

from service.cli import main
from service.web.serve import serve

main.add_command(serve)

if __name__ == "__main__":
    main()
