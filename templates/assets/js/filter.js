// Finds items of the programme in place, as the form and the tracks above it ask (`?track=A&q=…` in the address).
// 30-programme.js fetches it once a reader wants it.
(function () {
  "use strict";
  var doc = document, form = doc.querySelector(".timetable-filter"), isAsked = false;
  function all(selector, root) { return [].slice.call((root || doc).querySelectorAll(selector)); }
  function plain(text) {
    text = text.toLowerCase();
    return (text.normalize ? text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "") : text).replace(/\s+/g, " ").trim();
  }

  var track = "", opened = [], told = form.querySelector("[role=status]"), reset = form.querySelector("[type=reset]");
  var boxes = all("[name]", form), chips = all(".timetable-tracks a"), names = {}, known = {};
  var items = all(".timetable-day [data-kind]").map(function (element) {
    var head = element.querySelector(".session-head") || element, block = element.parentElement.closest("[data-kind]");
    var people = all(".session-name", head).map(function (name) { return names[name.textContent] = name.textContent; });
    return known[element.id] = { element: element, facets: element.dataset, people: people, text: plain(head.textContent), block: block && known[block.id] };
  });
  Object.keys(names).sort(function (a, b) { return a.localeCompare(b, doc.documentElement.lang); })
    .forEach(function (name) { form.person.add(new Option(name)); });

  function fits(item) {
    return (!track || item.facets.track === track) && boxes.every(function (box) {
      var value = box.value;
      if (box.name === "q") return plain(value).split(" ").every(function (part) { return item.text.indexOf(part) >= 0; });
      return !value || (box.name === "person" ? item.people : (item.facets[box.name] || "").split(" ")).indexOf(value) >= 0;
    });
  }

  function find() {
    var address = new URLSearchParams(location.search), found = 0;
    isAsked = false;
    boxes.concat({ name: "track", value: track }).forEach(function (box) {
      if (box.value.trim()) { isAsked = true; address.set(box.name, box.value.trim()); } else address.delete(box.name);
    });
    opened.forEach(function (details) { details.open = false; });
    opened = [];
    items.forEach(function (item) {
      var own = fits(item);
      if (own && item.facets.kind !== "break") found++;
      item.hit = item.shown = own || item.block && item.block.hit;
    });
    items.slice().reverse().forEach(function (item) {
      var details = isAsked && item.shown && item.element.querySelector("details");
      if (item.shown && item.block) item.block.shown = true;
      item.element.hidden = !item.shown;
      if (details && !details.open) { details.open = true; opened.push(details); }
    });
    all(".timetable-day, .timetable-day tr, .timetable-untimed, .timetable-day td").forEach(function (part) {
      var left = part.querySelector("[data-kind]:not([hidden])");
      if (part.tagName !== "TD") part.hidden = isAsked && !left;
      else part.className = left ? "" : "timetable-empty";
    });
    // a grid with most of its fields empty would be hard to read
    all("[data-grid]").forEach(function (table) { table.classList.toggle("timetable-grid", !isAsked); });
    chips.forEach(function (chip) {
      if (chip.dataset.track === track) chip.setAttribute("aria-current", "true"); else chip.removeAttribute("aria-current");
    });
    told.textContent = isAsked ? told.dataset[found > 1 ? "some" : found ? "one" : "none"].replace("2", found) : "";
    reset.hidden = !isAsked;
    address = ("?" + address).replace(/^\?$/, "");
    try { history.replaceState(null, "", location.pathname + address + location.hash); } catch (error) { /* from a disk */ }
    all(".timetable-days a:not([href^='#'])").forEach(function (tab) { tab.search = address; });
  }

  new URLSearchParams(location.search).forEach(function (value, name) {
    var box = boxes.filter(function (box) { return box.name === name; })[0];
    if (box) {
      box.value = value;
      if (box.value !== value) box.add(new Option(value, value, false, true));  // not on this day
      form.querySelector("details").open = true;
    }
    if (name === "track") chips.forEach(function (chip) {
      var code = chip.querySelector(".session-code");
      if (chip.dataset.track === value || code && code.textContent === value) track = chip.dataset.track;
    });
  });
  chips.forEach(function (chip) {
    chip.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      track = chip.dataset.track === track ? "" : chip.dataset.track;
      find();
    });
  });
  form.addEventListener("input", find);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function (event) {
    event.preventDefault();
    track = "";
    boxes.forEach(function (box) { box.value = ""; });
    find();
    told.focus();
  });
  find();
})();
