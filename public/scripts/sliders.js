/** A slider beside a number: each follows the other, and only the number is sent. */
export function bindSliders() {
  for (const slider of document.querySelectorAll('input[data-slider-of]')) bind(slider)
}

function bind(slider) {
  const field = document.getElementById(slider.dataset.sliderOf)
  const follow = () => {
    // What is no number, or beyond the slider, stays as it was typed.
    if (/^\d+$/.test(field.value)) slider.value = field.value
    slider.ariaValueText = `${field.value} ${slider.dataset.unit}`
  }
  slider.disabled = false
  follow()
  field.addEventListener('input', follow)
  slider.addEventListener('input', () => {
    field.value = slider.value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
