import { milliseconds } from './figures.js';

/**
 * The falling clock of a Dutch auction. Nobody sends its ticks: the price follows from the time, here as in the house. Exact, in whole numbers.
 *
 * @typedef {import('./auction.js').View} View
 * @typedef {{ amount: string, next: string | null, changesIn: number | null }} Fall  next: the price it falls to, null at the floor.
 */

/** More decimals than any currency has. */
const DECIMALS = 18;

/**
 * @param {View} view
 * @param {number} now By the house's clock.
 * @returns {Fall | null} Null while no clock falls.
 */
export function falling({ dutch, fallingSince }, now) {
  const every = milliseconds(dutch?.every);
  if (!dutch || !fallingSince || !every) return null;
  const ran = Math.max(0, now - Date.parse(fallingSince));
  const turns = Math.floor(ran / every);
  const [start, floor, step] = [dutch.startPrice, dutch.floorPrice, dutch.step].map(units);
  const after = (/** @type {number} */ n) => start - BigInt(n) * step > floor ? start - BigInt(n) * step : floor;
  const price = after(turns);
  return price === floor
    ? { amount: decimal(price), next: null, changesIn: null }
    : { amount: decimal(price), next: decimal(after(turns + 1)), changesIn: (turns + 1) * every - ran };
}

/** @param {string} amount @returns {bigint} */
function units(amount) {
  const [whole, rest = ''] = amount.split('.');
  return BigInt(whole + rest.padEnd(DECIMALS, '0'));
}

/** @param {bigint} amount @returns {string} As the server writes it: without needless zeros. */
function decimal(amount) {
  const digits = String(amount).padStart(DECIMALS + 1, '0');
  const rest = digits.slice(-DECIMALS).replace(/0+$/, '');
  return digits.slice(0, -DECIMALS) + (rest === '' ? '' : `.${rest}`);
}
