/** The part of `sessionStorage` that is needed here. */
export type InputStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** What a person typed or chose, by the name of its field. */
export type Texts = ReadonlyMap<string, string>

/** Fields that change; null is as nobody typed it. */
export type TextChange = Readonly<Record<string, string | null>>

/** The forms with something in them, by their names; what was typed into last is the last. */
type KeptInputs = ReadonlyMap<string, Texts>

/** As it is where nothing was typed: always the same. */
export const NO_TEXTS: Texts = new Map()

const STORAGE_KEY = 'furrow.inputs.1'
/** More than anybody fills in: the oldest are let go first. */
const MAX_FORMS = 40
/** More than any form has. */
const MAX_FIELDS = 12
/** More digits than 2^256 has, or an address: what is longer was not typed. */
const MAX_LENGTH = 120

/**
 * What is typed on a page and not done yet. What was sent stays in its form until it is confirmed, since a wallet may
 * refuse it; it does not stay over a reload, which would not see that it was done.
 */
export function createInputStore(findStorage: () => InputStorage | null) {
  let inputs: KeptInputs | null = null
  const sent = new Set<string>()
  const linked = new Set<string>()
  const listeners = new Set<() => void>()

  const read = (): KeptInputs => {
    inputs ??= parseInputs(attempt(() => findStorage()?.getItem(STORAGE_KEY) ?? null))
    return inputs
  }
  const save = (next: KeptInputs): void => {
    inputs = next
    const text = writeInputs([...next].filter(([form]) => !sent.has(form)))
    attempt(() => {
      if (text === null) findStorage()?.removeItem(STORAGE_KEY)
      else findStorage()?.setItem(STORAGE_KEY, text)
      return null
    })
  }
  return {
    textsOf: (form: string): Texts => read().get(form) ?? NO_TEXTS,
    type: (form: string, change: TextChange): void => {
      sent.delete(form)
      save(changeInputs(read(), form, change))
      for (const listener of listeners) listener()
    },
    /**
     * What a link says of a form takes the place of all that is kept of it, as it is when the form is first looked at:
     * from then on what is typed counts, whatever the address becomes.
     */
    link: (form: string, texts: TextChange | null): void => {
      if (linked.has(form)) return
      linked.add(form)
      if (!texts) return
      const others = new Map(read())
      others.delete(form)
      save(changeInputs(others, form, texts))
    },
    /** Whether a wallet or the chain has what was typed, and it may be done by the next look. */
    markSent: (form: string, isSent: boolean): void => {
      if (isSent) sent.add(form)
      else sent.delete(form)
      save(read())
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

/** What storage holds, believed in nothing: whatever is no text of a field of a form is left out. */
function parseInputs(stored: string | null): KeptInputs {
  const kept = attempt(() => JSON.parse(stored ?? 'null'))
  return new Map(
    entriesOf(kept)
      .slice(-MAX_FORMS)
      .map(([form, fields]) => [form, new Map(entriesOf(fields).filter(isText).slice(0, MAX_FIELDS))]),
  )
}

/** What `parseInputs` reads again; null where there is nothing to keep. */
function writeInputs(inputs: readonly (readonly [string, Texts])[]): string | null {
  const forms = inputs.slice(-MAX_FORMS).map(([form, texts]) => [form, Object.fromEntries(texts)])
  return forms.length === 0 ? null : JSON.stringify(Object.fromEntries(forms))
}

function changeInputs(inputs: KeptInputs, form: string, change: TextChange): KeptInputs {
  const texts = new Map(inputs.get(form))
  for (const [field, text] of Object.entries(change)) {
    if (text === null) texts.delete(field)
    else texts.set(field, text)
  }
  const others = [...inputs].filter(([name]) => name !== form)
  return new Map(texts.size === 0 ? others : [...others, [form, texts]])
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

function isText(entry: readonly [string, unknown]): entry is [string, string] {
  const [, text] = entry
  return typeof text === 'string' && text.length <= MAX_LENGTH
}

/** Storage may be forbidden, full or garbage: forms work without it, and are empty after a reload. */
function attempt<Value>(use: () => Value): Value | null {
  try {
    return use()
  } catch {
    return null
  }
}
