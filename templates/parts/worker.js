// The service worker of a site with `offline: true`. What it knows of the site, `SITE`, stands above it.
// Programme, people and venue come from the network, and from the device where that fails or is slow, with a
// note of the day they are from. Files whose names hold a hash come from the device. All else it leaves alone.
var SCOPE = self.registration.scope, OWN = "sitegen " + SCOPE + " ", CACHE = OWN + SITE.version;
var SEEN = "sitegen-seen", REVISION = "sitegen-revision";
var PATIENCE = 5000;  // ms that the network has where a page is kept
var MOST = 300, LARGEST = 200000;  // pages and pictures kept beside those of SITE; bytes of a picture
var ASSET = /^assets\/.+\.[0-9a-f]{10,}\.(?:[\w-]+\.)?(?:css|js|svg|png|jpe?g|webp|avif)$/;
var LOADED = /"[./]*(assets\/[\w.-]+\.(?:css|js|svg))"/g;

// ---- addresses: a page is kept by its file, `zh/venue/index.html`, however it was asked for
function pathOf(address) {
  var bare = address.split(/[?#]/)[0];
  return bare.indexOf(SCOPE) ? null : bare.slice(SCOPE.length);
}
function fileOf(path) {
  return /\.\w+$/.test(path) ? path : path.replace(/([^/])$/, "$1/") + "index.html";
}
function languageOf(file) {
  var code = file.split("/")[0];
  return Object.prototype.hasOwnProperty.call(SITE.languages, code) ? code : "";
}
function isListed(file) {
  var code = languageOf(file);
  return !!code && SITE.languages[code].pages.some(function (row) { return row[0] === file; });
}
function isToKeep(file) {
  return isListed(file) || /\.html$/.test(file) && SITE.folders.some(function (folder) { return !file.indexOf(folder + "/"); });
}
function oldCaches() {
  return caches.keys().then(function (names) {
    return names.filter(function (name) { return !name.indexOf(OWN) && name !== CACHE; });
  });
}

// ---- keeping
function isGood(response, file) {
  var type = response.headers.get("Content-Type") || "";
  return response.type === "basic" && response.status === 200 && /html|javascript/.test(type) &&
    (!response.url || fileOf(pathOf(response.url) || "") === file);
}
async function keep(cache, file, response, revision) {
  var body = await response.arrayBuffer(), headers = { "Content-Type": response.headers.get("Content-Type") };
  headers[SEEN] = String(Date.now());
  if (revision && revision === await digest(body)) headers[REVISION] = revision;
  await cache.put(SCOPE + file, new Response(body, { headers: headers }));
  return body;
}
async function digest(body) {
  var bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).subarray(0, 8);
  return Array.prototype.map.call(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
}
// The pages of a language and what they load: those that have not changed from the build before, the others anew.
async function hold(code) {
  if (!code || navigator.connection && navigator.connection.saveData) return;
  var cache = await caches.open(CACHE), older = await oldCaches(), rows = SITE.languages[code].pages;
  for (var n = 0; n < rows.length; n++) {
    try { await holdPage(cache, older, rows[n][0], rows[n][1]); } catch (error) { /* no network or no room: as far as it goes */ }
  }
}
async function holdPage(cache, older, file, revision) {
  if (await cache.match(SCOPE + file)) return;
  var body, response;
  for (var n = 0; n < older.length && !body; n++) {
    response = await (await caches.open(older[n])).match(SCOPE + file);
    if (response && response.headers.get(REVISION) === revision) body = await keep(cache, file, response, revision);
  }
  if (!body) {
    response = await fetch(SCOPE + (SITE.index ? file : file.replace(/index\.html$/, "")), { cache: "no-cache" });
    if (isGood(response, file)) body = await keep(cache, file, response, revision);
  }
  var found, text = body && /\.html$/.test(file) ? new TextDecoder().decode(body) : "";
  while ((found = LOADED.exec(text))) if (ASSET.test(found[1])) await holdAsset(cache, older, SCOPE + found[1]);
}
async function holdAsset(cache, older, address) {
  if (await cache.match(address)) return;
  for (var n = 0, response; n < older.length && !response; n++) response = await (await caches.open(older[n])).match(address);
  response = response || await fetch(address);
  if (response.ok) await cache.put(address, response);
}
// What was kept by chance, visited pages and pictures, must not grow without end: the oldest go.
async function trim(cache) {
  var extra = (await cache.keys()).filter(function (request) {
    return !isListed(pathOf(request.url)) && !/\.(css|js)$/.test(request.url);
  });
  for (var n = 0; n < extra.length - MOST; n++) await cache.delete(extra[n]);
}

// ---- a new build: its pages first, then what the reader has visited, then the old cache goes
self.addEventListener("install", function (event) {
  self.skipWaiting();
  event.waitUntil((async function () {
    var seen = {}, older = await oldCaches(), open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    open.forEach(function (client) { seen[languageOf(pathOf(client.url) || "")] = true; });
    for (var n = 0; n < older.length; n++) {
      (await (await caches.open(older[n])).keys()).forEach(function (request) {
        var file = pathOf(request.url);
        if (isListed(file)) seen[languageOf(file)] = true;
      });
    }
    for (var code in seen) await hold(code);
  })());
});
self.addEventListener("activate", function (event) {
  event.waitUntil((async function () {
    var cache = await caches.open(CACHE), older = await oldCaches();
    for (var n = 0; n < older.length; n++) {
      try { await carry(cache, await caches.open(older[n])); } catch (error) { /* no room */ }
      await caches.delete(older[n]);
    }
    await trim(cache);
    await self.clients.claim();
  })());
});
async function carry(cache, old) {
  var requests = await old.keys();
  for (var n = 0; n < requests.length; n++) {
    if (!await cache.match(requests[n])) await cache.put(requests[n], await old.match(requests[n]));
  }
}

// ---- answering
self.addEventListener("fetch", function (event) {
  var request = event.request, path = pathOf(request.url);
  if (request.method !== "GET" || path === null || request.headers.has("range")) return;
  var file = fileOf(path), code = languageOf(file);
  if (ASSET.test(path)) event.respondWith(asset(event, path));
  else if (isToKeep(file)) event.respondWith(page(event, file));
  else if (request.mode === "navigate" && /\.html$/.test(file) && (code || file === "index.html")) {
    event.respondWith(fetch(request).catch(function () { return nothing(code); }));
  }
});
async function asset(event, path) {
  var cache = await caches.open(CACHE), response = await cache.match(SCOPE + path);
  if (response) return response;
  response = await fetch(event.request);
  if (response.status === 200 && +response.headers.get("Content-Length") <= LARGEST) {
    var copy = response.clone();
    event.waitUntil(cache.put(SCOPE + path, copy).then(function () { return trim(cache); }).catch(function () { /* no room */ }));
  }
  return response;
}
// The network itself: a browser may hold a page for fresh for days where a server does not say how long it is.
// Redirects are left to the browser.
function ask(request) {
  var is = request.mode === "navigate";
  return fetch(is ? request.url : request, is ? { cache: "no-cache", credentials: "same-origin", redirect: "manual" } : { cache: "no-cache" });
}
async function page(event, file) {
  var cache = await caches.open(CACHE), kept = await cache.match(SCOPE + file), code = languageOf(file);
  var online = ask(event.request).then(function (response) {
    if (response.status >= 500 && kept) throw response.status;
    var row = (SITE.languages[code] || { pages: [] }).pages.filter(function (row) { return row[0] === file; })[0];
    if (isGood(response, file)) event.waitUntil(keep(cache, file, response.clone(), row && row[1]).then(function () { return trim(cache); }).catch(function () { /* no room */ }));
    else if (response.status === 404 || response.status === 410) event.waitUntil(cache.delete(SCOPE + file));
    return response;
  });
  event.waitUntil(online.then(function () { return hold(code); }).catch(function () { /* no network */ }));
  if (!kept) return online.catch(function () { return nothing(code); });
  var late = new Promise(function (resolve) { setTimeout(resolve, PATIENCE); });
  return Promise.race([online, late]).then(function (response) { return response || dated(kept, file); }, function () { return dated(kept, file); });
}
// A kept page, which says so under its top bar.
async function dated(kept, file) {
  var told = SITE.languages[languageOf(file)];
  if (!told || !/\.html$/.test(file)) return kept.clone();
  var when = new Date(+kept.headers.get(SEEN)).toLocaleString(told.dates, { timeZone: SITE.zone, month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  var note = '<aside class="banner banner-warning" aria-label="' + told.label + '"><p>' + told.old.replace("{when}", when) + ' <a href="">' + told.again + "</a></p></aside>";
  var text = await kept.clone().text();
  return new Response(text.replace("</header>", function (end) { return end + note; }), { headers: { "Content-Type": "text/html; charset=utf-8" } });
}
// The page in place of one that is not kept: what there is instead.
async function nothing(code) {
  var cache = await caches.open(CACHE), keys = (await cache.keys()).map(function (request) { return pathOf(request.url); });
  var codes = Object.keys(SITE.languages);
  code = code || codes.filter(function (one) { return keys.some(function (file) { return languageOf(file) === one; }); })[0] || codes[0];
  var told = SITE.languages[code], sheet = keys.filter(function (file) { return /^assets\/site\.\w+\.css$/.test(file); }).pop();
  var links = told.pages.filter(function (row) { return row[2] && keys.indexOf(row[0]) >= 0; }).map(function (row) {
    return '<li><a href="' + SCOPE + row[0] + '">' + row[2] + "</a></li>";
  }).join("");
  return new Response('<!DOCTYPE html><html lang="' + told.tag + '"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>' +
    told.title + "</title>" + (sheet ? '<link rel="stylesheet" href="' + SCOPE + sheet + '">' : "") + '</head><body><header class="top"><div class="top-row"><a class="mark" href="' + SCOPE + code + "/" + (SITE.index || "") + '">' + told.name +
    '</a></div></header><main><div class="aside-note"><h1>' + told.title + "</h1><p>" + (links ? told.none : told.bare) + "</p></div><ul>" + links +
    '</ul><p><a class="button" href="">' + told.again + "</a></p></main></body></html>",
  { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'self'" } });
}
