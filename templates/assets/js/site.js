// What every page gains from a script; all of it works without one.
(function () {
  "use strict";
  // Keeps the programme for days with a bad network (`offline: true`); without it, or from a disk, nothing is lost.
  var worker = document.currentScript.dataset.worker;
  if (worker && navigator.serviceWorker) window.addEventListener("load", function () {
    navigator.serviceWorker.register(worker).catch(function () { /* not on this address, or not allowed */ });
  });
  var menu = document.querySelector(".menu-box");
  // Browsers without ::details-content cannot open the menu by style on wide screens.
  if (menu && !(window.CSS && CSS.supports && CSS.supports("selector(::details-content)"))) {
    var wide = window.matchMedia("(min-width: 60rem)");
    var fit = function () { menu.open = wide.matches; };
    fit();
    if (wide.addEventListener) wide.addEventListener("change", fit); else wide.addListener(fit);
  }
  // One submenu at a time; Escape and a click elsewhere close it.
  var groups = [].slice.call(document.querySelectorAll(".menu-list details"));
  function close(except) { groups.forEach(function (group) { if (group !== except) group.open = false; }); }
  groups.forEach(function (group) {
    group.addEventListener("toggle", function () { if (group.open) close(group); });
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest(".menu")) { close(null); if (menu && window.innerWidth < 960) menu.open = false; }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var open = groups.filter(function (group) { return group.open; })[0];
    if (open) { open.open = false; open.querySelector("summary").focus(); }
    else if (menu && menu.open && window.innerWidth < 960) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  // "/" leads to the search box, unless one types or has turned it off on the search page (WCAG 2.1.4).
  document.addEventListener("keydown", function (event) {
    var at = event.target, form = document.querySelector("form[role=search][action]"), box = form && form.querySelector("input");
    if (event.key !== "/" || !box || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.nodeName)) return;
    try { if (localStorage.getItem("sitegen-slash") === "off") return; } catch (error) { /* private mode */ }
    event.preventDefault();
    if (box.offsetWidth) { box.focus(); box.select(); } else form.submit();
  });
  // A click on the switch, and only that, is remembered; the place in the page is kept.
  [].forEach.call(document.querySelectorAll("a.switch, .root-choices a[hreflang]"), function (link) {
    link.addEventListener("click", function () {
      try { localStorage.setItem("sitegen-language", link.getAttribute("data-code")); } catch (error) { /* private mode */ }
      if (location.hash && link.classList.contains("switch") && link.href.indexOf("#") < 0) link.href += location.hash;
    });
  });
  // WeChat's browser opens no calendar files: it alone shows how to.
  if (/MicroMessenger/i.test(navigator.userAgent)) {
    [].forEach.call(document.querySelectorAll(".calendar-hint"), function (hint) { hint.hidden = false; });
  }
  // Days to go by the calendar of the congress; a page built for a day long past or to come is left alone.
  var count = document.querySelector("[data-opens]");
  if (count && window.Intl) {
    var told = function (name) { return count.getAttribute("data-" + name); };
    var today = new Intl.DateTimeFormat("en-CA", { timeZone: told("zone"), year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());
    var days = Math.round((Date.parse(told("opens")) - Date.parse(today)) / 864e5);
    if (days > 1) count.textContent = count.textContent.trim().replace(/\d+/, days);
    else if (days === 1) count.textContent = told("tomorrow");
    else if (today <= told("ends")) count.textContent = told("now");
  }
})();
