package sundown.local.lambda;

import java.time.Instant;

/**
 * What an instance gets from the runtime API when it asks for its next invocation.
 *
 * @param payload the event, a JSON document
 * @param deadline when the function times out
 * @param traceId an X-Ray tracing header
 */
record InvocationEvent(String requestId, String payload, Instant deadline, String functionArn, String traceId) {}
