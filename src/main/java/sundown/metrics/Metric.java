package sundown.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The measurements of functions. A report is a line of the log, so it changes nothing and fails nothing; none names a
 * user or anything of theirs. Names are stable. Each value of a dimension is a metric of its own that costs money, so a
 * dimension has few: names of states and reasons, of jobs, and of functions.
 */
public enum Metric {
    /** A process of a function has started. */
    COLD_STARTS("ColdStarts", Unit.COUNT),
    /** Faults that need a person. {@link Fault} reports them. */
    FAULTS("Faults", Unit.COUNT, "Room Fault", ""),
    /** The time of a message in its queue, its delay included, until it was first received. */
    QUEUE_WAIT("QueueWait", Unit.SECONDS, Metric.FUNCTION, ""),
    /**
     * Rows that a run of a task of the sweep has processed, zero included. The number of reports is the sweep's
     * heartbeat.
     */
    SWEPT("Swept", Unit.COUNT),

    /** The time from the acceptance of a transfer to its first batch. */
    TRANSFER_START("TransferStart", Unit.SECONDS),
    /** Items of a batch, by what became of them. */
    ITEMS_MOVED("ItemsMoved", Unit.COUNT, "Outcome", "DONE DUPLICATE FAILED"),
    /** Bytes of a batch's items that are in the library now. */
    BYTES_MOVED("BytesMoved", Unit.BYTES),
    /** The time of a run for a batch. */
    BATCH_DURATION("BatchDuration", Unit.SECONDS),
    /** Transfers that were parked, by what they wait for, and those that gave up. */
    TRANSFER_SETBACKS("TransferSetbacks", Unit.COUNT, "Reason", "ROOM CONSENT QUOTA SHARE BUSY TROUBLE GAVE_UP"),
    /** The requests that the library's quota has left for the day, after an allotment or a refusal. */
    QUOTA_LEFT("QuotaLeft", Unit.COUNT),

    /** The library was silent to several users in a row, or to the one that tried since. An alarm may ring for it. */
    GOOGLE_SILENT("GoogleSilent", Unit.COUNT),

    /** Bytes of a volume that is complete. */
    VOLUME_BYTES("VolumeBytes", Unit.BYTES),
    /** The time of the last run of a complete volume. */
    VOLUME_DURATION("VolumeDuration", Unit.SECONDS),
    /** Items of a complete volume, by where a reader finds their date. */
    DATES("Dates", Unit.COUNT, "Place", "INSIDE ADDED BESIDE NOT_KNOWN"),
    /** Runs that ended before their volume was complete, by reason. */
    VOLUME_SETBACKS("VolumeSetbacks", Unit.COUNT, "Reason", "OUT_OF_TIME LEASE_LOST TROUBLE GAVE_UP"),

    /** Refunds that were asked for or looked up, by the state they are in now. */
    REFUNDS("Refunds", Unit.COUNT, "Outcome", "INTENT SENT PENDING SUCCEEDED MANUAL"),
    /** The time from the first request of a refund until its outcome was certain. */
    REFUND_CERTAINTY("RefundCertainty", Unit.SECONDS),
    /** Requests at the webhook, by whether the payment service has signed them. */
    WEBHOOKS("Webhooks", Unit.COUNT, "Outcome", "TAKEN REFUSED"),

    /** Users of a group whom a job could not handle and set aside for people, at each attempt. */
    SET_ASIDE(
            "SetAside",
            Unit.COUNT,
            "Job",
            "memberships refunds counting closing plan folders leavers canary deletion verification leftovers"
                    + " announcements notices reminders"),

    /** Accounts of which everything is gone that the manifest names, and every row. */
    ACCOUNTS_DELETED("AccountsDeleted", Unit.COUNT),
    /** Versions, markers and uploads of these accounts. */
    ENTRIES_DELETED("EntriesDeleted", Unit.COUNT),
    /** Bytes of these accounts. */
    BYTES_DELETED("BytesDeleted", Unit.BYTES),
    /** Rows that the last run of these accounts removed. */
    ROWS_DELETED("RowsDeleted", Unit.COUNT),
    /**
     * The time from a reading of the kill switch to the end of the deletions that it allowed. A stop takes effect
     * within this time.
     */
    SWITCH_DELAY("SwitchDelay", Unit.SECONDS);

    /** The dimension that has the reporting function as its value. */
    static final String FUNCTION = "Function";

    private static final Logger LOG = Logger.getLogger(Metric.class);

    private final String text;
    private final Unit unit;
    private final String dimensions;
    private final String values;

    Metric(String text, Unit unit) {
        this.text = text;
        this.unit = unit;
        this.dimensions = "";
        this.values = "";
    }

    /**
     * @param dimensions with blanks between them
     * @param values of the one dimension, with blanks between them
     */
    Metric(String text, Unit unit, String dimensions, String values) {
        this.text = text;
        this.unit = unit;
        this.dimensions = dimensions;
        this.values = values;
    }

    /** The unit of its values. */
    public Unit unit() {
        return unit;
    }

    /** The names of its dimensions. */
    public List<String> dimensions() {
        return words(dimensions);
    }

    /** The values of its one dimension, except for functions. Tests require that no other is reported. */
    public Set<String> valuesOfDimension() {
        return Set.copyOf(words(values));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    /** Reports a number. */
    public void report(long value) {
        report(new Measurement(this, (double) value, List.of()));
    }

    /** Reports a time. */
    public void report(Duration time) {
        report(new Measurement(this, time.toMillis() / 1_000.0, List.of()));
    }

    /**
     * Reports a number.
     *
     * @param of the value of the dimension: one of few
     */
    public void report(String of, long value) {
        report(List.of(of), value);
    }

    void report(List<String> of, long value) {
        report(new Measurement(this, (double) value, of));
    }

    private static void report(Measurement measurement) {
        LOG.infof("%s", measurement);
    }

    /** The name that CloudWatch knows. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * One value of a metric.
     *
     * @param of the values of the metric's dimensions, in their order; none where the dimension is the function
     */
    public record Measurement(Metric metric, double value, List<String> of) {
        @Override
        public String toString() {
            return metric + (of.isEmpty() ? " " : of + " ") + value;
        }
    }

    /** The units of metrics, by the names that CloudWatch has for them. */
    public enum Unit {
        COUNT("Count"),
        BYTES("Bytes"),
        SECONDS("Seconds");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
