"""The command's help and its refusals, in French."""

import argparse
import re
import sys
from typing import NoReturn

_SAID = (
    (r"the following arguments are required: (.+)", r"il manque : \1"),
    (r"argument (.+?): expected one argument", r"\1 attend une valeur"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1 : « \2 » n’est pas connu ; au choix : \3"),
    (r"argument (.+?): (.+)", r"\1 : \2"),
    (r"unrecognized arguments: (.+)", r"on ne sait que faire de : \1"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 peut être \2"),
)


class _Form(argparse.RawDescriptionHelpFormatter):
    """Help with French headings; what the authors laid out stays as it is."""

    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, "usage : " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks French."""

    def __init__(self, **options):
        options.setdefault("formatter_class", _Form)
        super().__init__(add_help=False, **options)
        self._positionals.title, self._optionals.title = "arguments", "options"
        self.add_argument("-h", "--help", "--aide", action="help", help="afficher cette aide")

    def error(self, message: str) -> NoReturn:
        """What is wrong with the arguments, then where to read more; exit status 2."""
        for pattern, said in _SAID:
            if found := re.fullmatch(pattern, message):
                message = found.expand(said)
                break
        print(f"{self.prog} : {message}\n{self.prog} --help en dit plus.", file=sys.stderr)
        raise SystemExit(2)
