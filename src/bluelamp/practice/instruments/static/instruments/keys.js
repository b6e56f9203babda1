// Number keys choose an answer, for whoever has a telephone in the other hand. They work while the focus is inside the
// form and not in a box for words (WCAG 2.1.4); Enter sends the form, as browsers do.
const form = document.querySelector('[data-keys]')

function chosen (key) {
  return form.querySelector(`[data-key="${key}"]`)
}

function press (event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches('textarea, input[type=text]')) return
  const option = /^[1-9]$/.test(event.key) ? chosen(event.key) : null
  if (!option) return
  event.preventDefault()
  option.focus()
  option.click()
}

if (form) {
  form.addEventListener('keydown', press)
  form.querySelector('.risk-keys').hidden = false
}
