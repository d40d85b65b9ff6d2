/** A number keeps its text: Go tells 5 from 5.0, and reads integers that a double cannot hold. */
export class JsonNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Members in order, with duplicates: in Go the last one wins, but each must be of the right type. */
export class JsonObject {
  readonly members: readonly (readonly [string, JsonValue])[]
  constructor(members: readonly (readonly [string, JsonValue])[]) {
    this.members = members
  }
}

export type JsonValue = null | boolean | string | JsonNumber | JsonObject | JsonValue[]
