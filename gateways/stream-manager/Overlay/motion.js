/** Every movement on air: once, on the compositor (transform and opacity only), and not at all where unwanted. */

const still = matchMedia('(prefers-reduced-motion: reduce)');
const OUT = 'cubic-bezier(.16, 1, .3, 1)';
/** In a bidding war the price changes many times a second; a movement that never finishes is noise. */
const BREATH_MS = 350;

/** @type {WeakMap<Element, number>} */
const lastMoved = new WeakMap();

/** @param {Element} element @param {Keyframe[]} frames @param {KeyframeAnimationOptions} timing */
function move(element, frames, timing) {
  if (still.matches || timing.duration === 0) return;
  element.animate(frames, { easing: OUT, ...timing });
}

/** @param {Element} element */
function isBreathless(element) {
  const now = performance.now();
  if (now - (lastMoved.get(element) ?? -Infinity) < BREATH_MS) return true;
  lastMoved.set(element, now);
  return false;
}

/** @param {Element} element Comes, where it is. @param {number} duration In milliseconds. */
export function fadeIn(element, duration) {
  move(element, [{ opacity: 0 }, {}], { duration, easing: 'ease' });
}

/**
 * Goes, where it is; gone at once where movement is unwanted.
 * @param {Element} element @param {number} duration In milliseconds. @param {() => void} gone
 * @returns {() => void} Calls it back: as if it had never gone.
 */
export function fadeOut(element, duration, gone) {
  return leave(element, [{}, { opacity: 0 }], duration, gone);
}

/**
 * One picture pushes the other out to the left.
 * @param {Element} out @param {Element} into @param {number} duration In milliseconds. @param {() => void} gone
 * @returns {() => void}
 */
export function push(out, into, duration, gone) {
  const timing = { duration, easing: 'cubic-bezier(.65, 0, .35, 1)' };
  move(into, [{ transform: 'translateX(100%)' }, { transform: 'none' }], timing);
  return leave(out, [{ transform: 'none' }, { transform: 'translateX(-100%)' }], duration, gone, timing.easing);
}

/**
 * From where it was to where it is.
 * @param {Element} element @param {{ x: number, y: number, width: number, height: number }} from @param {{ x: number, y: number, width: number, height: number }} to
 */
export function glide(element, from, to) {
  const [across, down] = [from.width / to.width, from.height / to.height];
  // Letters of another shape on the way would be worse than another size at once.
  const size = Math.abs(across / down - 1) < 0.02 ? ` scale(${across}, ${down})` : '';
  move(element, [{ transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)${size}` }, { transform: 'none' }], { duration: 600 });
}

/** A row of a list, from the place it had. @param {Element} row @param {number} down In pixels, from where it is now. */
export function shift(row, down) {
  move(row, [{ transform: `translateY(${down}px)` }, { transform: 'none' }], { duration: 420 });
}

/**
 * By a timer and not by the animation's end, which a page that nobody sees never reaches.
 * @param {Element} element @param {Keyframe[]} frames @param {number} duration @param {() => void} gone @param {string} [easing]
 */
function leave(element, frames, duration, gone, easing = 'ease') {
  if (still.matches || duration <= 0) {
    gone();
    return () => {};
  }
  const animation = element.animate(frames, { duration, easing, fill: 'forwards' });
  const timer = setTimeout(() => {
    gone();
    animation.cancel();
  }, duration);
  return () => {
    clearTimeout(timer);
    animation.cancel();
  };
}

/** A new figure comes up from below, and a stroke is drawn under it. @param {Element} figure @param {Element} stroke */
export function raise(figure, stroke) {
  if (isBreathless(figure)) return;
  move(figure, [{ transform: 'translateY(34%)', opacity: 0 }, { transform: 'none', opacity: 1 }], { duration: 420 });
  move(stroke, [
    { transform: 'scaleX(0)', opacity: 1 },
    { transform: 'scaleX(1)', opacity: 1, offset: 0.45 },
    { transform: 'scaleX(1)', opacity: 0 },
  ], { duration: 1400 });
}

/** @param {Element} element */
export function appear(element) {
  if (isBreathless(element)) return;
  move(element, [{ transform: 'translateY(10px)', opacity: 0 }, { transform: 'none', opacity: 1 }], { duration: 380 });
}

/** A bid joins the list and the others make room. @param {Element} joined @param {readonly Element[]} others */
export function join(joined, others) {
  if (isBreathless(/** @type {Element} */ (joined.parentElement))) return;
  move(joined, [{ transform: 'translateX(26px)', opacity: 0 }, { transform: 'none', opacity: 1 }], { duration: 420 });
  for (const other of others) move(other, [{ transform: 'translateY(-100%)' }, { transform: 'none' }], { duration: 420 });
}

/**
 * The gavel falls; what it decides is read out on the stroke.
 * @param {{ board: Element | null, swing: Element, ring: Element, words: Element, dot: Element | null }} parts
 */
export function hammerFalls({ board, swing, ring, words, dot }) {
  const strike = 520;
  if (board !== null) move(board, [{ opacity: 0 }, { opacity: 1 }], { duration: 260 });
  move(swing, [
    { transform: 'rotate(10deg)', easing: 'ease-out' },
    { transform: 'rotate(46deg)', offset: 0.45, easing: 'cubic-bezier(.6, 0, 1, .6)' },
    { transform: 'rotate(0deg)', offset: 0.7 },
    { transform: 'rotate(7deg)', offset: 0.82 },
    { transform: 'rotate(0deg)' },
  ], { duration: strike / 0.7, easing: 'linear' });
  const onStrike = { delay: strike, fill: /** @type {const} */ ('backwards') };
  move(ring, [{ opacity: 1, transform: 'scale(.7)' }, { opacity: 0, transform: 'scale(1.25)' }], { duration: 700, delay: strike });
  move(words, [{ opacity: 0, transform: 'translateX(-22px)' }, { opacity: 1, transform: 'none' }], { duration: 620, ...onStrike });
  if (dot !== null) move(dot, [{ opacity: 0, transform: 'scale(2.2)' }, { opacity: 1, transform: 'none' }], { duration: 480, ...onStrike });
}
