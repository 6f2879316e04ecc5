package sundown.local.rights;

import java.util.Set;

/** What the policies say about an action. */
sealed interface Verdict {
    /** A statement allows it, and none denies it. */
    record Allowed(Set<Grant> by) implements Verdict {}

    /** No statement allows it. */
    record NotAllowed() implements Verdict {}

    /** A statement denies it, whatever others allow. */
    record Denied(Rule by) implements Verdict {}
}
