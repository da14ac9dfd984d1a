// Rows of the table, and what stands in them.
export const SLOWER = 4;
export const ROUNDS = 3;

export const kB = bytes => `${(bytes / 1000).toFixed(1)} kB`;
export const ms = time => `${Math.round(time)} ms`;
export const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

export function middle(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** The value below which so many of a hundred lie. */
export function percentile(values, of) {
  return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * of / 100) - 1)];
}

/** How long an act takes, in milliseconds. */
export async function timed(act) {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

/** One value a round of `act`, each under the name that it was given. */
export async function rounds(act) {
  const found = [];
  for (let round = 0; round < ROUNDS; round++) found.push(await act());
  return Object.fromEntries(Object.keys(found[0]).map(name => [name, middle(found.map(values => values[name]))]));
}
