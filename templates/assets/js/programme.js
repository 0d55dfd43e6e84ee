// The programme: finds items in place (`?track=A&q=…` in the address), marks what is on now and next
// (`?now=2023-08-26T10:15` to rehearse), tells times by the reader's own clock, opens what an address points at.
(function () {
  "use strict";
  var doc = document, data = doc.querySelector("[data-zone]"), form = doc.querySelector(".timetable-filter"), isAsked = false;
  function all(selector, root) { return [].slice.call((root || doc).querySelectorAll(selector)); }

  // ---- blocks of talks: style sheets open them on wide screens and paper, where they can
  function open(details) { for (; details; details = details.parentElement) if (details.tagName === "DETAILS") details.open = true; }
  function openTarget() {
    var target = doc.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    open(target);
    if (target.dataset.kind) open(target.querySelector("details"));
    target.scrollIntoView();
  }
  function unfold() { all(".timetable .session-more").forEach(open); }
  if (!(window.CSS && CSS.supports && CSS.supports("selector(::details-content)"))) {
    var wide = matchMedia("screen and (min-width: 70rem)"), fit = function () { if (wide.matches) unfold(); };
    fit();
    wide.addListener(fit);
    addEventListener("beforeprint", unfold);
  }
  // Older Safari takes a table shown as blocks for no table unless its roles are said.
  [["table", ""], ["rowgroup", " thead, tbody"], ["row", " tr"], ["columnheader", " thead th"], ["rowheader", " tbody th"], ["cell", " td"]].forEach(function (role) {
    all((".timetable-table" + role[1]).replace(",", ", .timetable-table")).forEach(function (element) { element.setAttribute("role", role[0]); });
  });
  if (location.hash) openTarget();
  addEventListener("hashchange", openTarget);

  // ---- finding
  function plain(text) {
    text = text.toLowerCase();
    return (text.normalize ? text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "") : text).replace(/\s+/g, " ").trim();
  }

  function prepare() {
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
        open(box.parentElement);
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
    form.className += " is-on";
    find();
  }

  // ---- now and next
  // Date and minutes after midnight at the venue: [["2023-08-26", 615], ["2023-08-25", 2055]], as the day before owns its night.
  function venueTime() {
    var now = /[?&]now=(\d{4}-\d\d-\d\d)(?:T|%20|\+)(\d\d)(?::|%3A)(\d\d)/i.exec(location.search), isRehearsed = !!now;
    // in Swedish dates and times are written as in ISO 8601
    now = now || /(\S+) (\d\d):(\d\d)/.exec(new Date().toLocaleString("sv", { timeZone: data.dataset.zone }));
    var minutes = now[2] * 60 + +now[3], before = new Date(Date.parse(now[1]) - 864e5).toISOString().slice(0, 10);
    return { days: [[now[1], minutes], [before, minutes + 1440]], rehearsed: isRehearsed && now[1] + " " + now[2] + ":" + now[3] };
  }

  function say(item, kind) {
    var word = doc.createElement("span");
    word.className = "session-now session-" + kind;
    word.textContent = data.dataset[kind];
    item.classList.add("is-" + kind);
    var place = item.querySelector("h1, a");
    if (place) place.insertAdjacentElement("afterend", word); else item.appendChild(word);
  }

  function mark() {
    var now = venueTime(), note = doc.querySelector("[data-rehearsal]");
    all(".is-now, .is-next").forEach(function (item) { item.classList.remove("is-now", "is-next"); item.removeAttribute("aria-current"); });
    all(".session-now").forEach(function (word) { word.remove(); });
    now.days.forEach(function (pair) {
      var soonest = {}, day = '[data-day="' + pair[0] + '"]', timed = all(day + " [data-time], " + day + "[data-time]").map(function (item) {
        var span = item.dataset.time.split("-"), room = item.dataset.room, wait = span[0] - pair[1];
        if (/^[cpr]/.test(item.dataset.status)) return [];  // cancelled, postponed, replaced
        if (wait > 0 && wait <= 120) soonest[room] = Math.min(soonest[room] || wait, wait);
        if (wait <= 0 && pair[1] < +span[1]) {
          item.setAttribute("aria-current", "time");
          say(item, "now");
        }
        return [item, room, wait];
      });
      timed.forEach(function (one) {  // a block stands for its first talk
        if (one[0] && soonest[one[1]] === one[2] && !one[0].parentElement.closest(".is-next")) say(one[0], "next");
      });
    });
    if (note && now.rehearsed && !note.textContent) note.textContent = note.dataset.rehearsal.replace("{time}", now.rehearsed);
    all('[data-date="' + now.days[0][0] + '"]').forEach(function (tab) {
      if (!tab.dataset.marked) tab.dataset.marked = tab.textContent += " · " + data.dataset.today;
    });
  }

  // The page opens at what began last, unless the reader asked for something else.
  function goToNow() {
    var started = function (item) { return +item.dataset.time.split("-")[0]; };
    var place = all("td > .is-now").sort(function (a, b) { return started(b) - started(a); })[0];
    if (place && !isAsked && !location.hash && !scrollY) place.closest("tr").scrollIntoView();
  }

  // ---- the reader's own clock; every <time> of an item says its instant
  function tellOwnTimes() {
    var zone = doc.querySelector(".timetable-zone");
    function add(kind, values, parent) {
      var word = doc.createElement("span");
      word.className = "timetable-own";
      word.dataset.own = data.dataset[kind].replace(/{(\w+)}/g, function (_, name) { return values[name]; });
      parent.appendChild(word);
    }
    all(".timetable-clock time, .session-when time, .session-facts time").forEach(function (time) {
      var stamp = /-(\d\d)T(\d\d:\d\d)([+-])(\d\d):(\d\d)$/.exec(time.dateTime), date = new Date(time.dateTime);
      var ahead = stamp && -date.getTimezoneOffset() - (stamp[3] + 1) * (stamp[4] * 60 + +stamp[5]);
      if (!ahead) return;
      var own = date.toLocaleString(doc.documentElement.lang, { weekday: date.getDate() === +stamp[1] ? undefined : "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      add("own", { time: own }, (time.closest("dd") || { lastElementChild: time.parentElement }).lastElementChild);
      if (zone) add(ahead > 0 ? "ahead" : "behind", { hours: Math.abs(ahead) / 60, there: stamp[2], here: own }, zone);
      zone = null;
    });
  }

  if (form) prepare();
  if (data && window.Intl) {
    mark();
    goToNow();
    tellOwnTimes();
    setInterval(mark, 60000);
  }
})();
