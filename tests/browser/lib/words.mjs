// What the app says, by key, so that a test reads the same words as a person and outlives a better wording.
import { readFileSync } from 'node:fs';

const table = JSON.parse(readFileSync(new URL('../../../frontend/locales/vi.json', import.meta.url), 'utf8'));

/** The words of a key, with its values in their places. */
export function t(key, values = {}) {
  const words = table[key];
  if (words === undefined) throw new Error(`no words for ${key}`);
  return words.replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/** Finds the words of a key whatever stands in their places. */
export function like(key) {
  const words = t(key).split(/\{\w+\}/).map(escape);
  return new RegExp(words.join('.*'));
}

export function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `2026-11` as a page writes it. */
export function monthWords(month) {
  const [year, number] = month.split('-');
  return `${number}/${year}`;
}
