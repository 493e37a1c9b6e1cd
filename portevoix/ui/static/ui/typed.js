// Changing the language asks for the page again: what is typed on it is kept by the browser meanwhile, and put back once.
// Neither passwords, nor codes, nor files; what is known of the rows one writes over comes with what is written.
(function () {
  const language = document.documentElement.lang

  function isKept(one) {
    if (!one.name || !one.matches('input, select, textarea')) return false
    if (one.type === 'hidden') return /^(known|seen)/.test(one.name)
    if (one.matches('[type=password], [type=file], [type=submit], [type=button], [type=image]')) return false
    return !/password|one-time-code/.test(one.autocomplete) && !/(^|[-_])(code|token|secret)s?$/.test(one.name)
  }

  function fields() {
    const found = new Map()
    document.querySelectorAll('main form[method=post]:not([data-language])').forEach(function (form, rank) {
      const seen = {}
      for (const one of form.elements) {
        if (!isKept(one)) continue
        seen[one.name] = (seen[one.name] || 0) + 1
        found.set(rank + '/' + one.name + '/' + seen[one.name], one)
      }
    })
    return found
  }

  function typedIn(one) {
    if (one.type === 'checkbox' || one.type === 'radio') return one.checked
    return one.multiple && one.options ? Array.from(one.selectedOptions, function (kept) { return kept.value }) : one.value
  }

  function keep(event) {
    const words = {}
    fields().forEach(function (one, key) { words[key] = typedIn(one) })
    try { sessionStorage.setItem('typed:' + event.target.elements.next.value, JSON.stringify({ language, words })) } catch { /* no room, or not allowed */ }
  }

  function put(one, value) {
    if (String(typedIn(one)) === String(value)) return
    if (typeof value === 'boolean') one.checked = value
    else if (Array.isArray(value)) for (const option of one.options) option.selected = value.includes(option.value)
    else one.value = value
    const closed = one.closest('details')
    if (closed) closed.open = true
    one.dispatchEvent(new Event('input', { bubbles: true }))
    one.dispatchEvent(new Event('change', { bubbles: true }))
  }

  function restore() {
    const place = 'typed:' + location.pathname + location.search
    let kept = null
    try { kept = JSON.parse(sessionStorage.getItem(place)); sessionStorage.removeItem(place) } catch { /* nothing kept */ }
    if (!kept || kept.language === language) return
    fields().forEach(function (one, key) { if (key in kept.words) put(one, kept.words[key]) })
  }

  document.querySelectorAll('form[data-language]').forEach(function (form) { form.addEventListener('submit', keep) })
  document.addEventListener('DOMContentLoaded', restore)
})()
