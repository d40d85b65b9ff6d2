const atWordStart = 3
const inside = 2
const scattered = 1

/** Commands that hold every typed word, the likeliest first; all of them while nothing is typed. */
export function bestMatches(commands, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return commands
  return commands
    .map((command) => ({ command, score: scoreOf(command.words.toLowerCase(), words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command)
}

/** Nought when a word is missing. Of equal matches the shorter text is meant more likely. */
function scoreOf(text, words) {
  const scores = words.map((word) => wordScore(text, word))
  if (scores.includes(0)) return 0
  return scores.reduce((sum, score) => sum + score) + 1 / (1 + text.length)
}

function wordScore(text, word) {
  const at = text.indexOf(word)
  if (at !== -1) return ` ${text}`.includes(` ${word}`) ? atWordStart : inside
  return isScattered(text, word) ? scattered : 0
}

/** All letters, in their order, with others between them: `bkp` for `backup`. */
function isScattered(text, word) {
  let from = 0
  for (const letter of word) {
    from = text.indexOf(letter, from) + 1
    if (from === 0) return false
  }
  return true
}
