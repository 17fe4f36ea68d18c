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
