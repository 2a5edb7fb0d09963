/** How amounts and durations are written on air. Amounts stay text from end to end: a float would lose wei. */

/**
 * Groups the digits before the point: "1250000.5" is "1,250,000.5". Not one decimal is added or dropped.
 * @param {string} amount
 */
export function grouped(amount) {
  const [, whole, rest] = /^(\d+)(\.\d+)?$/.exec(amount) ?? [];
  return whole === undefined ? amount : whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ?? '');
}

/**
 * Seconds are rounded up, so that 0:00 means that the time is over.
 * @param {number} ms
 * @returns {string} "0:07", "12:34", "3:04:05" or "1d 04:12:33".
 */
export function countdown(ms) {
  const left = Math.max(0, Math.ceil(ms / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const [seconds, minutes, hours, days] = [left % 60, Math.floor(left / 60) % 60, Math.floor(left / 3600) % 24, Math.floor(left / 86400)];
  if (days > 0) return `${days}d ${two(hours)}:${two(minutes)}:${two(seconds)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** @param {number} seconds @returns {string} "+1:00" */
export function added(seconds) {
  return `+${countdown(seconds * 1000)}`;
}

/** @param {unknown} duration ISO 8601 without years and months, as .NET writes them. @returns {number | null} Milliseconds. */
export function milliseconds(duration) {
  if (typeof duration !== 'string') return null;
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration);
  if (parts === null) return null;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
