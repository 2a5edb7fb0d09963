// Says what Clerk's own backend library makes of session tokens, so that the tests can compare. JSON on stdin: { now, key, issuer, authorizedParties,
// rows: [{ name, token }] }, now in seconds since 1970 and key in PEM. JSON on stdout: { name: { taken, why } }, and of a token that was taken what it
// says: { userId, sessionId, sessionStatus, orgId, orgRole }.
import { verifyToken } from '@clerk/backend'
import { signedInAuthObject } from '@clerk/backend/internal'

let text = ''
for await (const part of process.stdin) text += part
const { now, key, issuer, authorizedParties, rows } = JSON.parse(text)

// The library looks at the clock; the tests have one of their own.
Date.now = () => now * 1000

const said = {}
for (const { name, token } of rows) {
  try {
    const claims = await verifyToken(token, { jwtKey: key, issuer, authorizedParties })
    const { userId, sessionId, sessionStatus, orgId, orgRole } = signedInAuthObject({}, token, claims)
    said[name] = { taken: true, userId, sessionId, sessionStatus, orgId: orgId ?? null, orgRole: orgRole ?? null }
  } catch (error) {
    said[name] = { taken: false, why: String(error?.reason ?? error?.message ?? error) }
  }
}
process.stdout.write(JSON.stringify(said))
