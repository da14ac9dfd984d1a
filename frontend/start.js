// Starts the app, or says in plain words why it does not start. Where nobody has an account on this device
// yet, a sign-in form can be typed in meanwhile; the app takes over what stands in it (src/start_page.rs).
const start = document.getElementById("start");
let glue;
let module;
// Says in the form whether signing in is under way; there where the form is.
let press;

// Glue and module are each fetched with the digest that the build wrote into this page: two builds never
// start together.
async function open() {
  delete start.dataset.state;
  const slow = setTimeout(() => { start.dataset.state = "slow"; }, 6000);
  try {
    const wasm = document.querySelector('link[rel="preload"][as="fetch"]');
    const js = document.querySelector('link[rel="modulepreload"]');
    await Promise.all([
      import(js.href).then(loaded => { glue = loaded; }),
      WebAssembly.compileStreaming(fetch(wasm.href, { integrity: wasm.integrity })).then(loaded => { module = loaded; }),
    ]);
    clearTimeout(slow);
    await glue.default({ module_or_path: module });
  } catch (error) {
    clearTimeout(slow);
    console.warn(error);
    start.dataset.state = "failed";
    press?.(false);
  }
}

// A line that is back brings the app without a new page, so that what was typed stays. A glue that did not
// come is not asked for twice by browsers, and an app that broke needs a new page.
function again() {
  if (!glue || module) return false;
  open();
  return true;
}

// Read where the app keeps it (src/storage); nothing is made here, so what is not there yet is undone at once.
async function hasAccount() {
  const done = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const opening = indexedDB.open("roviec");
  let isNew = false;
  opening.onupgradeneeded = () => {
    isNew = true;
    opening.transaction.abort();
  };
  const database = await done(opening).catch(error => {
    if (!isNew) throw error;
  });
  if (!database) return false;
  try {
    return await done(database.transaction("accounts").objectStore("accounts").count()) > 0;
  } finally {
    database.close();
  }
}

function offerForm() {
  const said = start.querySelector(".start-said");
  start.replaceChildren(start.querySelector("template").content);
  start.querySelector("main").append(said);
  const form = start.querySelector("form");
  const [name, password] = form.querySelectorAll("input");
  const button = form.querySelector("button");
  press = isPressed => {
    start.toggleAttribute("data-pressed", isPressed);
    for (const attribute of ["aria-busy", "aria-disabled"]) {
      if (isPressed) button.setAttribute(attribute, "true"); else button.removeAttribute(attribute);
    }
    button.querySelector(".spinner").hidden = !isPressed;
  };
  form.addEventListener("submit", event => {
    event.preventDefault();
    const isComplete = name.value.trim() !== "" && password.value !== "";
    form.querySelector(".notice").hidden = isComplete;
    press(isComplete && (start.dataset.state !== "failed" || again()));
  });
  // Who goes on typing has not finished.
  form.addEventListener("input", () => press(false));
  // Enter that only ends a composed word is not Enter for the form, and a word in the making is not torn.
  form.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
  });
  form.addEventListener("compositionstart", () => start.toggleAttribute("data-composing", true));
  for (const end of ["compositionend", "focusout"]) {
    form.addEventListener(end, () => start.toggleAttribute("data-composing", false));
  }
  for (const link of start.querySelectorAll(".start-failed a")) {
    link.addEventListener("click", event => { if (again()) event.preventDefault(); });
  }
}

if (typeof WebAssembly !== "object" || !("replaceChildren" in start) || !globalThis.structuredClone) {
  start.dataset.state = "old";
} else {
  open();
  // Where storage or safety is missing the app says so itself: nothing is asked for before.
  const isFit = isSecureContext && navigator.locks && await hasAccount().then(has => !has, () => false);
  if (isFit && start.isConnected) offerForm();
}
