import { startScript } from './child.ts'

/** The minimal proxy in a process of its own, so that its memory can be told. */
export async function startProxy(baseUrl: string) {
  const { firstLine, ...child } = await startScript('proxy-process.ts', [baseUrl])
  return { url: firstLine, ...child }
}
