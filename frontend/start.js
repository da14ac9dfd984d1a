// Starts the app, or says in plain words why it does not start. Glue and module are each fetched with
// the digest that the build wrote into this page: two builds never start together.
const start = document.getElementById("start");
const old = typeof WebAssembly !== "object" || !("replaceChildren" in start) || !globalThis.structuredClone;
if (old) {
  start.dataset.state = "old";
} else {
  const slow = setTimeout(() => { start.dataset.state ||= "slow"; }, 6000);
  try {
    const wasm = document.querySelector('link[rel="preload"][as="fetch"]');
    const js = document.querySelector('link[rel="modulepreload"]');
    const module = fetch(wasm.href, { integrity: wasm.integrity });
    const glue = await import(js.href);
    await glue.default({ module_or_path: module });
    start.remove();
  } catch (error) {
    console.error(error);
    start.dataset.state = "failed";
  } finally {
    clearTimeout(slow);
  }
}
