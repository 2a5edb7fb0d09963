/**
 * The picture is composed for 1920 x 1080 and scaled to the width of the browser source. ?scale enlarges or shrinks
 * what is on it, not the picture: at 2 everything is twice as big and has half the room, and still nothing is cut off.
 */

const WIDTH = 1920;
const HEIGHT = 1080;
/** Below this many composed pixels across, the lot's label moves on top of the board. */
const STACKED = 1700;
/** Below this many, the recent bids no longer fit beside both, and they are what the viewers can best do without. */
const TIGHT = 1520;

/**
 * @param {HTMLElement} canvas
 * @param {number} scale
 * @param {() => void} onResize After the room has changed.
 */
export function fitCanvas(canvas, scale, onResize) {
  const layOut = () => {
    const room = WIDTH / scale;
    canvas.style.setProperty('width', `${room}px`);
    canvas.style.setProperty('height', `${(room * 9) / 16}px`);
    canvas.style.setProperty('transform', `scale(${innerWidth / room})`);
    canvas.classList.toggle('stacked', room < STACKED);
    canvas.classList.toggle('tight', room < TIGHT);
    onResize();
  };
  addEventListener('resize', layOut);
  layOut();
}

/**
 * The picture whole, in the middle of a source of any shape: a scene's layers stand where they were put.
 * @param {HTMLElement} canvas
 */
export function fitPicture(canvas) {
  const layOut = () => {
    const size = Math.min(innerWidth / WIDTH, innerHeight / HEIGHT);
    canvas.style.setProperty('transform', `translate(${(innerWidth - WIDTH * size) / 2}px, ${(innerHeight - HEIGHT * size) / 2}px) scale(${size})`);
  };
  addEventListener('resize', layOut);
  layOut();
}

/** @param {string | null} wish @returns {number} 1 unless the wish is a number from 0.5 to 2; outside, the nearer end. */
export function scaleFrom(wish) {
  const scale = wish === null || wish.trim() === '' ? NaN : Number(wish);
  return Number.isFinite(scale) ? Math.min(2, Math.max(0.5, scale)) : 1;
}
