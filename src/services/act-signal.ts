/**
 * For what an act asks of a server, in place of the signal of the page: leaving it would take nothing
 * back that the server was told, and half of an act helps nobody. Each call has a limit of its own.
 */
export const actSignal = (): AbortSignal => new AbortController().signal
