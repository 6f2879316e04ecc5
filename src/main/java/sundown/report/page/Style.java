package sundown.report.page;

/** The page's style sheet: light and dark, narrow and wide, and on paper. */
final class Style {
    static final Markup SHEET = new Markup("""
            :root { color-scheme: light dark; --text: #1b1f24; --soft: #59636e; --back: #ffffff; --line: #d5dae0;
              --taken: #1a7f4b; --left: #b35900; --failed: #b3261e; --planned: #2f5fb3; }
            @media (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --soft: #9aa4af; --back: #14171a;
              --line: #39414a; --taken: #4cc38a; --left: #f0a35e; --failed: #ff8a80; --planned: #86b0ff; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 64rem; padding: 1rem; background: var(--back); color: var(--text);
              font: 1rem/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
            h2 { font-size: 1.25rem; margin: 0; }
            h3 { font-size: 1rem; margin: 0 0 .5rem; }
            section { border-top: 2px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
            figure { margin: 1.5rem 0; break-inside: avoid; }
            figcaption { margin-top: .5rem; }
            figcaption, .note { color: var(--soft); font-size: .875rem; }
            .note { margin: .25rem 0; }
            .headline { font-size: 1.125rem; margin: .5rem 0 1rem; }
            .pair { display: grid; gap: 1rem 2rem; align-items: start; }
            .pair > * { min-width: 0; }
            @media (min-width: 52rem), print { .pair { grid-template-columns: minmax(0, 4fr) minmax(0, 5fr); } }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
            caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
            th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--line); text-align: right;
              vertical-align: top; }
            th:first-child { text-align: left; padding-left: 0; font-weight: 500; }
            td { white-space: nowrap; }
            svg { display: block; width: 100%; height: auto; max-width: 32rem; }
            svg text { fill: var(--text); font: 14px system-ui, sans-serif; paint-order: stroke;
              stroke: var(--back); stroke-width: 3px; }
            .grid { stroke: var(--line); }
            .close { stroke: var(--failed); stroke-width: 1.5; }
            .days { fill: none; stroke: var(--left); stroke-width: 2.5; stroke-linejoin: round; }
            .outlook { stroke: var(--left); stroke-width: 2; stroke-dasharray: 6 5; }
            .today { fill: var(--left); }
            .end { fill: var(--back); stroke: var(--left); stroke-width: 2; }
            .track { fill: var(--line); opacity: .5; }
            .taken { fill: var(--taken); } .left { fill: var(--left); }
            .failed { fill: var(--failed); } .planned { fill: var(--planned); }
            @media print { body { max-width: none; padding: 0; font-size: .875rem; } table { font-size: .75rem; } section { break-before: page; }
              * { print-color-adjust: exact; } }
            """);

    private Style() {}
}
