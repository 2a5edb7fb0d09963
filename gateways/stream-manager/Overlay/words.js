import { clipped } from './caption.js';

/** Text goes into the page as text, and only where it differs. */

/** @typedef {import('./auction.js').Bidder} Bidder */

/** @param {string} className @param {string} [text] @param {keyof HTMLElementTagNameMap} [tag] @returns {HTMLElement} */
export function span(className, text = '', tag = 'span') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** @param {HTMLElement} element @param {string} text @returns {boolean} Whether it reads differently now. */
export function write(element, text) {
  if (element.textContent === text) return false;
  element.textContent = text;
  return true;
}

/**
 * A bidder as the room knows them: name and paddle.
 * @param {HTMLElement} element @param {Bidder | null} bidder @param {string} otherwise @param {string} [before]
 * @returns {boolean} Whether it reads differently now.
 */
export function named(element, bidder, otherwise, before) {
  const key = JSON.stringify([bidder?.name, bidder?.paddle, otherwise, before]);
  if (element.dataset.said === key) return false;
  element.dataset.said = key;
  if (bidder === null) {
    element.textContent = otherwise;
    return true;
  }
  const name = span('name', clipped(bidder.name || 'Bidder'));
  name.dir = 'auto';
  element.replaceChildren(...(before ? [span('before', before), ' '] : []), name);
  if (bidder.paddle != null) element.append(' ', span('paddle', `Paddle ${bidder.paddle}`));
  return true;
}

/** @param {import('./caption.js').Outcome} outcome */
export function outcomeWords({ verdict, to, price, remark }) {
  const line = span('decision');
  line.append(span('verdict', verdict));
  const detail = span('detail');
  if (to !== null) named(detail, to, '', 'to');
  else detail.textContent = remark;
  line.append(' ', detail);
  return price === '' ? [line] : [line, ' ', span('for', 'for'), ' ', span('hammer-price figure', price)];
}
