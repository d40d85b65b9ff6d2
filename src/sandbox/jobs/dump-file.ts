import { open } from 'node:fs/promises'

export async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.readUInt16BE() === 0x1f8b
  } finally {
    await handle.close()
  }
}

const units = ['K', 'M', 'G', 'T']

/** `du -h`: the space on disk, rounded up, with one decimal below ten. */
export function humanSize({ blocks }: { readonly blocks: number }): string {
  let size = blocks / 2
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  const rounded = size < 10 ? Math.ceil(size * 10) / 10 : Math.ceil(size)
  return size === 0 ? '0' : `${rounded < 10 ? rounded.toFixed(1) : rounded}${units[unit]}`
}
