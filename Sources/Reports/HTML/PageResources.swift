// Written by scripts/page-resources.py: change report.css or report.js, then `make samples`.
// swift-format-ignore-file

/// What HTML pages hold inline. SwiftPM's `.embedInCode` makes array literals of files, which compile for seconds.
enum PageResources {
  /// The bytes of `report.css`.
  static let stylesheet: StaticString =
    #"""
    /* The one stylesheet of every HTML page that driftaudit writes.

       Blocks: .masthead (verdict, title, .figures), .problems, .facts (a dl in a row), .chart and .strips, .matrix,
       .controls and .group (findings), .data (any table; .num for figures), .command, .muted, .spoken (only for those who
       do not see the page). Tones .error .warning .note .accepted .drifting .clean .unreadable .plain colour badges,
       matrix cells and marks of charts. No element needs a style attribute: the page's policy would not let it have one. */

    :root {
      --page: #ffffff;
      --raised: #f6f7f9;
      --text: #1b1f24;
      --muted: #57606a;
      --line: #dfe3e8;
      --strong-line: #868f99;
      --accent: #0b57b0;
      --error: #b42318;
      --on-error: #ffffff;
      --error-text: #a3180f;
      --warning: #f5c25b;
      --on-warning: #2b1d00;
      --warning-text: #7a4b00;
      --note: #dbe4ee;
      --on-note: #22384f;
      --pass-text: #17663a;
      --drifting: #c27803;
      --clean: #d7dde3;
      --unreadable: #3f4852;
      --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
      color-scheme: light dark;
    }

    @media (prefers-color-scheme: dark) {
      :root {
        --page: #14171a;
        --raised: #1c2024;
        --text: #e6e9ec;
        --muted: #a3acb5;
        --line: #30363d;
        --strong-line: #7d8791;
        --accent: #8ebcff;
        --error: #f0776b;
        --on-error: #2a0603;
        --error-text: #ff9a90;
        --warning: #8f6710;
        --on-warning: #ffffff;
        --warning-text: #f3c56a;
        --note: #2d3d4e;
        --on-note: #d5e4f4;
        --pass-text: #7fd3a2;
        --drifting: #e0a030;
        --clean: #46505a;
        --unreadable: #dfe4e9;
      }
    }

    * { box-sizing: border-box; }
    [hidden] { display: none !important; }

    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }

    body {
      margin: 0 auto;
      max-width: 78rem;
      padding: 0 1.5rem 3rem;
      background: var(--page);
      color: var(--text);
      font: 0.875rem/1.5 var(--sans);
      overflow-wrap: anywhere;
    }

    main:focus { outline: none; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
    a { color: var(--accent); text-underline-offset: 0.15em; }

    .skip { position: absolute; left: 1rem; top: -4rem; z-index: 10; padding: 0.5rem 0.75rem; background: var(--page); }
    .skip:focus { top: 0.5rem; }

    .spoken {
      position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap; border: 0;
    }

    h1, h2, h3 { line-height: 1.25; font-weight: 600; text-wrap: balance; }
    h1 { margin: 0; font-size: 1.75rem; letter-spacing: -0.015em; }
    h2 { margin: 3rem 0 0.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: 1.25rem; letter-spacing: -0.01em; }
    h3 { margin: 2rem 0 0.5rem; font-size: 0.9375rem; }
    h4 { margin: 1.75rem 0 0.25rem; font-size: 0.875rem; line-height: 1.25; font-weight: 600; }
    p { margin: 0.25rem 0; max-width: 48rem; }
    /* Names may hold several spaces, and letters that run from right to left: neither changes what stands beside them. */
    code { font-family: var(--mono); font-size: 0.92em; white-space: pre-wrap; unicode-bidi: isolate; }
    h1 code, h2 code { font-size: 0.94em; font-weight: 600; }
    .muted { color: var(--muted); }
    .keep { white-space: nowrap; }
    .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }

    /* Top of the page */

    .masthead { padding: 2rem 0 0; }
    .overline { margin: 0 0 0.5rem; color: var(--muted); }
    .title { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.75rem; }
    .verdict {
      padding: 0.05em 0.45em; border-radius: 4px; font-size: 0.6em; font-weight: 700; letter-spacing: 0.04em;
      vertical-align: 0.2em; background: var(--note); color: var(--on-note);
    }
    .verdict.fail, .verdict.error { background: var(--error); color: var(--on-error); }
    .verdict.pass { background: none; color: var(--pass-text); box-shadow: inset 0 0 0 1.5px currentcolor; }
    .summary { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1.5rem 3.5rem; margin-top: 1.5rem; }

    .figures { display: flex; flex-wrap: wrap; gap: 1rem 2.25rem; margin: 0; }
    .figures div { display: flex; flex-direction: column-reverse; }
    .figures dt { color: var(--muted); }
    .figures dd { margin: 0; font-size: 1.75rem; line-height: 1.15; font-weight: 600; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
    .figures .drifting dd { color: var(--warning-text); }
    .figures .unreadable dd { color: var(--error-text); }

    .problems { margin-top: 2rem; padding: 0.75rem 1rem; border-left: 4px solid var(--error); background: var(--raised); }
    .problems.warning { border-left-color: var(--warning); }
    .problems h2 { margin: 0; padding: 0; border: 0; font-size: 0.9375rem; }
    .problems ul { margin: 0.5rem 0 0; padding-left: 1.1rem; }
    .problems li { margin: 0.15rem 0; }
    .problems b.error { color: var(--error-text); }
    .problems b.warning { color: var(--warning-text); }

    .facts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.75rem; margin: 0.5rem 0; }
    .facts div { display: flex; flex-wrap: wrap; gap: 0 0.4rem; }
    .facts dt { color: var(--muted); }
    .facts dd { margin: 0; font-variant-numeric: tabular-nums; }

    /* Tables */

    .data { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    .data.fit { width: auto; }
    .data caption { padding: 0 0 0.35rem; text-align: left; color: var(--muted); }
    .data th, .data td { padding: 0.3rem 1rem 0.3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
    .data th:last-child, .data td:last-child { padding-right: 0; }
    .data thead th { color: var(--muted); font-weight: 400; border-bottom-color: var(--strong-line); vertical-align: bottom; }
    .data tbody th { font-weight: 400; }
    .data .num { text-align: right; }
    .data .zero { color: var(--muted); }
    .data strong { font-weight: 700; }

    .badge {
      display: inline-block; min-width: 4.6em; padding: 0.05rem 0.4rem; border-radius: 3px; font-size: 0.75rem; line-height: 1.4;
      font-weight: 600; text-align: center; background: var(--note); color: var(--on-note);
    }
    .badge.error { background: var(--error); color: var(--on-error); }
    .badge.warning { background: var(--warning); color: var(--on-warning); }
    .badge.accepted { background: none; color: var(--muted); box-shadow: inset 0 0 0 1px var(--strong-line); }

    /* Charts */

    /* A chart and the strips below it share their columns, so that a bar stands above its slots. */
    .chart, .strips li { display: grid; grid-template-columns: minmax(10rem, 17rem) minmax(0, 1fr); gap: 0.25rem 1.5rem; align-items: center; }
    .chart { margin: 0.75rem 0 0.5rem; }
    .chart figcaption { display: grid; gap: 0.25rem; align-self: start; }
    .caption { font-weight: 600; }
    .legend { display: flex; flex-wrap: wrap; gap: 0.15rem 0.9rem; color: var(--muted); }
    .key { display: inline-flex; align-items: center; gap: 0.35rem; }
    svg { display: block; overflow: visible; }
    svg text { fill: var(--muted); font: 0.6875rem var(--sans); font-variant-numeric: tabular-nums; }
    svg .axis { stroke: var(--strong-line); }
    svg .track { stroke: var(--line); }
    .mark { fill: var(--accent); }
    .mark.error { fill: var(--error); }
    .mark.warning, .mark.drifting { fill: var(--drifting); }
    .mark.note, .mark.accepted { fill: var(--strong-line); }
    .mark.clean { fill: var(--clean); stroke: var(--strong-line); stroke-width: 0.75px; }
    .mark.unreadable { fill: var(--unreadable); }
    .strips { margin: 0; padding: 0; list-style: none; }
    .strips li > span, .what { unicode-bidi: isolate; }
    .strips li { padding: 0.2rem 0; border-top: 1px solid var(--line); }

    /* Matrix */

    .matrix { position: relative; max-width: max-content; overflow: auto; border: 1px solid var(--line); border-radius: 4px; }
    .matrix.tall { max-height: 85vh; }
    .matrix table { border-collapse: separate; border-spacing: 0; }
    .matrix th, .matrix td { padding: 0; border: solid var(--line); border-width: 0 1px 1px 0; background: var(--page); font-weight: 400; }
    .matrix tr > :last-child { border-right: 0; }
    .matrix tbody tr:last-child > * { border-bottom: 0; }
    .matrix thead th { position: sticky; top: 0; z-index: 2; vertical-align: bottom; border-bottom-color: var(--strong-line); }
    .matrix thead th:first-child, .matrix tbody th { position: sticky; left: 0; border-right-color: var(--strong-line); }
    .matrix thead th:first-child { z-index: 3; }
    .matrix tbody th { z-index: 1; padding: 0.15rem 0.6rem; text-align: left; line-height: 1.35; }
    .matrix tbody th > * { display: block; width: max-content; max-width: 20rem; }
    .matrix thead th:first-child { padding: 0.35rem 0.6rem; text-align: left; color: var(--muted); }
    .matrix .head { display: flex; flex-direction: column; align-items: center; justify-content: flex-end; gap: 0.35rem; padding: 0.4rem 0.2rem; min-width: 1.75rem; }
    .matrix .long { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
    .matrix .head .num { color: var(--muted); font-size: 0.6875rem; }
    .matrix td { min-width: 1.75rem; height: 1.6rem; text-align: center; font: 600 0.8125rem/1 var(--mono); color: var(--muted); }
    .matrix td.clean { font-weight: 400; }
    .matrix td.error { background: var(--error); color: var(--on-error); }
    .matrix td.warning { background: var(--warning); color: var(--on-warning); }
    .matrix td.note { background: var(--note); color: var(--on-note); }
    .matrix td.accepted { color: var(--muted); box-shadow: inset 0 0 0 1px var(--strong-line); }
    .matrix td.part { text-decoration: underline dotted; text-underline-offset: 3px; }
    .matrix .rest th, .matrix .rest td { color: var(--muted); text-align: left; padding: 0.35rem 0.6rem; height: auto; font: inherit; }
    .matrix tbody tr:hover > * { box-shadow: inset 0 -2px 0 var(--accent); }
    .signs { display: flex; flex-wrap: wrap; gap: 0.2rem 1.25rem; margin: 0.5rem 0 0; padding: 0; list-style: none; color: var(--muted); max-width: none; }
    .signs code { font-weight: 600; color: var(--text); }
    .signs .sample { display: inline-block; width: 1.5em; margin-right: 0.4em; text-align: center; font-family: var(--mono); font-weight: 600; border-radius: 2px; }
    .signs .error { background: var(--error); color: var(--on-error); }
    .signs .warning { background: var(--warning); color: var(--on-warning); }
    .signs .note { background: var(--note); color: var(--on-note); }
    .signs .accepted { box-shadow: inset 0 0 0 1px var(--strong-line); }
    .signs .part { text-decoration: underline dotted; text-underline-offset: 3px; }

    /* Findings */

    .controls { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: end; padding: 0.6rem 0; position: sticky; top: 0; z-index: 4; background: var(--page); border-bottom: 1px solid var(--line); }
    .controls label { display: grid; gap: 0.1rem; color: var(--muted); font-size: 0.75rem; }
    .controls .wide { flex: 1 1 12rem; }
    .controls input, .controls select, .controls button {
      min-height: 2rem; padding: 0.2rem 0.5rem; border: 1px solid var(--strong-line); border-radius: 4px; background: var(--page);
      color: var(--text); font: inherit; font-size: 0.875rem; max-width: 100%;
    }
    .controls input { width: 100%; }
    .controls select { max-width: 14rem; }
    .controls button { cursor: pointer; }
    .controls button:hover { border-color: var(--accent); color: var(--accent); }
    .controls .shown { flex-basis: 100%; margin: 0; color: var(--muted); font-variant-numeric: tabular-nums; }
    .controls + .groups { margin-top: 0; }

    .group { border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 2.75rem; }
    .group[open] { contain-intrinsic-size: auto 24rem; }
    .group > summary { display: grid; grid-template-columns: 1rem auto 1fr auto; gap: 0.25rem 0.75rem; align-items: baseline; padding: 0.6rem 0; cursor: pointer; list-style: none; }
    /* The group's box cuts off what stands out of it. */
    .group > summary:focus-visible { outline-offset: -2px; }
    .group > summary::-webkit-details-marker { display: none; }
    .group > summary::before { content: "›"; color: var(--muted); font-weight: 600; text-align: center; transition: none; }
    .group[open] > summary::before { transform: rotate(90deg); }
    .group > summary:hover .what { text-decoration: underline; text-decoration-color: var(--strong-line); text-underline-offset: 0.2em; }
    .group .what { font-weight: 600; }
    .group .rule { color: var(--muted); font-family: var(--mono); font-size: 0.8125rem; }
    .group .inside { padding: 0 0 1.25rem 1.75rem; }
    .group .inside > p { margin: 0 0 0.5rem; }
    .group .expired { color: var(--warning-text); font-weight: 600; }
    .examples { margin: 0; padding: 0; list-style: none; }
    .group .data { margin-top: 0.75rem; }
    .group .column { width: 28%; }
    .group .data tr:target { outline: 2px solid var(--accent); outline-offset: 1px; }
    .command { display: block; margin: 0; padding: 0.3rem 0.6rem; border-radius: 4px; background: var(--raised); user-select: all; -webkit-user-select: all; white-space: pre-wrap; }
    /* Where a command stands between a sentence and a table. */
    .command + .data { margin-top: 0.75rem; }
    .commands { display: grid; gap: 0.3rem; margin: 0.75rem 0 0; }
    .commands div { display: grid; grid-template-columns: 4rem minmax(0, 1fr); align-items: baseline; }
    .commands dt { color: var(--muted); }
    .commands dd { margin: 0; }

    footer { margin-top: 3rem; padding-top: 0.75rem; border-top: 1px solid var(--line); color: var(--muted); }

    /* A phone: rows of wide tables become blocks, each cell with its title. */

    @media (max-width: 40rem) {
      body { padding: 0 1rem 2rem; }
      .masthead { padding-top: 1.25rem; }
      h1 { font-size: 1.375rem; }
      .summary { gap: 1.25rem; }
      .figures { gap: 0.75rem 1.5rem; }
      .figures dd { font-size: 1.375rem; }
      .chart, .strips li { grid-template-columns: minmax(0, 1fr); }
      .group > summary { grid-template-columns: 1rem auto 1fr; }
      .group > summary .what { grid-column: 2 / -1; grid-row: 2; }
      .group > summary .rule { text-align: right; }
      .group .inside { padding-left: 0; }
      .matrix tbody th { padding: 0.15rem 0.4rem; font-size: 0.75rem; }
      .matrix tbody th > * { max-width: 45vw; }
      .controls { position: static; }
      .controls label { flex: 1 1 8rem; }
      .controls select { max-width: none; width: 100%; }
      .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .data.stack, .stack tbody { display: block; width: auto; }
      .stack tr { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; padding: 0.45rem 0; border-bottom: 1px solid var(--line); }
      .data.stack th, .data.stack td { padding: 0; border: 0; text-align: left; }
      .data.stack .wide { flex-basis: 100%; width: auto; }
      .stack td:empty { display: none; }
      .stack td[data-label]::before { content: attr(data-label) " "; color: var(--muted); }
    }

    /* Paper: everything unfolded, nothing to press, nothing cut off. */

    @media print {
      @page { margin: 14mm 12mm; }
      :root {
        --page: #ffffff; --raised: #f6f7f9; --text: #000000; --muted: #4a525a; --line: #cfd4da; --strong-line: #7a828a;
        --accent: #000000; --error: #b42318; --on-error: #ffffff; --error-text: #a3180f; --warning: #f5c25b;
        --on-warning: #2b1d00; --warning-text: #7a4b00; --note: #dbe4ee; --on-note: #22384f; --pass-text: #17663a;
        --drifting: #c27803; --clean: #d7dde3; --unreadable: #3f4852;
        color-scheme: light;
      }
      body { max-width: none; padding: 0; font-size: 8.5pt; }
      .mark, .badge, .verdict, .matrix td, .signs .sample, .problems { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      .controls, .skip { display: none; }
      .group { content-visibility: visible; break-inside: auto; }
      .group::details-content { content-visibility: visible; display: block; height: auto; }
      .group > summary::before { content: ""; }
      .matrix { max-width: none; max-height: none; overflow: visible; border: 0; }
      .matrix.wide table { width: 100%; table-layout: fixed; }
      .matrix th, .matrix td, .matrix thead th, .matrix thead th:first-child, .matrix tbody th { position: static; min-width: 0; max-width: none; }
      .matrix.wide thead th:first-child, .matrix.wide tbody th { width: 26%; }
      .matrix.wide tbody th > * { width: auto; max-width: none; }
      .matrix td { height: auto; padding: 1px 0; }
      .matrix.wide .head { min-width: 0; padding: 0.1rem 0; }
      .matrix.wide td { min-width: 0; font-size: 6.5pt; }
      .matrix.wide .head, .matrix.wide .head .num { font-size: 5.5pt; }
      .matrix thead { display: table-header-group; }
      tr, .chart, .strips li, .problems li { break-inside: avoid; }
      h2, h3, .group > summary { break-after: avoid; }
    }

    """#

  /// The bytes of `report.js`.
  static let script: StaticString =
    #"""
    // What a page can do that HTML alone cannot: filter, sort and fold lists of findings, and unfold them for printing.
    // Without it, everything is there to read. A list is
    //   [data-list]                     around all of it; data-noun names what a row is
    //     .controls[hidden]             shown by this script
    //       [data-filter="text"]        a search field; [data-filter="status"] and so on: selects, "" is all
    //       [data-sort]                 a select: severity (as written), column, tables, rule
    //       button[data-fold]           "open" or "closed", for all groups
    //       [data-shown]                says how many rows are shown
    //     [data-groups] > details[data-group]   with data-status, data-severity, data-rule, data-family, data-tables
    //       [data-about]                text that belongs to all of its rows
    //       [data-row]                  a row; its [data-name] is what "column" sorts by
    "use strict";

    (() => {
      const pause = 120;
      // Groups with no more hits than this unfold while a text is looked for.
      const fewHits = 40;

      const setUp = (list) => {
        const controls = list.querySelector(".controls");
        const place = list.querySelector("[data-groups]");
        if (!controls || !place) return;
        const filters = [...controls.querySelectorAll("[data-filter]")];
        const shown = controls.querySelector("[data-shown]");
        const sort = controls.querySelector("[data-sort]");
        const noun = list.dataset.noun || "row";
        let groups = null;

        // Reading the text of ten thousand rows takes a moment: only when it is first asked for.
        const read = () => {
          if (groups) return groups;
          const lower = (element) => (element ? element.textContent.toLowerCase() : "");
          groups = [...place.querySelectorAll("[data-group]")].map((element) => ({
            element,
            about: [...element.querySelectorAll("[data-about]")].map(lower).join("\n"),
            rows: [...element.querySelectorAll("[data-row]")].map((row) => ({
              element: row,
              text: lower(row),
              name: lower(row.querySelector("[data-name]")),
            })),
            opened: false,
          }));
          return groups;
        };

        const set = (element, hidden) => {
          if (element.hidden !== hidden) element.hidden = hidden;
        };

        const tell = (count, total) => {
          const text = `${count.toLocaleString("en")} of ${total.toLocaleString("en")} ${noun}${total === 1 ? "" : "s"} shown`;
          if (shown.textContent !== text) shown.textContent = text;
        };

        const filter = () => {
          const wanted = filters.map((field) => [field.dataset.filter, field.value.trim().toLowerCase()]);
          const text = wanted.find(([name]) => name === "text")?.[1] ?? "";
          const rest = wanted.filter(([name, value]) => name !== "text" && value !== "");
          let count = 0;
          let total = 0;
          for (const group of read()) {
            const fits = rest.every(([name, value]) => group.element.dataset[name].toLowerCase() === value);
            const all = text === "" || group.about.includes(text);
            let hits = 0;
            for (const row of group.rows) {
              const hit = fits && (all || row.text.includes(text));
              if (hit) hits += 1;
              set(row.element, !hit);
            }
            set(group.element, hits === 0);
            if (text !== "" && hits > 0 && hits <= fewHits) {
              if (!group.element.open) {
                group.opened = true;
                group.element.open = true;
              }
            } else if (group.opened) {
              group.opened = false;
              group.element.open = false;
            }
            count += hits;
            total += group.rows.length;
          }
          tell(count, total);
        };

        const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

        const order = () => {
          const keys = {
            column: (group) => group.rows.reduce((least, row) => (row.name < least ? row.name : least), "\uffff"),
            tables: (group) => -Number(group.element.dataset.tables),
            rule: (group) => group.element.dataset.rule,
          };
          const key = keys[sort.value];
          const sorted = [...read()];
          if (key) {
            const values = new Map(sorted.map((group) => [group, key(group)]));
            sorted.sort((one, other) => compare(values.get(one), values.get(other)));
          }
          for (const group of sorted) {
            const rows = [...group.rows];
            if (sort.value === "column") rows.sort((one, other) => compare(one.name, other.name));
            if (rows.length > 1) rows[0].element.parentElement.append(...rows.map((row) => row.element));
          }
          place.append(...sorted.map((group) => group.element));
        };

        let waiting = 0;
        for (const field of filters) {
          field.addEventListener(field.dataset.filter === "text" ? "input" : "change", () => {
            clearTimeout(waiting);
            waiting = setTimeout(filter, field.dataset.filter === "text" ? pause : 0);
          });
        }
        if (sort) sort.addEventListener("change", order);
        for (const button of controls.querySelectorAll("button[data-fold]")) {
          button.addEventListener("click", () => {
            for (const group of place.querySelectorAll("details[data-group]")) {
              group.open = button.dataset.fold === "open";
            }
          });
        }
        // A page that was left and come back to keeps what was typed into its fields.
        const isFresh = filters.every((field) => field.value === "") && (!sort || sort.selectedIndex === 0);
        const total = place.querySelectorAll("[data-row]").length;
        if (isFresh) {
          tell(total, total);
        } else {
          order();
          filter();
        }
        controls.hidden = false;
      };

      for (const list of document.querySelectorAll("[data-list]")) setUp(list);

      // A link to a row leads into a group that may be folded, or hidden by a filter.
      const reveal = () => {
        const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
        if (!target) return;
        for (let element = target; element; element = element.parentElement) {
          if (element.hidden) element.hidden = false;
          if (element.tagName === "DETAILS") element.open = true;
        }
        target.scrollIntoView({ block: "center" });
      };
      addEventListener("hashchange", reveal);
      reveal();

      // Cells of a matrix say aloud what they mean; a pointer that rests on one shows the same.
      addEventListener("mouseover", (event) => {
        const cell = event.target instanceof Element && event.target.closest("td[aria-label]");
        if (cell && !cell.title) cell.title = cell.getAttribute("aria-label");
      });

      let unfolded = [];
      addEventListener("beforeprint", () => {
        unfolded = [...document.querySelectorAll("details:not([open])")];
        for (const details of unfolded) details.open = true;
      });
      addEventListener("afterprint", () => {
        for (const details of unfolded) details.open = false;
        unfolded = [];
      });
    })();

    """#
}
