"""The environment of the templates: everything escaped, nothing undefined, and calls as quick as Jinja lets them be."""

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

#: What wants to know the context it is called in.
_IN_CONTEXT = frozenset({"gettext", "ngettext", "pgettext", "npgettext"})

#: A text that is longer is hardly shown twice.
_SHORT = 100

_IN_MEMORY = Compiled()


def environment_of(overrides: Sequence[Path], interface: Interface) -> Environment:
    """The templates of this package, those of `overrides` before them, in the words of an interface."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(list(overrides)), PackageLoader("mkdocs_dossier.site")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        bytecode_cache=_IN_MEMORY if overrides else compiled(Path(__file__)),
        auto_reload=False,  # each build has an environment of its own
        optimized=False,  # nothing in our templates could be worked out beforehand, and looking for it takes long
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        interface.gettext, interface.ngettext, newstyle=True
    )
    environment.globals["_"] = _Translated(interface.gettext)
    environment.code_generator_class = _Compiler
    environment.template_class = _Template
    return environment


class _Compiler(CodeGenerator):
    """Compiles a call to just that: Jinja asks each thing that it calls which argument of its own it wants.

    A page of records is thousands of such calls. Only what translates a number of things wants one.
    """

    def visit_Call(self, node: jinja.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call, such as `here.link(record)` or that of a macro."""
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
        """What is called: of `here`, an attribute that is there; of everything else, as Jinja looks it up."""
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

    def visit_Output(self, node: jinja.Output, frame: Frame) -> None:  # noqa: N802
        """What is shown; `{{ x if y }}` is nothing else, not something undefined that is shown as nothing."""
        for child in node.nodes:
            if isinstance(child, jinja.CondExpr) and child.expr2 is None:
                child.expr2 = jinja.Const("")
        super().visit_Output(node, frame)


class _Macro(Macro):
    """A macro that goes straight to its body where it is called with arguments by their places only."""

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        plain = not (self.caller or self.catch_kwargs or self.catch_varargs)
        # By Jinja's own names, which may change.
        straight = plain and getattr(self, "_default_autoescape", False) and hasattr(self, "_func")
        self._most = len(self.arguments) if straight else -1
        self._absent = [missing] * len(self.arguments)
        """What stands for arguments that are not given."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs or len(args) > self._most:
            return super().__call__(*args, **kwargs)
        return Markup(self._func(*args, *self._absent[len(args) :]))


class _Template(Template):
    """A template that knows our macros, and what is quicker to escape."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """The template of what has been compiled."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__.update(escape=_escaped, Macro=_Macro)
        return template


def _escaped(value: Any) -> Markup:
    """A value as HTML shows it; most of what is shown is HTML already, or a name that was shown before."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return _escaped_before(value) if kind is str and len(value) < _SHORT else escape(value)


_escaped_before = lru_cache(maxsize=2**12)(escape)


class _Translated:
    """Messages in the language of the interface, their variables escaped; one that has none is looked up once."""

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
