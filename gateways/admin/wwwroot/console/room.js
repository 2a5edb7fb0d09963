// The control room's keys. What is typed goes to the paddle wherever the focus is, but for another field; letters and function keys are acts.
const acts = /^[a-z?]$/i;
const absentees = ['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9']; // not F5: it reloads

export function listen(paddle, room) {
  const isField = (element) => element !== paddle && element.closest?.('input, textarea, select, [contenteditable=true], .mud-dialog');

  async function press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isField(event.target)) return;
    const { key } = event;
    if (/^[0-9]$/.test(key) || ((key === '.' || key === ' ' || key === 'Backspace') && paddle.value)) {
      if (document.activeElement !== paddle) paddle.focus(); // and there it is typed
      return;
    }
    if (key === 'Enter') {
      if (event.target !== paddle && event.target.closest?.('a, button, summary')) return; // presses what has the focus
      event.preventDefault();
      if (event.repeat) return;
      const typed = paddle.value;
      paddle.value = '';
      await room.invokeMethodAsync('Bid', typed);
    } else if (key === 'Escape') {
      paddle.value = '';
      await room.invokeMethodAsync('Press', 'Escape');
    } else if ((acts.test(key) && !event.shiftKey) || key === '?' || absentees.includes(key)) {
      event.preventDefault();
      if (!event.repeat) await room.invokeMethodAsync('Press', key.length === 1 ? key.toLowerCase() : key);
    }
  }

  document.addEventListener('keydown', press);
  paddle.focus();
  paddle.dataset.ready = ''; // keys are heard from here on
  return { dispose: () => document.removeEventListener('keydown', press) };
}
