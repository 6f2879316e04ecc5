package sundown.queue;

import java.time.Instant;

/**
 * A message that failed too often.
 *
 * @param sentAt when it was sent to the queue where it failed
 * @param received how often it was received, the last time included
 * @param body anything
 */
public record DeadLetter(MessageId id, Instant sentAt, int received, String body) {}
