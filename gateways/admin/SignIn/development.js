// Shows the id that an empty field will get. The house makes the id itself; this is only to be seen beforehand.
const name = document.getElementById('name');
const id = document.getElementById('id');

function show() {
  id.placeholder = name.value.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

name.addEventListener('input', show);
show();
(document.querySelector('[aria-invalid="true"]') ?? name).focus({ preventScroll: true });
