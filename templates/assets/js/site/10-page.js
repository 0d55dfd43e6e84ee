// What every page gains from a script; all of it works without one, and where nothing can be stored (private mode).
(function () {
  "use strict";
  // Keeps the programme for days with a bad network (`offline: true`); without it, from a disk, or where it is not allowed, nothing is lost.
  var worker = document.currentScript.dataset.worker;
  if (worker && navigator.serviceWorker) addEventListener("load", function () {
    navigator.serviceWorker.register(worker).catch(function () {});
  });
  var menu = document.querySelector(".menu-box");
  // Browsers without ::details-content cannot open the menu by style on wide screens.
  if (menu && !(window.CSS && CSS.supports && CSS.supports("selector(::details-content)"))) {
    var wide = matchMedia("screen and (min-width: 60rem)"), fit = function () { menu.open = wide.matches; };
    fit();
    wide.addListener(fit);
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
    try { if (localStorage.getItem("sitegen-slash") === "off") return; } catch (error) {}
    event.preventDefault();
    if (box.offsetWidth) { box.focus(); box.select(); } else form.submit();
  });
  // A click on the switch, and only that, is remembered; the place in the page is kept.
  [].forEach.call(document.querySelectorAll("a.switch, .root-choices a[hreflang]"), function (link) {
    link.addEventListener("click", function () {
      try { localStorage.setItem("sitegen-language", link.dataset.code); } catch (error) {}
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
    // in Swedish dates are written as in ISO 8601
    var told = count.dataset, today = new Date().toLocaleString("sv", { timeZone: told.zone }).slice(0, 10);
    var days = Math.round((Date.parse(told.opens) - Date.parse(today)) / 864e5);
    if (days > 1) count.textContent = count.textContent.trim().replace(/\d+/, days);
    else if (days === 1) count.textContent = told.tomorrow;
    else if (today <= told.ends) count.textContent = told.now;
  }
})();
