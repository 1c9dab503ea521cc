/** The look of the page: light or dark as the reader's machine is set, narrow or wide, and on paper. */
export const style = `
:root { color-scheme: light dark; --ink: #1a1a1a; --ground: #ffffff; --soft: #f2f4f7; --line: #c9ced6; --quiet: #4d5560; --good: #00612e; --warning: #8a3800; --link: #0a4ea3; --chosen: #e3f1e5; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --ground: #16181c; --soft: #22262d; --line: #454c57; --quiet: #b4bcc8; --good: #7fd6a0; --warning: #ffb27a; --link: #8ec1ff; --chosen: #1d3326; } }
* { box-sizing: border-box; }
body { margin: 0; overflow-wrap: break-word; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }
main, header, footer { max-width: 64rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0; } h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; } h3 { font-size: 1.05rem; margin: 1.5rem 0 0.5rem; }
p { margin: 0.5rem 0; overflow-wrap: anywhere; }
.headline { font-size: 1.25rem; font-weight: 600; } .strong { font-weight: 700; } .good { color: var(--good); font-weight: 600; } .warning { color: var(--warning); font-weight: 600; } .muted, .remark, .unit { color: var(--quiet); } .remark, .unit { font-size: 0.875rem; font-weight: 400; }
a { color: var(--link); overflow-wrap: anywhere; }
dl > div { display: grid; grid-template-columns: 9rem 1fr; gap: 0.25rem 1rem; padding: 0.25rem 0; border-bottom: 1px solid var(--line); } dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: 0.5rem 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 0.9375rem; }
th, td { padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; } tbody th { font-weight: 400; } thead th, thead td { background: var(--soft); font-weight: 600; }
td, th.r { text-align: right; white-space: nowrap; } td.l { text-align: left; white-space: normal; }
tr.chosen > * { background: var(--chosen); font-weight: 600; } tr.total > * { font-weight: 700; border-top: 2px solid var(--ink); } tr.muted > * { color: var(--quiet); }
figure { margin: 1.5rem 0; } .drawing { overflow-x: auto; } .drawing svg { display: block; max-width: 100%; height: auto; }
details { margin: 0.5rem 0; } summary { cursor: pointer; padding: 0.35rem 0; }
.try { background: var(--soft); border: 1px solid var(--line); border-radius: 8px; padding: 0.5rem 1rem 1rem; margin: 1.5rem 0; }
.controls { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 0.75rem 1.5rem; margin: 0.75rem 0; }
.control label { display: block; font-weight: 600; } .control .row { display: flex; gap: 0.5rem; align-items: center; }
.control input[type=range] { flex: 1; min-width: 0; accent-color: #0072b2; height: 1.75rem; } .control input[type=text] { width: 8.5rem; font: inherit; padding: 0.25rem 0.4rem; background: var(--ground); color: var(--ink); border: 1px solid var(--quiet); border-radius: 4px; }
.control input[aria-invalid=true] { border-color: var(--warning); outline: 2px solid var(--warning); }
button { font: inherit; padding: 0.4rem 0.9rem; border: 1px solid var(--quiet); border-radius: 4px; background: var(--ground); color: var(--ink); cursor: pointer; margin: 0.25rem 0.5rem 0.25rem 0; }
:focus-visible { outline: 3px solid #0072b2; outline-offset: 2px; }
pre { overflow-x: auto; background: var(--ground); border: 1px solid var(--line); border-radius: 4px; padding: 0.5rem; font-size: 0.875rem; white-space: pre-wrap; overflow-wrap: anywhere; }
thead .unit { display: block; font-weight: 400; } td { min-width: 3.5rem; } td.l:last-child { min-width: 6.5rem; }
@media (max-width: 32rem) { dl > div { grid-template-columns: 1fr; } h1 { font-size: 1.35rem; } table { font-size: 0.8125rem; } th, td { padding: 0.3rem 0.35rem; } }
@media print { @page { size: A4; margin: 14mm; } :root { --ink: #000; --ground: #fff; --soft: #fff; } .try, .skip { display: none; } body { font-size: 10pt; } main, header, footer { max-width: none; padding: 0; } section, figure, tr { break-inside: avoid; } a { color: inherit; } .drawing svg { width: 100%; height: auto; } }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: 0.5rem; }
`;

/** Its digest, as the policy of a page names it; a test holds it to the style. */
export const styleDigest = 'sha256-QVpU2idI7F52pzmGMPg3/OpDjCAZTnzJQpQl9FoFfXU=';
