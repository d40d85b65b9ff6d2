import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

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
export async function humanSize(path: string): Promise<string> {
  let size = await kilobytesOnDisk(path)
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  if (size === 0) return '0'
  return size < 9.95
    ? `${(Math.ceil(size * 10) / 10).toFixed(1)}${units[unit]}`
    : `${Math.ceil(size)}${units[unit]}`
}

async function kilobytesOnDisk(path: string): Promise<number> {
  const stats = await stat(path)
  const own = stats.blocks / 2
  if (!stats.isDirectory()) return own
  const inside = await readdir(path)
  const sizes = await Promise.all(inside.map((name) => kilobytesOnDisk(join(path, name))))
  return sizes.reduce((sum, size) => sum + size, own)
}
