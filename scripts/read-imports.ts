import { parseSync, Visitor } from 'oxc-parser'

export type Import = { readonly specifier: string; readonly typeOnly: boolean }

/**
 * Static and dynamic imports, re-exports and `import('…')` types of a TypeScript file. Throws where the file
 * does not parse, and for a dynamic import of something computed, which no check could follow.
 */
export function readImports(path: string, source: string): Import[] {
  const { module, program, errors } = parseSync(path, source)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  const found: Import[] = module.staticImports.map(({ moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    // An import without names is there for its effect.
    typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
  }))
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) found.push({ specifier: moduleRequest.value, typeOnly: isType })
    }
  }
  const visitor = new Visitor({
    ImportExpression: ({ source: argument }) => {
      if (argument.type !== 'Literal' || typeof argument.value !== 'string') {
        throw new Error(`${path}: a dynamic import must name its module, or it cannot be checked`)
      }
      found.push({ specifier: argument.value, typeOnly: false })
    },
    TSImportType: ({ source: argument }) => found.push({ specifier: String(argument.value), typeOnly: true }),
  })
  visitor.visit(program)
  return found
}
