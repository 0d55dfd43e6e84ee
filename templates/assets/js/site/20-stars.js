// Stars of the reader's own programme: buttons on all that has `data-star`, kept in this browser only.
// Kept as {"v": 1, "items": {ID: {t: title, d: day, s, e: minutes of that day, r: "rooms", x: status}}}, as starred.
(function () {
  "use strict";
  var doc = document, told = doc.currentScript.dataset;
  if (!told.key) return;
  var each = Array.prototype.forEach, memory = "", note;

  // Whatever stands there, nothing yet or damaged: only what has the right shape is taken.
  function read() {
    var text, found = Object.create(null);
    try { text = memory || localStorage.getItem(told.key); } catch (error) {}
    try {
      var kept = JSON.parse(text);
      if (kept.v === 1) Object.keys(kept.items).forEach(function (id) {
        if (/^[a-z0-9-]{1,99}$/.test(id)) found[id] = kept.items[id] === Object(kept.items[id]) ? kept.items[id] : {};
      });
    } catch (error) {}
    return found;
  }

  // False where the browser keeps nothing (private mode, no room): then it lasts as long as the page.
  function save(items) {
    var is = true;
    memory = JSON.stringify({ v: 1, items: items });
    try {
      localStorage.setItem(told.key, memory);
      memory = "";
    } catch (error) { is = false; }
    if (!is) note.textContent = told.lost;
    show();
    return is;
  }

  function change(act) {
    var items = read();
    act(items);
    return save(items);
  }

  // The slot as the page says it, to be compared with later ones.
  function copy(holder, title) {
    var day = holder.closest("[data-day]"), given = holder.dataset, span = (given.time || "").split("-"), found = { t: title };
    if (day) found.d = day.dataset.day;
    if (given.time) { found.s = +span[0]; found.e = +span[1]; }
    if (given.room) found.r = given.room;
    if (given.status) found.x = given.status;
    return found;
  }

  var buttons = [];
  each.call(doc.querySelectorAll("[data-star]"), function (place) {
    var holder = place.closest("[data-kind], [data-day]") || place, id = place.dataset.star || holder.id.slice(2), button = doc.createElement("button");
    var title = (place.dataset.title || holder.querySelector("a").textContent).trim();
    button.type = "button";
    button.className = "star";
    button.setAttribute("aria-label", told.name.replace("{title}", function () { return title; }));
    button.addEventListener("click", function () {
      change(function (items) { if (items[id]) delete items[id]; else items[id] = copy(holder, title); });
    });
    place.insertBefore(button, place.firstChild);
    buttons.push([button, id]);
  });
  note = doc.createElement("p");
  note.className = "star-note";
  note.setAttribute("role", "status");
  doc.querySelector("main").appendChild(note);

  function show() {
    var items = read(), count = Object.keys(items).length;
    buttons.forEach(function (pair) { pair[0].setAttribute("aria-pressed", String(!!items[pair[1]])); });
    each.call(doc.querySelectorAll("[data-mine]"), function (link) { link.dataset.mine = count || ""; });
  }
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  show();
  window.sitegenStars = { read: read, change: change };
})();
