package sundown.purge;

import java.time.Instant;
import sundown.operator.Operator;

/** One person's word that a plan may be carried out. */
public record Approval(Operator by, Instant at) {}
