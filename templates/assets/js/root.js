// The root page alone may choose a language, once: a choice made before, else the reader's list, in its order.
// It acts at the bare address only; whoever asks for index.html by name (or opens it from a disk) gets the page.
(function () {
  "use strict";
  if (location.hash === "#stay" || !/\/$/.test(location.pathname)) return;
  var links = [].slice.call(document.querySelectorAll("a[data-code]"));
  var stored = null;
  try { stored = localStorage.getItem("sitegen-language"); } catch (error) { /* private mode */ }
  var wanted = (navigator.languages || [navigator.language || ""]).map(function (tag) { return String(tag).toLowerCase(); });
  function byCode(code) { return links.filter(function (link) { return link.getAttribute("data-code") === code; })[0]; }
  function byTag(tag) {
    return links.filter(function (link) { return link.hreflang.toLowerCase() === tag; })[0] ||
      links.filter(function (link) { return link.hreflang.toLowerCase().split("-")[0] === tag.split("-")[0]; })[0];
  }
  var link = stored && byCode(stored);
  for (var n = 0; !link && n < wanted.length; n++) link = byTag(wanted[n]);
  if (link) location.replace(link.getAttribute("href") + location.search + location.hash);
})();
