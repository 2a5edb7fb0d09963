/** What every page of the overlay has in common: where the house is, how it should look, and when it is out of date. */

const THEMES = ['gallery', 'neon', 'minimal'];

/** @param {...(string | null | undefined)} wishes The first that there is. @returns {string} */
export function themeOf(...wishes) {
  return wishes.find((wish) => wish != null && THEMES.includes(wish)) ?? THEMES[0];
}

/** @param {string} where 'same-origin', or the port beside this page's. */
export function socketAddress(where) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${where === 'same-origin' ? location.host : `${location.hostname}:${where}`}/ws`;
}

/**
 * A burst of bids is one picture. A hidden page gets no frames, and must be right when it is shown.
 * @param {() => void} present
 * @returns {() => void} Has it presented with the next frame, once however often it is asked.
 */
export function onceAFrame(present) {
  let asked = false;
  const onFrame = () => {
    asked = false;
    present();
  };
  return () => {
    if (document.hidden) return present();
    if (asked) return;
    asked = true;
    requestAnimationFrame(onFrame);
  };
}

/**
 * The house may have been updated while we were away; a page on air for days has no other way to learn of it.
 * @param {string} version This page's.
 */
export async function reloadIfOutdated(version) {
  try {
    const answer = await fetch('/overlay/version', { cache: 'no-store' });
    const current = answer.ok ? (await answer.text()).trim() : '';
    // Anything longer is not a version but some proxy's page.
    if (current !== '' && current.length <= 64 && current !== version) location.reload();
  } catch {
    // The line is up, so what is on air is right; the next reconnect asks again.
  }
}
