package sundown.operator;

import java.util.Locale;

/** What the company's sign-in lets an operator do. The table of docs/operators.md has each function with its roles. */
public enum Role {
    /** Sees everything that operators can see. */
    VIEWER,
    /** Helps users: looks them up, gives them time after the close, sends for their fee, and redrives queues. */
    SUPPORT,
    /** Closes refunds that people had to handle. */
    REFUNDS,
    /** Places and releases holds. */
    LEGAL,
    /** Publishes the timeline. */
    TIMELINE,
    /** Plans purges, and steers jobs. */
    PURGE_PLANNER,
    /** Approves purges that somebody else planned. */
    PURGE_APPROVER,
    /** Allows deletions again that somebody has stopped, and steers jobs. */
    EMERGENCY;

    /** The word for it in settings and documents, {@code purge-planner} for example. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
