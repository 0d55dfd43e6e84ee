// No service worker, or none any more: browsers that had one get this in its place, and give up both it and its files.
self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) {
  var own = "sitegen " + self.registration.scope + " ";
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.map(function (name) { return name.indexOf(own) ? null : caches.delete(name); }));
  }).then(function () { return self.registration.unregister(); }));
});
