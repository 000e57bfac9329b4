namespace Cahier.Rules.Documents;

/// <summary>How the page looks: on light and dark screens, and on paper.</summary>
internal static class HtmlStyle
{
    public const string Text = """
        :root { color-scheme: light dark; --ink: #1c1d21; --soft: #5b606b; --line: #d5d9e0; --ground: #ffffff; --tint: #f4f6f9; --link: #0b5cad; --mark: #9a3b00; --marked: #fff4e8; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e8ec; --soft: #a3a9b5; --line: #3a3f49; --ground: #17191d; --tint: #20242b; --link: #7fb8f5; --mark: #ffb27a; --marked: #33241a; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
        h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 .5em; }
        h1 { font-size: 1.8rem; margin-top: .2em; }
        h2 { font-size: 1.35rem; border-bottom: 2px solid var(--line); padding-bottom: .2em; }
        h3 { font-size: 1.05rem; }
        a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
        p, ul { margin: .5em 0; }
        code, pre { font: .88em/1.5 ui-monospace, monospace; background: var(--tint); border-radius: 4px; }
        code { padding: .1em .3em; overflow-wrap: anywhere; }
        pre { padding: .8em; overflow-x: auto; }
        pre code { padding: 0; background: none; }
        nav { border: 1px solid var(--line); border-radius: 6px; padding: .6em 1em; }
        nav p { margin: 0; color: var(--soft); }
        nav ul { columns: 2; padding-left: 1.2em; }
        strong { color: var(--mark); }
        .notice { background: var(--marked); border-left: 4px solid var(--mark); padding: .6em .9em; }
        .grid { overflow-x: auto; }
        table { border-collapse: collapse; margin: .6em 0; font-size: .93em; }
        th, td { border: 1px solid var(--line); padding: .3em .6em; text-align: left; vertical-align: top; }
        th { background: var(--tint); }
        .number { text-align: right; white-space: nowrap; }
        @media print { body { max-width: none; padding: 0; font-size: 10pt; } nav, pre, tr, .notice { break-inside: avoid; } h2, h3 { break-after: avoid; } a { color: inherit; text-decoration: none; } .grid { overflow: visible; } }

        """;
}
