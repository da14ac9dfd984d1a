// All that a page has stored on its device, byte by byte.

/** One text of everything in IndexedDB and local storage: the same text means that nothing was written. */
export function everyByte(page) {
  return page.evaluate(async () => {
    const asked = request => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const text = value => JSON.stringify(value, (key, held) => {
      if (held instanceof ArrayBuffer || ArrayBuffer.isView(held)) {
        return [...new Uint8Array(held.buffer ?? held)];
      }
      return held instanceof CryptoKey ? 'key' : held;
    });
    const found = [text({ ...localStorage }), text({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        found.push(name, store, text(await asked(objects.getAllKeys())), text(await asked(objects.getAll())));
      }
      database.close();
    }
    return found.join('\n');
  });
}

/** Waits until the journal has taken what was entered: the page would go without asking. */
export async function nothingWaits(page) {
  await page.waitForFunction(() => dispatchEvent(new Event('beforeunload', { cancelable: true })));
}
