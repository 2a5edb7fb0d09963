// Leads to the first field of a form that has something wrong.
export function toFirstError() {
  requestAnimationFrame(() => {
    const field = document.querySelector('form [aria-invalid="true"], form .mud-input-error input, form .mud-input-error textarea');
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  });
}
