let corner = null

/**
 * A place in the corner of the page whose news screen readers tell. To be made before there are any:
 * only what changes in a place that is already known is told.
 */
export function liveRegion(className) {
  corner ??= document.body.appendChild(element('live-corner'))
  const region = corner.appendChild(element(className))
  region.setAttribute('aria-live', 'polite')
  return region
}

function element(className) {
  return Object.assign(document.createElement('div'), { className })
}
