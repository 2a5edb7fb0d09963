// Shows the page's newest session token to its circuit. Only requests carry the cookie that it is in.
const often = 20_000; // ms; Clerk's tokens live a minute

export function keep(key, gate) {
  let stopped = false;
  let timer;
  let ended = false;

  async function show() {
    await window.sessionReady; // Clerk's script takes the cookie away for a moment as it loads
    const answer = await fetch(`/console/session/${key}`, { method: 'POST', credentials: 'same-origin' });
    if (answer.status === 404) location.reload(); // the circuit is gone: the console was restarted
    if ([401, 403, 409].includes(answer.status) && !ended) {
      ended = true;
      await gate.invokeMethodAsync('Ended');
    }
  }

  async function renew() {
    clearTimeout(timer);
    if (stopped || ended) return;
    try {
      await show();
    } catch {
      // no line: contact.js says so, and the next time may do
    }
    if (!stopped && !ended) timer = setTimeout(renew, often);
  }

  const wake = () => document.visibilityState === 'visible' && renew();
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', renew);
  renew();
  return {
    renew,
    dispose() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', renew);
    },
  };
}
