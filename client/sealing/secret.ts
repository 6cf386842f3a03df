// Things that hold a secret print as [sealed]: in a console, in an error report, in JSON.
const inspect = Symbol.for('nodejs.util.inspect.custom')

export function sealed<T extends object>(secret: T): T {
  const hide = { enumerable: false, value: () => '[sealed]' }
  return Object.defineProperties(secret, { toJSON: hide, toString: hide, [inspect]: hide })
}
