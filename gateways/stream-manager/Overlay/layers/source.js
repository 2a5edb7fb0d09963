/** Where pictures and films may come from: the web, and the house's own assets. */

const OWN = '/overlay/media/';

/** @param {unknown} source @returns {string} Empty for anything else. */
export function sourceOf(source) {
  if (typeof source !== 'string') return '';
  try {
    const address = new URL(source, location.href);
    if (!['http:', 'https:'].includes(address.protocol)) return '';
    // What is not absolute is one of the house's assets, or nothing.
    return /^https?:\/\//iu.test(source) || (source.startsWith(OWN) && address.pathname.startsWith(OWN)) ? address.href : '';
  } catch {
    return '';
  }
}
