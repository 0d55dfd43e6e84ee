// Pages of the programme: marks what is on now and next (`?now=2023-08-26T10:15` to rehearse), tells times by the
// reader's own clock, opens what an address points at, fetches filter.js.
(function () {
  "use strict";
  var doc = document, data = doc.querySelector("[data-ahead]");
  if (!data) return;
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

  // ---- finding: its script is fetched when a reader opens the form, chooses a track or comes with a question
  var form = doc.querySelector(".timetable-filter"), chips = form ? all(".timetable-tracks a") : [], chosen;
  var isAsked = form && /[?&](q|track|room|kind|language|person)=./.test(location.search);
  function fetchFilter() {
    var script = doc.createElement("script");
    if (!form.dataset.script) return;
    script.src = form.dataset.script;
    form.dataset.script = "";
    // where it cannot be had, the link of the track is followed
    script.onload = script.onerror = function () {
      chips.forEach(function (chip) { chip.removeEventListener("click", choose); });
      if (chosen) chosen.click();
    };
    doc.head.appendChild(script);
  }
  function choose(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    chosen = this;
    fetchFilter();
  }
  if (form) {
    form.className += " is-on";
    chips.forEach(function (chip) { chip.addEventListener("click", choose); });
    form.querySelector("details").addEventListener("toggle", fetchFilter);
    if (isAsked) fetchFilter();
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
        // cancelled, postponed, replaced
        if (/^[cpr]/.test(item.dataset.status)) return [];
        if (wait > 0 && wait <= 120) soonest[room] = Math.min(soonest[room] || wait, wait);
        if (wait <= 0 && pair[1] < +span[1]) {
          item.setAttribute("aria-current", "time");
          say(item, "now");
        }
        return [item, room, wait];
      });
      // a block stands for its first talk
      timed.forEach(function (one) {
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

  if (window.Intl) {
    mark();
    goToNow();
    tellOwnTimes();
    setInterval(mark, 60000);
  }
})();
