// Keeps the app on the device, whole, so that it opens without a network. The server writes the release
// into this script, so that each release is another script to the browser: it is fetched, kept beside the
// one in use, and takes over when the person says so. Nothing that people enter or read is kept here:
// /api is none of its business.
const RELEASE = "{release}";
const CACHES = "roviec-app-";
const CACHE = CACHES + RELEASE;
const PAGE = "/index.html";

// All files, each with the digest that the build wrote down, or none: what is in use is not touched before.
async function fetchWhole() {
  const answer = await fetch("/precache.json", { cache: "no-store" });
  const { version, files } = await answer.json();
  if (version !== RELEASE) throw new Error(`the server is at ${version} and this is ${RELEASE}`);
  const cache = await caches.open(CACHE);
  await Promise.all(Object.entries(files).map(async ([path, integrity]) => {
    const file = await fetch(path, { integrity });
    if (!file.ok) throw new Error(`${path}: ${file.status}`);
    await cache.put(path, file);
  }));
}

async function takeOver() {
  const names = await caches.keys();
  const earlier = names.filter(name => name.startsWith(CACHES) && name !== CACHE);
  await Promise.all(earlier.map(name => caches.delete(name)));
  // The page that asked for this worker the first time is looked after too, and so hears of the next one.
  await self.clients.claim();
}

// A file of this release comes from the device; any other, as that of a page opened before an update,
// from the server. One that is not there is never answered with the page.
async function answer(path, request) {
  const cache = await caches.open(CACHE);
  return await cache.match(path) ?? fetch(request);
}

self.addEventListener("install", event => event.waitUntil(fetchWhole()));
self.addEventListener("activate", event => event.waitUntil(takeOver()));
self.addEventListener("message", event => {
  if (event.data === "take") self.skipWaiting();
});
self.addEventListener("fetch", event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  const isFile = pathname.split("/").pop().includes(".");
  event.respondWith(answer(isFile ? pathname : PAGE, request));
});
