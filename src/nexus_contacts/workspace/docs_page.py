"""The documentation page: made from the OpenAPI document, whole in itself, without scripts or anything fetched."""

import json
from html import escape
from typing import Any

from nexus_contacts.workspace.endpoints import API_ROOT, HOSTED_ROOT

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1.5rem; }
h2 code { font-weight: 600; } .method { display: inline-block; min-width: 4.5rem; }
pre { background: var(--soft); padding: .8rem; border-radius: 6px; overflow-x: auto; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
table { border-collapse: collapse; width: 100%; }
td { border-top: 1px solid var(--line); padding: .3rem .6rem .3rem 0; }
td:first-child { white-space: nowrap; vertical-align: top; }
"""


def docs_page(document: dict[str, Any]) -> str:
    """The page as HTML."""
    operations = [
        _operation(path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    about = "".join(f"<p>{_prose(part)}</p>" for part in document["info"]["description"].split("\n\n"))
    title = escape(document["info"]["title"])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f'<h1>{title}</h1>{about}<p>For machines: <a href="/openapi.json">openapi.json</a></p>'
        f"{''.join(operations)}</body></html>"
    )


def _prose(text: str) -> str:
    """Escaped text with its backticks turned into code."""
    pieces = escape(text).split("`")
    return "".join(f"<code>{piece}</code>" if at % 2 else piece for at, piece in enumerate(pieces))


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    parameters = "".join(
        _row(one["name"], one.get("description", "") + _allowed(one["schema"]))
        for one in operation.get("parameters", ())
    )
    refused = "".join(_row(status, one["description"]) for status, one in operation["responses"].items())
    table = f"<h3>Parameters</h3><table>{parameters}</table>" if parameters else ""
    return (
        f'<h2><code><span class="method">{method.upper()}</span> {escape(path)}</code></h2>'
        f"<p>{_prose(operation.get('description', ''))}</p><pre>{escape(_curl(path, method, operation))}</pre>{table}"
        f"<h3>Answers</h3><table>{refused}</table>"
    )


def _row(name: str, text: str) -> str:
    return f"<tr><td><code>{escape(name)}</code></td><td>{_prose(text)}</td></tr>"


def _allowed(schema: dict[str, Any]) -> str:
    return ": " + ", ".join(f"`{one}`" for one in schema["enum"]) if "enum" in schema else ""


_EXAMPLES: dict[str, object] = {
    "ContactDraft": {"first_name": "John", "last_name": "Doe", "email": "john@example.com", "tags": ["prospect"]},
    "ContactPatch": {"status": "customer", "custom_fields": {"plan": "enterprise"}},
    "BulkBody": {"contacts": [{"first_name": "Alice", "email": "alice@example.com"}]},
    "MergeBody": {"primary_id": "con_abc123", "secondary_id": "con_def456"},
    "NoteBody": {"content": "Prefers **mail** to calls."},
}


def _curl(path: str, method: str, operation: dict[str, Any]) -> str:
    place = path.replace(API_ROOT, HOSTED_ROOT, 1).replace("{id}", "con_abc123")
    place += "?q=acme+corp" if path.endswith("/search") else ""
    lines = [f'curl -X {method.upper()} "http://127.0.0.1:8787{place}"', '-H "Authorization: Bearer YOUR_API_KEY"']
    if body := operation.get("requestBody"):
        model = body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
        lines += ['-H "Content-Type: application/json"', f"-d '{json.dumps(_EXAMPLES[model])}'"]
    return " \\\n  ".join(lines)
