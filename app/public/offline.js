// Without a connection people get a page that says so, instead of the browser's own. Nothing else is kept: what the
// server shows is different for everybody and out of date at once.
const kept = 'offline-2';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(['/offline.html', '/offline.css'])));
});

self.addEventListener('activate', (event) => {
  const others = caches.keys().then((names) => names.filter((name) => name !== kept));
  event.waitUntil(others.then((names) => Promise.all(names.map((name) => caches.delete(name)))));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  // Forms go straight to the server, which wants to know for certain what site they come from.
  if (request.mode === 'navigate' && request.method === 'GET') {
    event.respondWith(fetch(request).catch(() => caches.match('/offline.html')));
  } else if (request.url.endsWith('/offline.css')) {
    event.respondWith(caches.match('/offline.css').then((style) => style ?? fetch(request)));
  }
});
