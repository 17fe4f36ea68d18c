"""What a list of findings does when it is worked with: filters, order, keyboard, links. Part of scripts/html-check."""

SHOWN = "() => document.querySelector('[data-shown]').textContent"
VISIBLE_ROWS = "() => [...document.querySelectorAll('[data-row]')].filter((row) => !row.hidden && !row.closest('details').hidden).length"
OPEN = "() => document.querySelectorAll('details[data-group][open]').length"
GROUPS = "() => document.querySelectorAll('details[data-group]').length"
FIRST_NAMES = "() => [...document.querySelectorAll('details[data-group]')].map((group) => group.querySelector('[data-name]').textContent)"


def findings(report):
    return [finding for audit in report["audits"] for finding in audit["findings"]]


def wait_for(page, count, total, claim, checks):
    """Waits until the live region says so, and counts the rows that are not hidden."""
    text = f"{count} of {total} findings shown"
    try:
        page.wait_for_function(f"(text) => ({SHOWN})() === text", arg=text, timeout=5000)
    except Exception:  # noqa: BLE001: what it says instead is the message
        checks.expect(False, f"{claim}: says '{text}'", page.evaluate(SHOWN))
        return
    rows = page.evaluate(VISIBLE_ROWS)
    checks.expect(rows == count, f"{claim}: {count} rows are not hidden", rows)


def check_filters(page, report, checks):
    """Each filter shows as many findings as the JSON report has of that kind, and all of them when it is taken back."""
    all_findings = findings(report)
    total = len(all_findings)
    wait_for(page, total, total, "no filter", checks)
    for key in ("status", "severity", "rule", "family"):
        values = sorted({finding[key] for finding in all_findings})
        checks.expect(len(values) > 1, f"the sample has several values of {key}")
        field = page.locator(f"[data-filter={key}]")
        checks.expect(sorted(field.locator("option").evaluate_all("(all) => all.map((one) => one.value)"))
                      == ["", *values], f"{key} offers the values that occur")
        for value in values:
            field.select_option(value)
            count = sum(finding[key] == value for finding in all_findings)
            wait_for(page, count, total, f"{key} {value}", checks)
        field.select_option("")
    wait_for(page, total, total, "filters taken back", checks)

    before = page.evaluate(OPEN)
    text = page.locator("[data-filter=text]")
    text.press_sequentially("RAW_confidence")
    wait_for(page, sum(f["column"] == "raw_confidence_score" for f in all_findings), total, "text in any case", checks)
    group = page.locator("details[data-group]:not([hidden])")
    checks.expect(group.count() == 1 and group.first.get_attribute("open") is not None, "a folded group with a hit unfolds")
    text.fill("no column is called like this")
    wait_for(page, 0, total, "a text that occurs nowhere", checks)
    page.locator("[data-filter=severity]").select_option("error")
    text.fill("")
    wait_for(page, sum(f["severity"] == "error" for f in all_findings), total, "two filters, one taken back", checks)
    page.locator("[data-filter=severity]").select_option("")
    wait_for(page, total, total, "all filters taken back", checks)
    checks.expect(page.evaluate(OPEN) == before, "groups that a text unfolded fold again")


def check_sorting(page, report, checks):
    """Each order is another one and the right one; the first is that of the page."""
    initial = page.evaluate(FIRST_NAMES)
    sort = page.locator("[data-sort]")
    keys = {
        "column": "(group) => [...group.querySelectorAll('[data-name]')].map((name) => name.textContent).sort()[0]",
        "tables": "(group) => String(1e9 - Number(group.dataset.tables))",
        "rule": "(group) => group.dataset.rule",
    }
    for name, key in keys.items():
        sort.select_option(name)
        values = page.evaluate(f"() => [...document.querySelectorAll('details[data-group]')].map({key})")
        checks.expect(values == sorted(values), f"sorted by {name}", values)
        if name == "column":
            checks.expect(page.evaluate(FIRST_NAMES) != initial, "sorting by column changes the order")
            names = page.evaluate("() => [...document.querySelectorAll('details[data-group]')].map((group) => "
                                  "[...group.querySelectorAll('[data-name]')].map((name) => name.textContent))")
            checks.expect(all(group == sorted(group) for group in names), "rows are sorted in their groups", names)
    sort.select_option("severity")
    checks.expect(page.evaluate(FIRST_NAMES) == initial, "the first order comes back")
    severities = page.evaluate("() => [...document.querySelectorAll('details[data-group][data-status=new]')]"
                               ".map((group) => ['error', 'warning', 'note'].indexOf(group.dataset.severity))")
    checks.expect(severities == sorted(severities) and len(set(severities)) > 1, "worst first", severities)

    page.get_by_role("button", name="Collapse all").click()
    checks.expect(page.evaluate(OPEN) == 0, "everything is folded")
    page.get_by_role("button", name="Expand all").click()
    checks.expect(page.evaluate(OPEN) == page.evaluate(GROUPS), "everything is unfolded")


def check_keyboard(page, report, checks):
    """Tab reaches the skip link first, then each control and a group, which Enter folds; focus is seen."""
    page.keyboard.press("Tab")
    checks.expect(page.evaluate("() => document.activeElement.className") == "skip", "Tab reaches the skip link first")
    checks.expect(page.evaluate("() => document.activeElement.getBoundingClientRect().top >= 0"), "the skip link shows itself")
    page.keyboard.press("Enter")
    checks.expect(page.evaluate("() => document.activeElement.id") == "main", "the skip link leads to the content")
    reached = []
    for _ in range(120):
        page.keyboard.press("Tab")
        element = page.evaluate(
            "() => { const one = document.activeElement; const style = getComputedStyle(one);"
            "return [one.dataset.filter || one.dataset.fold || ('sort' in one.dataset ? 'sort' : '') || one.tagName.toLowerCase(),"
            "style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]; }"
        )
        checks.expect(element[1], "focus is seen", element)
        reached.append(element[0])
        if element[0] == "summary":
            break
    wanted = ["text", "status", "severity", "rule", "family", "sort", "open", "closed", "summary"]
    checks.expect([one for one in reached if one in wanted] == wanted, "Tab reaches every control, in order", reached)
    checks.expect("div" in reached, "Tab reaches a matrix, to scroll it", reached)
    states = []
    for key in ("Enter", "Enter", "Space"):
        page.keyboard.press(key)
        states.append(page.evaluate("() => document.activeElement.parentElement.open"))
    checks.expect(states == [False, True, False], "Enter and Space fold and unfold a group", states)


def check_links(page, report, checks):
    """A link in a matrix leads to its finding, though that be folded away or filtered out."""
    accepted = next(finding for finding in findings(report) if finding["status"] == "accepted")
    page.locator("[data-filter=status]").select_option("new")
    wait_for(page, sum(f["status"] == "new" for f in findings(report)), len(findings(report)), "new ones", checks)
    page.evaluate("(id) => { location.hash = id; }", f"f-{accepted['id']}")
    row = page.locator(f"[id='f-{accepted['id']}']")
    row.wait_for(state="visible")
    checks.expect(row.is_visible(), "a link to a folded finding unfolds it")
    links = page.locator(".matrix tbody a").evaluate_all("(all) => all.filter((a) => !document.querySelector(a.getAttribute('href'))).length")
    checks.expect(links == 0, "every link in a matrix leads to a row", links)
