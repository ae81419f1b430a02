// Texts that would do something, were they more than text.

export const HOSTILE = [
  "<script>window.__ran = 1</script>",
  "<ScRiPt/src=data:,window.__ran=1></sCrIpT>",
  "<img src=x onerror=\"window.__ran=1\">",
  "\"><svg onload=window.__ran=1>",
  "' onmouseover='window.__ran=1' autofocus onfocus='window.__ran=1",
  "</title><script>window.__ran=1</script>",
  "</textarea></select></style></noscript><iframe src=javascript:parent.__ran=1></iframe>",
  "</option></datalist></details><video><source onerror=window.__ran=1>",
  "<!--<script>window.__ran=1</script>-->",
  "<![CDATA[<script>window.__ran=1</script>]]>",
  "<svg><script href=\"data:text/javascript,window.__ran=1\"/></svg>",
  "<svg><animate onbegin=window.__ran=1 attributeName=x dur=1s>",
  "<math><mtext></table><mglyph><style><img src=x onerror=window.__ran=1>",
  "<details open ontoggle=window.__ran=1><summary>x</summary></details>",
  "<a href=\"https://evil.example/\" target=_top ping=https://evil.example/>x</a>",
  "<form action=https://evil.example/><button name=text>x</button>",
  "<base href=https://evil.example/><meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
  "<link rel=stylesheet href=https://evil.example/x.css><style>@import 'https://evil.example/y.css';</style>",
  "javascript:window.__ran=1",
  "JaVaScRiPt://example.org/%0awindow.__ran=1",
  "data:text/html,<script>window.__ran=1</script>",
  "//evil.example/x",
  "https://evil.example/\"onclick=\"window.__ran=1",
  "{{ 7*7 }} {% raw %} ${window.__ran=1} <%= 7*7 %> #{7*7}",
  "{{constructor.constructor('window.__ran=1')()}}",
  "&lt;script&gt;window.__ran=1&lt;/script&gt; &amp;amp; &#x3C;b&#x3E; &notit;",
  "evil\u202etxt.exe\u2066 \u200f\u05d0\u05d1\u05d2 \u0627\u0644",
  "nul\u0000 escape\u001b[31m bell\u0007 delete\u007f\u009b",
  "\u2028window.__ran=1\u2029 \u00a0 \ufeff\uffff",
  "--db=/etc/passwd --force; $(touch /tmp/x) `id` | cat",
  "../../../../etc/passwd %2e%2e%2f %00 %3Cscript%3E",
  "'; drop table claim; -- \" or 1=1 *",
  "W".repeat(600),
  "=HYPERLINK(\"https://evil.example/\",\"x\") @SUM(1) +1 -1",
  "\u{1f469}\u200d\u{1f469}\u200d\u{1f467} \u{10ffff} e\u0301\u0301\u0301\u0301",
];

/** A text as a page shows it: control characters, and what overrides the direction of all that follows, are left out. */
export function shown(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202d\u202e\ufffe\uffff]/gu, "");
}
