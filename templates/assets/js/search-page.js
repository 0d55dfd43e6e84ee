// The search page: asks the engine (search.js) as one types, and shows what it answers.
(function () {
  "use strict";
  var main = document.querySelector(".search-page"), form = main.querySelector("form"), box = form.querySelector("input");
  var found = main.querySelector(".search-found"), told = found.querySelector(".search-told"), list = found.querySelector(".search-groups");
  var advice = found.querySelector(".search-advice"), retry = found.querySelector(".search-retry"), pages = main.querySelector(".search-pages");
  var title = document.title;
  var composing = false, timer, waiting, asked = null, number = 0;
  function word(name, n, query) {
    var text = found.getAttribute("data-" + name) || "";
    return text.replace("{query}", function () { return query; }).replace("2", n === undefined ? "2" : n);
  }
  function make(name, parent, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return parent.appendChild(element);
  }
  // Pieces of text, each with whether it is a hit.
  function write(parent, pieces) {
    (pieces || []).forEach(function (piece) {
      if (piece[1]) make("mark", parent, "", piece[0]); else parent.appendChild(document.createTextNode(piece[0]));
    });
  }
  function tell(text) { if (told.textContent !== text) told.textContent = text; }

  // ---- what is found
  function show(result, group, parent) {
    var item = make("li", parent);
    item.lang = result.lang || group.tag;
    var link = make("a", make("h3", item));
    link.href = result.url;
    write(link, result.title);
    var facts = [result.label, result.when].filter(Boolean);
    if (facts.length) {
      var line = make("p", item, "search-meta");
      facts.forEach(function (fact) { make("span", line, "", fact); });
    }
    if (result.snippet && result.snippet.length) write(make("p", item), result.snippet);
    return link;
  }
  function showGroup(group) {
    var section = make("section", list, "search-group"), id = "group-" + group.lang;
    var heading = make("h2", section, "", word((group.own ? "in-" : "also-") + group.lang) || group.name);
    make("span", heading, "", " " + group.total);
    heading.id = id;
    section.setAttribute("aria-labelledby", id);
    var rows = make("ol", section, "search-list");
    group.results.forEach(function (result) { show(result, group, rows); });
    if (!group.more || group.results.length >= group.total) return;
    var line = make("p", section, "buttons search-more"), button = make("button", line, "button button-quiet", word("more"));
    button.type = "button";
    button.addEventListener("click", function () {
      var mine = number;
      button.disabled = true;
      group.more(function (answer) {
        if (mine !== number) return;
        button.disabled = false;
        var results = answer.results || answer, first = null;
        results.forEach(function (result) { var link = show(result, group, rows); first = first || link; });
        if (!results.length || rows.children.length >= group.total) line.parentNode.removeChild(line);
        if (first) first.focus();
      });
    });
  }
  function count(groups, query) {
    var here = groups.filter(function (group) { return group.own; })[0], n = here ? here.total : 0;
    var others = groups.filter(function (group) { return !group.own && group.total; });
    var text = n ? word(n === 1 ? "one" : "some", n) : word(others.length ? "none-here" : "none", undefined, query);
    return text + others.map(function (group) { return word("and-" + group.lang, group.total); }).join("");
  }
  function answered(answer, query) {
    var groups = answer.groups.filter(function (group) { return group.total; });
    list.textContent = "";
    groups.forEach(showGroup);
    if (groups.length) found.className += " is-filled";
    retry.hidden = !answer.error;
    advice.hidden = !!groups.length || !!answer.error;
    pages.hidden = !!groups.length;
    if (answer.error) tell(groups.length ? count(groups, query) + " " + word("partly") : word("failed"));
    else tell(count(answer.groups, query));
  }

  // ---- asking
  function wait(is) {
    clearTimeout(waiting);
    found.className = "search-found" + (is ? " is-filled is-waiting" : "");
    if (is) waiting = setTimeout(function () { tell(word("loading")); }, 200);
  }
  function clear() {
    wait(false);
    list.textContent = "";
    tell("");
    retry.hidden = advice.hidden = true;
    pages.hidden = false;
  }
  function ask(again) {
    clearTimeout(timer);
    var query = box.value.trim();
    if (query === asked && !again) return;
    asked = query;
    var mine = ++number;
    remember(query);
    if (!query) return clear();
    pages.hidden = true;
    wait(true);
    var engine = window.sitegenSearch;
    if (!engine) { wait(false); return answered({ groups: [], error: true }, query); }
    engine.query(query, function (answer) {
      if (mine !== number) return;
      wait(false);
      answered(answer, query);
    });
  }
  function soon() { clearTimeout(timer); timer = setTimeout(ask, 120); }
  // The address of the page, of its twin and the name of the tab say what is sought.
  function remember(query) {
    var address = query ? "?q=" + encodeURIComponent(query) : "";
    document.title = query ? word("title", undefined, query) : title;
    try { history.replaceState(null, "", location.pathname + address); } catch (error) { /* not from a disk in old browsers */ }
    [].forEach.call(document.querySelectorAll("a.switch"), function (link) { link.search = address; });
  }

  box.addEventListener("compositionstart", function () { composing = true; clearTimeout(timer); });
  box.addEventListener("compositionend", function () { composing = false; soon(); });
  box.addEventListener("input", function (event) { if (!composing && !event.isComposing) soon(); });
  box.addEventListener("focus", function () { var engine = window.sitegenSearch; if (engine && engine.warm) engine.warm(); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (composing) return;
    ask(!retry.hidden);
    if (window.matchMedia("(hover: none)").matches) box.blur();
  });
  retry.addEventListener("click", function () { box.focus(); ask(true); });

  // ---- keys: up and down from the box through the results, Escape back to the box
  main.addEventListener("keydown", function (event) {
    if (composing || event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var at = document.activeElement;
    if (event.key === "Escape" && list.contains(at)) { box.focus(); return; }
    var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step || (at !== box && !list.contains(at))) return;
    var stops = [box].concat([].slice.call(list.querySelectorAll("h3 a, button"))), next = stops[stops.indexOf(at) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  // ---- the key "/" may be turned off (WCAG 2.1.4); site.js asks for it
  var keys = main.querySelector(".search-keys"), key = keys.querySelector("input");
  try {
    key.checked = localStorage.getItem("sitegen-slash") !== "off";
    key.addEventListener("change", function () { localStorage.setItem("sitegen-slash", key.checked ? "on" : "off"); });
    keys.className += " is-on";
  } catch (error) { /* private mode */ }

  var sought = /[?&]q=([^&]*)/.exec(location.search);
  try { if (sought && !box.value) box.value = decodeURIComponent(sought[1].replace(/\+/g, " ")); } catch (error) { /* not UTF-8 */ }
  if (box.value || sought) ask();
})();
