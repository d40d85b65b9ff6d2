/** A failure whose text the API shows as it is, with status 500. */
export class OverridesError extends Error {}
