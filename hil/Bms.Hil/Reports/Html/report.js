"use strict";
(() => {
  const byId = id => document.getElementById(id);
  const form = document.querySelector("form.controls");
  const filter = byId("filter");
  const rows = Array.from(document.querySelectorAll("table.verdicts tbody tr"), row => ({
    row,
    section: byId(row.dataset.section),
    state: row.dataset.state,
    text: row.textContent.toLowerCase(),
  }));

  // Every word must occur, in any order.
  const apply = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(word => word);
    const state = form.elements.state.value;
    let shown = 0;
    // Several rows may share a section: it stays as long as one of them does.
    for (const entry of rows) entry.section.hidden = true;
    for (const entry of rows) {
      const matches = (state === "all" || state === entry.state) && words.every(word => entry.text.includes(word));
      entry.row.hidden = !matches;
      if (matches) entry.section.hidden = false;
      shown += matches ? 1 : 0;
    }
    byId("shown").textContent = `${shown} of ${rows.length}`;
    byId("nothing").hidden = shown > 0 || rows.length === 0;
  };

  const setOpen = open => {
    for (const entry of rows)
      if (!entry.section.hidden) entry.section.open = open;
  };

  const follow = () => {
    const target = byId(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) {
      target.hidden = false;
      target.open = true;
      target.scrollIntoView();
    }
  };

  form.hidden = document.querySelector(".buttons").hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", apply);
  byId("expand").addEventListener("click", () => setOpen(true));
  byId("collapse").addEventListener("click", () => setOpen(false));
  document.addEventListener("click", event => {
    // The same link a second time changes no hash, and should still open its section.
    const link = event.target instanceof Element ? event.target.closest("table.verdicts a") : null;
    if (link && link.hash === location.hash) follow();
  });
  document.addEventListener("keydown", event => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      filter.focus();
    } else if (event.key === "Escape" && typing) {
      filter.value = "";
      apply();
    }
  });
  addEventListener("hashchange", follow);
  apply();
  follow();
})();
