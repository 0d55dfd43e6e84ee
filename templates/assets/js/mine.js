// The page of one's own programme: what is starred (js/site/20-stars.js), as data.js beside the page knows it now.
(function () {
  "use strict";
  var doc = document, stars = window.sitegenStars, data = window.sitegenProgramme, box = doc.getElementById("mine");
  if (!stars || !data) return;
  var told = box.dataset, OFF = { postponed: 1, cancelled: 1, replaced: 1 }, has = Object.prototype.hasOwnProperty;
  function get(name) { return box.querySelector("." + name); }
  function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (gap, name) { return has.call(values, name) ? values[name] : gap; }); }
  function make(name) { return doc.getElementById(name).content.firstElementChild.cloneNode(true); }
  function find(id) { return has.call(data.items, id) ? data.items[id] : null; }
  function add(parent, tag, text, name) {
    var element = doc.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    if (tag === "button") element.type = "button";
    return parent.appendChild(element);
  }
  function pad(n) { return (n < 10 ? "0" : "") + n; }

  // ---- time: day and minutes of it, which pass 24:00 for what the day before owns
  function minute(item, at) { return at === undefined || !item.d ? NaN : Date.parse(item.d + "T00:00Z") / 6e4 + at; }
  function clock(at) { return data.times[at] || pad(Math.floor(at / 60) % 24) + ":" + pad(at % 60); }
  function when(item) {
    if (item.s === undefined) return told.untimed;
    return item.e === undefined ? clock(item.s) : data.times[item.s + "-" + item.e] || clock(item.s) + "–" + clock(item.e);
  }
  function rooms(ids) {
    return ids === data.all ? told.all : ids.split(" ").map(function (id) { return has.call(data.rooms, id) ? data.rooms[id] : id; }).join(data.comma);
  }
  // What differs between a slot and another, and always the time.
  function slot(item, other) {
    var day = item.d !== other.d ? data.days[item.d] || item.d || told.undated : "", time = item.s === undefined ? told.untimed : clock(item.s);
    return [day, time, item.r && item.r !== other.r ? rooms(item.r) : ""].join(" ").trim();
  }

  // Rows {id, kept: as starred, item: as it is now or null}, by time; what has no time comes last in its day, undated days last.
  var programme = Object.keys(data.items);
  function rows(kept) {
    return Object.keys(kept).map(function (id) {
      var item = find(id), at = item || kept[id];
      return { id: id, kept: kept[id], item: item, at: at, title: String(at.t || id), order: [at.d || "~", at.s === undefined ? 1e5 : +at.s, programme.indexOf(id)] };
    }).sort(function (a, b) {
      for (var n = 0; n < 3; n++) if (a.order[n] !== b.order[n]) return a.order[n] < b.order[n] ? -1 : 1;
      return 0;
    });
  }
  function isWithin(id, block) {
    for (var steps = 0, item = find(id); item && item.p && steps < 50; item = find(item.p), steps++) if (item.p === block) return true;
    return false;
  }
  // At the same time, and neither within the other: a chair may speak in his own forum.
  function clash(a, b) {
    return a.item && b.item && a.id !== b.id && !OFF[a.item.x] && !OFF[b.item.x] &&
      minute(a.item, a.item.s) < minute(b.item, b.item.e) && minute(b.item, b.item.s) < minute(a.item, a.item.e) &&
      !isWithin(a.id, b.id) && !isWithin(b.id, a.id);
  }
  // What became of an item since it was starred, in words.
  function news(row) {
    var kept = row.kept, item = row.item, found = [];
    if (!item) return [told.gone];
    if ((item.x || "") !== (kept.x || "") && item.x !== "moved") found.push(fill(told.changed, { status: told[item.x || "scheduled"] }));
    if (kept.d && kept.s !== undefined && (kept.d !== item.d || kept.s !== item.s || (kept.r || "") !== (item.r || "")))
      found.push(fill(told.shifted, { before: slot(kept, item), after: slot(item, kept) }));
    return found;
  }
  function copy(item) {
    var found = { t: item.t };
    ["d", "s", "e", "r", "x"].forEach(function (name) { if (item[name] !== undefined) found[name] = item[name]; });
    return found;
  }

  // ---- the list
  var list = get("mine-list"), status = get("mine-told");
  function line(row, all, mine) {
    var element = make("mine-item"), item = row.item, text = element.querySelector("div"), link = element.querySelector("a");
    var badge = element.querySelector("strong"), remove = element.querySelector("button"), place = item && data.places[item.o];
    element.querySelector(".session-when").textContent = when(row.at);
    link.textContent = row.title;
    if (item) link.href = "../" + row.id + "/" + data.index;
    if (item && item.l) link.lang = item.l;
    if (item && (item.x || item.u)) {
      badge.hidden = false;
      badge.textContent = item.x ? told[item.x] : told.tba;
      badge.className += " status-" + (item.x || "tba");
      if (OFF[item.x]) element.className += " is-off";
    }
    var meta = element.querySelector(".session-meta");
    if (place) meta.textContent = place[0];
    if (place && place[2]) meta.lang = place[2];
    var next = item && item.b && find(item.b);
    if (next) {
      var after = add(add(text, "p", told.after, "session-change"), "a", next.t);
      after.href = "../" + item.b + "/" + data.index;
      if (next.l) after.lang = next.l;
    }
    if (mine) news(row).forEach(function (words, n, found) {
      var note = add(text, "p", words + " ", "session-change mine-note");
      if (item && n === found.length - 1) {
        var noted = add(note, "button", told.noted, "button button-quiet no-print");
        noted.setAttribute("aria-label", told.noted + " – " + row.title);
        noted.onclick = function () {
          stars.change(function (items) { items[row.id] = copy(item); });
          show();
          focus(row.id);
        };
      }
    });
    all.forEach(function (other) {
      if (clash(row, other)) add(text, "p", fill(told.clash, { title: other.title, when: when(other.item) }), "session-change mine-note");
    });
    element.setAttribute("data-id", row.id);
    if (!mine) remove.remove();
    remove.setAttribute("aria-label", fill(told.remove, { title: row.title }));
    remove.onclick = function () { drop(row); };
    return element;
  }
  function paint(found, mine) {
    var day, into;
    list.textContent = "";
    found.forEach(function (row) {
      if (!into || row.at.d !== day) {
        day = row.at.d;
        var section = list.appendChild(make("mine-day"));
        section.querySelector("h2").textContent = data.days[day] || day || told.undated;
        into = section.querySelector("ol");
      }
      into.appendChild(line(row, found, mine));
    });
  }
  function focus(id) {
    var row = id && list.querySelector('[data-id="' + id + '"] button');
    (row || box.querySelector("h1")).focus();
  }
  // The row goes; the focus stays in its place, and the removal can be taken back.
  function drop(row) {
    var ids = [].map.call(list.querySelectorAll("[data-id]"), function (element) { return element.getAttribute("data-id"); });
    var n = ids.indexOf(row.id), undo;
    stars.change(function (items) { delete items[row.id]; });
    show();
    focus(ids[n + 1] || ids[n - 1]);
    status.textContent = fill(told.removed, { title: row.title }) + " ";
    undo = add(status, "button", told.undo, "button button-quiet");
    undo.onclick = function () {
      stars.change(function (items) { items[row.id] = row.kept; });
      status.textContent = "";
      show();
      focus(row.id);
    };
  }
  function mine() { return rows(stars.read()); }

  // ---- the shared link: five characters for each item, made of its id, so that it holds after every rebuild
  var MOST = 100, SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  function code(id) {
    for (var sum = 0x811c9dc5, n = 0; n < id.length; n++) sum = Math.imul(sum ^ id.charCodeAt(n), 0x01000193);  // FNV-1a
    sum ^= sum >>> 15;
    for (var found = ""; found.length < 5; sum >>>= 6) found += SIGNS[sum & 63];
    return found;
  }
  // What a link names as {items: as kept, unknown: how many there are not}, or null without one.
  function shared() {
    var given = /^#s=([\w-]+)/.exec(location.hash), byCode = {}, found = { items: Object.create(null), unknown: 0 };
    if (!given) return null;
    programme.forEach(function (id) { byCode[code(id)] = id; });
    given[1].slice(0, MOST * 5).replace(/.{1,5}/g, function (part) {
      if (has.call(byCode, part)) found.items[byCode[part]] = copy(find(byCode[part]));
      else found.unknown++;
    });
    return found;
  }
  // Scripts for a single button come when it is pressed.
  function load(name, address, then) {
    if (window[name]) return then();
    var script = doc.createElement("script");
    script.src = address;
    script.onload = then;
    doc.head.appendChild(script);
  }
  // Where the page is on the web: what is opened from a disk can be shared by its published address only.
  function home() {
    var canonical = doc.querySelector("link[rel=canonical]");
    return /^http/.test(location.protocol) ? location.href.split(/[?#]/)[0] : canonical ? canonical.href : "";
  }
  var field = get("mine-share input"), picture = get("mine-code");
  function fit() {
    var ids = mine().filter(function (row) { return row.item; }).map(function (row) { return row.id; });
    field.value = home() + "#s=" + ids.slice(0, MOST).map(code).join("");
    get("mine-short").hidden = ids.length <= MOST;
    picture.hidden = true;
  }
  function leave() {
    try { history.replaceState(null, "", location.href.split("#")[0]); } catch (error) { location.hash = ""; }
    show();
    focus();
  }
  get("mine-take").onclick = function () {
    var given = shared().items;
    stars.change(function (items) { Object.keys(given).forEach(function (id) { if (!items[id]) items[id] = given[id]; }); });
    leave();
    status.textContent = told.added;
  };
  get("mine-keep").onclick = leave;
  get("mine-open").onclick = function () {
    var part = get("mine-share");
    part.hidden = !part.hidden;
    this.setAttribute("aria-expanded", String(!part.hidden));
    if (!part.hidden) field.focus();
  };
  field.onfocus = function () { field.select(); };
  get("mine-copy").onclick = function () {
    function say(done) {
      if (!done) field.focus();
      get("mine-said").textContent = done ? told.copied : told.copy;
    }
    function old() {
      field.focus();
      field.setSelectionRange(0, field.value.length);
      try { return doc.execCommand("copy"); } catch (error) { return false; }
    }
    if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(function () { say(true); }, function () { say(old()); });
    else say(old());
  };
  var native = get("mine-native");
  native.hidden = !navigator.share;
  native.onclick = function () { navigator.share({ title: doc.title, url: field.value }).catch(function () { /* the reader thought better of it */ }); };
  get("mine-draw").onclick = function () {
    load("sitegenCode", told.code, draw);
  };
  // A PNG, since WeChat reads codes in pictures only; four modules of white around it (ISO/IEC 18004, 5.3.8).
  function draw() {
    var rows = window.sitegenCode(field.value), canvas = doc.createElement("canvas"), size = rows.length + 8, scale = Math.ceil(320 / size);
    canvas.width = canvas.height = size * scale;
    var pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.width);
    pen.fillStyle = "#000";
    rows.forEach(function (row, y) {
      row.forEach(function (bit, x) { if (bit) pen.fillRect((x + 4) * scale, (y + 4) * scale, scale, scale); });
    });
    var image = picture.querySelector("img") || picture.insertBefore(doc.createElement("img"), picture.firstChild);
    image.alt = told.alt;
    image.src = canvas.toDataURL("image/png");
    picture.hidden = false;
  }

  get("mine-calendar").onclick = function () {
    load("sitegenCalendar", told.ics, function () {
      var items = mine().filter(function (row) { return row.item && row.item.d; }), link = doc.createElement("a");
      var text = window.sitegenCalendar(items, data, told, box.querySelector("h1").textContent);
      link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
      link.download = "my-programme.ics";
      doc.body.appendChild(link).click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    });
  };
  get("mine-print").onclick = function () { print(); };

  function show() {
    var given = shared(), found = given ? rows(given.items) : mine();
    paint(found, !given);
    get("mine-off").hidden = true;
    get("mine-shared").hidden = !given;
    get("mine-take").hidden = !found.length;
    get("mine-unknown").textContent = given && given.unknown ? fill(told.unknown, { n: given.unknown }) : "";
    get("mine-empty").hidden = !!(given || found.length);
    get("mine-tools").hidden = !!given || !found.length;
    get("mine-open").hidden = !home();
    if (!given) fit();
  }
  addEventListener("storage", show);
  addEventListener("hashchange", show);
  addEventListener("pageshow", function (event) { if (event.persisted) show(); });
  show();
})();
