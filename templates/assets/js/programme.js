// The programme: marks what is on now (`?now=2023-08-26T10:15` to rehearse), opens what an address points at,
// and opens all blocks on wide screens of browsers whose style sheets cannot.
(function () {
  "use strict";
  var doc = document, each = function (selector, act, root) { Array.prototype.forEach.call((root || doc).querySelectorAll(selector), act); };
  var data = doc.querySelector("[data-zone]");

  function open(details) { for (; details; details = details.parentElement) if (details.tagName === "DETAILS") details.open = true; }

  function openTarget() {
    var target = doc.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    open(target);
    var own = target.querySelector("details");
    if (own && target.id.slice(0, 2) === "s-") own.open = true;
    target.scrollIntoView();
  }

  // Date and minutes after midnight at the venue: [["2023-08-26", 615], ["2023-08-25", 2055]], as the day before owns its night.
  function venueTime() {
    var rehearsed = /[?&]now=(\d{4}-\d\d-\d\d)(?:T|%20|\+)(\d\d)(?::|%3A)(\d\d)/i.exec(location.search), day, minutes;
    if (rehearsed) {
      day = rehearsed[1];
      minutes = rehearsed[2] * 60 + +rehearsed[3];
    } else {
      var parts = {};
      new Intl.DateTimeFormat("en-GB", { timeZone: data.dataset.zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
        .formatToParts(new Date()).forEach(function (part) { parts[part.type] = part.value; });
      day = parts.year + "-" + parts.month + "-" + parts.day;
      minutes = parts.hour % 24 * 60 + +parts.minute;
    }
    var before = new Date(Date.parse(day + "T00:00Z") - 864e5).toISOString().slice(0, 10);
    return { days: [[day, minutes], [before, minutes + 1440]], rehearsed: rehearsed && day + " " + rehearsed[2] + ":" + rehearsed[3] };
  }

  function mark() {
    var now = venueTime();
    each(".is-now", function (item) { item.classList.remove("is-now"); item.removeAttribute("aria-current"); });
    each(".session-now", function (word) { word.remove(); });
    now.days.forEach(function (pair) {
      each('[data-day="' + pair[0] + '"] [data-time], [data-day="' + pair[0] + '"][data-time]', function (item) {
        var span = item.dataset.time.split("-");
        if (pair[1] < +span[0] || pair[1] >= +span[1]) return;
        item.classList.add("is-now");
        item.setAttribute("aria-current", "time");
        var word = doc.createElement("span");
        word.className = "session-now";
        word.textContent = data.dataset.now;
        (item.querySelector("h1, .session-title, a") || item).insertAdjacentElement("afterend", word);
      });
    });
    var note = doc.querySelector("[data-rehearsal]");
    if (note && now.rehearsed && !note.textContent) note.textContent = note.dataset.rehearsal.replace("{time}", now.rehearsed);
    each('[data-date="' + now.days[0][0] + '"]', function (tab) {
      if (!tab.dataset.marked) tab.dataset.marked = tab.textContent += " · " + data.dataset.today;
    });
  }

  function unfold() { each(".timetable details", function (details) { details.open = true; }); }
  if (!(window.CSS && CSS.supports && CSS.supports("selector(::details-content)"))) {
    var wide = matchMedia("screen and (min-width: 70rem)");
    if (wide.matches) unfold();
    wide.addListener(function () { if (wide.matches) unfold(); });
    addEventListener("beforeprint", unfold);
  }
  // Older Safari takes a table shown as blocks for no table unless its roles are said.
  var roles = [["table", ".timetable-table"], ["rowgroup", "thead, tbody"], ["row", "tr"], ["columnheader", "thead th"], ["rowheader", "tbody th"], ["cell", "td"]];
  each(".timetable", function (part) {
    roles.forEach(function (role) { each(role[1], function (element) { element.setAttribute("role", role[0]); }, part); });
  });
  if (location.hash) openTarget();
  addEventListener("hashchange", openTarget);
  if (data && window.Intl) { mark(); setInterval(mark, 60000); }
})();
