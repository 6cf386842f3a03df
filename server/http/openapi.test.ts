import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problems } from '@citycop/protocol/contract/problem.ts'
import { routes } from '@citycop/protocol/routes.ts'
import { openapi } from './openapi.ts'

type Operation = { operationId: string; requestBody?: object; responses: Record<string, { description: string }> }
const operations = Object.values(openapi.paths).flatMap((path) => Object.values(path)) as Operation[]

test('every act of the contract is described, once, with each of its refusals', () => {
  assert.deepEqual(operations.map((one) => one.operationId).sort(), routes.map((route) => route.action).sort())
  for (const route of routes) {
    const described = operations.find((one) => one.operationId === route.action)
    assert.ok(described)
    assert.equal(described.requestBody !== undefined, route.method === 'POST')
    for (const code of route.problems)
      assert.ok(described.responses[problems[code][0]]?.description.includes(code), `${route.action}: ${code}`)
  }
})

test('every field of a request is bounded: no text without a largest length or a pattern, no list without a largest number', () => {
  const open: string[] = []
  const walk = (schema: Record<string, unknown>, where: string): void => {
    if (
      schema.type === 'string' &&
      !('maxLength' in schema || 'pattern' in schema || 'enum' in schema || 'format' in schema)
    )
      open.push(where)
    if (schema.type === 'array' && !('maxItems' in schema)) open.push(where)
    for (const [name, one] of Object.entries((schema.properties ?? {}) as Record<string, Record<string, unknown>>))
      walk(one, `${where}.${name}`)
    if (schema.items) walk(schema.items as Record<string, unknown>, `${where}[]`)
  }
  for (const [path, methods] of Object.entries(openapi.paths)) {
    const { requestBody } = Object.values(methods)[0] as {
      requestBody?: { content: Record<string, { schema: Record<string, unknown> }> }
    }
    for (const { schema } of Object.values(requestBody?.content ?? {})) walk(schema, path)
  }
  assert.deepEqual(open, [])
})
