// While a question of the script has the focus, 1 to 5 answers it and goes to the next. Without scripts the arrows and Tab do.
for (const form of document.querySelectorAll("form[data-keys]")) {
  const questions = [...form.querySelectorAll(".asb-question")]
  form.addEventListener("keydown", (event) => {
    const question = event.target.closest(".asb-question")
    if (!question || event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return
    const choice = question.querySelectorAll("input[type=radio]")[Number(event.key) - 1]
    if (!/^[1-9]$/.test(event.key) || !choice) return
    event.preventDefault()
    choice.checked = true
    const next = questions[questions.indexOf(question) + 1]
    const onwards = next ? next.querySelector("input[type=radio]") : form.querySelector("input[name=qualifier]")
    onwards.focus()
  })
}
// Somebody is on the telephone: begin where the words go, unless something has to be read first.
const first = document.querySelector("form[data-keys] textarea")
if (first && !document.querySelector(".govuk-error-summary, [autofocus]") && !location.hash) first.focus()
