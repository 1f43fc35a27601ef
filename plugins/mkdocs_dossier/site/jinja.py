"""The templates' environment: everything escaped, nothing undefined, and calls as fast as Jinja allows."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, Template
from jinja2 import nodes as jinja
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from mkdocs_dossier.site.i18n import Interface
from mkdocs_dossier.site.template_cache import Compiled, compiled

#: Functions that need the context they are called in.
_IN_CONTEXT = frozenset({"gettext", "ngettext", "pgettext", "npgettext"})

#: Longer texts are rarely shown twice.
_SHORT = 100

_IN_MEMORY = Compiled()


def environment_of(overrides: Sequence[Path], interface: Interface) -> Environment:
    """Load `overrides` first, then this package's templates, with messages in the language of an interface."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(list(overrides)), PackageLoader("mkdocs_dossier.site")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        bytecode_cache=_IN_MEMORY if overrides else compiled(Path(__file__)),
        auto_reload=False,  # each build has its own environment
        optimized=False,  # our templates have no constants to fold, and looking for them is slow
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        interface.gettext, interface.ngettext, newstyle=True
    )
    environment.globals["_"] = _Translated(interface.gettext)
    environment.code_generator_class = _Compiler
    environment.template_class = _Template
    return environment


class _Compiler(CodeGenerator):
    """Compile a call to a plain call: Jinja inspects each callable for the arguments of its own that it wants.

    A page of records makes thousands of calls, and only those that translate a plural want such an argument.
    """

    def visit_Call(self, node: jinja.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 (the name is Jinja's)
        """Compile a call, such as `here.link(record)` or that of a macro."""
        in_context = isinstance(node.node, jinja.Name) and node.node.name in _IN_CONTEXT
        if in_context or forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self._called(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _called(self, node: jinja.Expr, frame: Frame) -> None:
        """Write the callee: plain attributes of `here`, anything else as Jinja looks it up."""
        names = []
        inner = node
        while isinstance(inner, jinja.Getattr):
            names.append(inner.attr)
            inner = inner.node
        if isinstance(inner, jinja.Name) and inner.name == "here":
            self.visit(inner, frame)
            self.write("".join(f".{name}" for name in reversed(names)))
        else:
            self.visit(node, frame)

    def visit_Output(self, node: jinja.Output, frame: Frame) -> None:  # noqa: N802 (the name is Jinja's)
        """Compile output; `{{ x if y }}` without an else is empty text, not an undefined value shown as nothing."""
        for child in node.nodes:
            if isinstance(child, jinja.CondExpr) and child.expr2 is None:
                child.expr2 = jinja.Const("")
        super().visit_Output(node, frame)


class _Macro(Macro):
    """A macro that calls its body directly if all arguments are positional."""

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        plain = not (self.caller or self.catch_kwargs or self.catch_varargs)
        # These are Jinja's private names, which may change.
        straight = plain and getattr(self, "_default_autoescape", False) and hasattr(self, "_func")
        self._most = len(self.arguments) if straight else -1
        self._absent = [missing] * len(self.arguments)
        """The values of arguments that are not given."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs or len(args) > self._most:
            return super().__call__(*args, **kwargs)
        return Markup(self._func(*args, *self._absent[len(args) :]))


class _Template(Template):
    """A template that uses our macros and our faster escape."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 (the name is Jinja's)
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Create the template of compiled code."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__.update(escape=_escaped, Macro=_Macro)
        return template


def _escaped(value: Any) -> Markup:
    """Escape a value for HTML; most values are HTML already, or names that were escaped before."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return _escaped_before(value) if kind is str and len(value) < _SHORT else escape(value)


_escaped_before = lru_cache(maxsize=2**12)(escape)


class _Translated:
    """Messages in the interface's language, their variables escaped; a message without variables is looked up once."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        self._gettext = gettext
        self._known: dict[str, Markup] = {}

    def __call__(self, message: str, **variables: Any) -> Markup:
        if variables:
            escaped = {name: _escaped(value) for name, value in variables.items()}
            return Markup(self._gettext(message) % escaped)
        found = self._known.get(message)
        if found is None:
            found = self._known[message] = Markup(self._gettext(message)) % {}
        return found
