package sundown.metrics;

import java.util.List;

/**
 * Faults that need a person. The alarm of the room names each fault that was reported, and the log line beside the
 * report says more. The names are stable: the runbook has them.
 */
public enum Fault {
    /** A member could not be processed, or a refund whose date has come. */
    MANUAL_MEMBERSHIPS("refunds", "ManualMemberships"),
    /** A subscription could not be ended; reported again each day. */
    MANUAL_SUBSCRIPTIONS("refunds", "ManualSubscriptions"),
    /** A refund needs an operator. */
    MANUAL_REFUNDS("refunds", "ManualRefunds"),
    /** Refunds wait for the right key, for money, or for people who can read a charge. */
    WAITING_REFUNDS("refunds", "WaitingRefunds"),
    /** Fees wait in the days before their refund date that were left for people. */
    LATE_FEES("refunds", "LateFees"),

    /** A user could not be processed at the close, or not be listed for a plan or a certificate. */
    MANUAL_CLOSES("purge", "ManualCloses"),
    /** An account could not be deleted. */
    MANUAL_PURGES("purge", "ManualPurges"),
    /** A purge was stopped because something is not as it was approved. */
    STOPPED_PURGES("purge", "StoppedPurges"),
    /** The outcome of a call that takes effect without a record, such as a stop, has no record. */
    UNRECORDED_STOPS("purge", "UnrecordedStops"),

    /** A user of a group could not be mailed. */
    MANUAL_MAILS("mail", "ManualMails"),

    /** A task of the sweep met a failure that nobody expected. */
    UNEXPECTED_FAILURES("dates", "UnexpectedFailures"),
    /** A change cannot be read, so that nobody is told of it. */
    UNREAD_CHANGES("dates", "UnreadChanges"),
    /** A group opens soon, and a check of the readiness fails. */
    UNREADY_OPENINGS("dates", "UnreadyOpenings"),

    /** A function of operators was called with IAM, past the operators' API. */
    BROKEN_GLASS("platform", "BrokenGlass"),
    /** A message was dropped because its chain is too long. */
    LONG_CHAINS("platform", "LongChains");

    private final String room;
    private final String text;

    Fault(String room, String text) {
        this.room = room;
        this.text = text;
    }

    /** The room whose alarm names the fault. */
    public String room() {
        return room;
    }

    /** Reports the fault once. */
    public void report() {
        Metric.FAULTS.report(List.of(room, text), 1);
    }

    /** The name that CloudWatch and the runbook know. */
    @Override
    public String toString() {
        return text;
    }
}
