"""How the command line is spoken: `build` may be left out, and a mistyped command gets a suggestion."""

from __future__ import annotations

import os

import click

from pipeline.wording import did_you_mean, quoted

DEFAULT = "build"


class Commands(click.Group):
    """A group whose first word may be a case instead of a command; then the command is `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {option for param in self.get_params(ctx) for option in param.opts}
        if not args or (args[0].split("=")[0] not in own and not self._is_command(args[0])):
            misplaced = next((word for word in args[1:] if word in self.commands and not os.path.lexists(word)), None)
            if misplaced is not None:
                raise click.UsageError(f"Skriv kommandoen først: make-docs {misplaced} …", ctx)
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def _is_command(self, word: str) -> bool:
        if word in self.commands:
            return True
        looks_like_a_path = word.startswith("-") or "/" in word or "\\" in word or "." in word or os.path.lexists(word)
        return not looks_like_a_path

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            case = f"cases/{args[0]}.yaml"
            guess = f"Mente du {quoted(case)}?" if os.path.lexists(case) else did_you_mean(args[0], self.commands)
            listed = f"Kommandoene er {', '.join(self.commands)}."
            raise click.UsageError(
                f"{quoted(args[0])} er verken en kommando, en sak eller en mappe. {guess or listed}", ctx
            )
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help shows the options of `build` too, since that is what most people run."""
        super().format_options(ctx, formatter)
        options = [param for param in self.commands[DEFAULT].params if isinstance(param, click.Option)]
        with formatter.section("Valg når du lager dokumenter (build)"):
            formatter.write_dl([record for option in options if (record := option.get_help_record(ctx)) is not None])
