// What allauth's own scripts leave out: the button shows once it can work, and what went wrong is said on the page.
(function () {
  const able = 'PublicKeyCredential' in window
  document.querySelectorAll('[data-passkey]').forEach(function (one) { one.hidden = !able })
  document.querySelectorAll('[data-passkey-missing]').forEach(function (one) { one.hidden = able })
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const place = document.getElementById('passkey-error')
    const known = event.detail.exception && event.detail.exception.name === 'InvalidStateError'
    place.textContent = known && place.dataset.known ? place.dataset.known : place.dataset.failed
    place.hidden = false
  })
})()
