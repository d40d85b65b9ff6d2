/** Somebody else has the task by now, or it is gone: what was done under the lease must not be kept. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}
