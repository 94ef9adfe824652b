/** Each with a key by its name that no other has: loops do the very same more than once. */
export function numberAlike<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
): readonly { readonly key: string; readonly item: T }[] {
  const names = items.map(nameOf)
  return items.map((item, index) => {
    const name = names[index] ?? ''
    const earlier = names.slice(0, index).filter((other) => other === name).length
    return { key: `${name}#${earlier}`, item }
  })
}
