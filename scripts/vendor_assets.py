"""Prepare the files that browsers fetch, from npm packages and our own css, into static/vendor/.

Run by set-up; needs node_modules. Nothing here is clever on purpose: files are copied, joined and
trimmed of comments, never transpiled, so what is in static/css/ is what the browser runs.

    fonts/*.woff2   Be Vietnam Pro, two weights, latin and vietnamese
    site.css        our own styles, joined in the order of the layers
    forms.css       the form components of govuk-frontend that we use, and our changes to them
    icons.svg       one sprite of the icons that templates name
    lucide.json     the shapes of all icons, for those that editors choose (written into pages)
    js/*.js         govuk-frontend's own script, for forms

onestop, which shares nothing with the portal, gets its own copy of the fonts.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.icons import EXTRA_ICONS, icons_in_templates  # noqa: E402

MODULES = ROOT / "node_modules"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
CSS = ROOT / "static" / "css"
VENDOR = ROOT / "static" / "vendor"
DESK = ROOT / "onestop" / "static" / "onestop" / "vendor"

FONT_FILES = [
    f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
    for weight in (400, 600)
    for subset in ("latin", "vietnamese")
]
#: Blocks of govuk-frontend that our forms use; rules of all others are left out.
GOVUK_BLOCKS = frozenset(
    f"govuk-{block}"
    for block in (
        "back-link",
        "body",
        "button",
        "button-group",
        "character-count",
        "checkboxes",
        "date-input",
        "error-message",
        "error-summary",
        "fieldset",
        "file-upload",
        "form-group",
        "frontend-supported",
        "hint",
        "input",
        "inset-text",
        "label",
        "label-wrapper",
        "link",
        "list",
        "radios",
        "select",
        "summary-card",
        "summary-list",
        "textarea",
        "visually-hidden",
        "warning-text",
    )
)


def css_rules(css: str) -> Iterator[tuple[str, str | None]]:
    """Yield (prelude, body) of each rule of ``css``; body is None for a statement ending in ";"."""
    position = 0
    while position < len(css):
        brace, semicolon = css.find("{", position), css.find(";", position)
        if brace == -1:
            return
        if -1 < semicolon < brace:
            yield css[position:semicolon].strip(), None
            position = semicolon + 1
            continue
        depth, end = 1, brace + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield css[position:brace].strip(), css[brace + 1 : end - 1]
        position = end


def without_comments(css: str) -> str:
    """``css`` without comments and blank space at the ends of lines."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in css.splitlines() if line.strip())


def only_blocks(css: str, blocks: frozenset[str]) -> str:
    """The rules of ``css`` whose selectors name only classes of ``blocks``."""
    kept = []
    for prelude, body in css_rules(css):
        if body is None or prelude.startswith(("@font-face", "@-moz")):
            continue
        if prelude.startswith("@"):
            if inner := only_blocks(body, blocks):
                kept.append(f"{prelude}{{{inner}}}")
            continue
        selectors = [one for one in prelude.split(",") if _belongs(one, blocks)]
        if selectors:
            kept.append(f"{','.join(selectors)}{{{body}}}")
    return "\n".join(kept)


def _belongs(selector: str, blocks: frozenset[str]) -> bool:
    names = re.findall(r"\.(govuk-[a-z0-9_-]+)", selector)
    return bool(names) and all(re.split("__|--", name)[0] in blocks for name in names)


def write_styles() -> None:
    """Join our css in the order of the layers, and trim govuk-frontend's to our forms."""
    head = [CSS / "fonts.css", CSS / "tokens.css", CSS / "base.css"]
    tail = [CSS / "utilities.css", CSS / "print.css"]
    parts = [*head, *sorted((CSS / "components").glob("*.css")), *tail]
    (VENDOR / "site.css").write_text(_joined(parts), encoding="utf-8")

    source = (GOVUK / "govuk-frontend.min.css").read_text(encoding="utf-8")
    govuk = only_blocks(without_comments(source), GOVUK_BLOCKS)
    govuk = govuk.replace("GDS Transport,arial,sans-serif", "var(--font)")
    own = _joined(sorted((CSS / "forms").glob("*.css")))
    (VENDOR / "forms.css").write_text(f"@layer govuk{{\n{govuk}\n}}\n{own}", encoding="utf-8")


def _joined(parts: list[Path]) -> str:
    return "\n".join(without_comments(part.read_text(encoding="utf-8")) for part in parts) + "\n"


def icon_shapes() -> dict[str, str]:
    """The inner SVG of every lucide icon by name."""
    shapes = {}
    for path in sorted((MODULES / "lucide-static" / "icons").glob("*.svg")):
        inner = re.sub(
            r"<!--.*?-->|</?svg[^>]*>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        shapes[path.stem] = re.sub(r"\s+", " ", inner).replace(" />", "/>").strip()
    return shapes


def sprite(names: set[str], shapes: dict[str, str]) -> str:
    """One SVG with a symbol an icon. Errors: KeyError names an icon that lucide lacks."""
    symbols = [
        f'<symbol id="{name}" viewBox="0 0 24 24">{shapes[name]}</symbol>' for name in sorted(names)
    ]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def main() -> None:
    """Write static/vendor/ anew."""
    if not MODULES.is_dir():
        raise SystemExit("node_modules is missing: run `make setup`")
    for folder in (VENDOR / "fonts", VENDOR / "js", DESK):
        folder.mkdir(parents=True, exist_ok=True)
    for name in FONT_FILES:
        for folder in (VENDOR / "fonts", DESK):
            shutil.copyfile(
                MODULES / "@fontsource" / "be-vietnam-pro" / "files" / name, folder / name
            )
    script = (GOVUK / "govuk-frontend.min.js").read_text(encoding="utf-8")
    # Without its source map, which would be a dead link that the static files storage refuses.
    script = re.sub(r"^//# sourceMappingURL=.*$", "", script, flags=re.MULTILINE)
    (VENDOR / "js" / "govuk-frontend.min.js").write_text(script, encoding="utf-8")
    write_styles()
    shapes = icon_shapes()
    (VENDOR / "lucide.json").write_text(json.dumps(shapes), encoding="utf-8")
    names = icons_in_templates(ROOT / "templates") | EXTRA_ICONS
    (VENDOR / "icons.svg").write_text(sprite(names, shapes), encoding="utf-8")


if __name__ == "__main__":
    main()
