package sundown.readiness;

/** The account at AWS, and what an operator made for the deployment there. */
public interface CloudAccount {
    /** The subscriptions of the alarms' topic. */
    Subscriptions alarms();

    /**
     * Subscriptions of a topic.
     *
     * @param pending those that nobody confirmed: they hear nothing
     */
    record Subscriptions(int confirmed, int pending) {}

    /** The number of functions that may run at once. */
    Concurrency concurrency();

    /**
     * Concurrent executions.
     *
     * @param unreserved what no function has for itself
     */
    record Concurrency(int all, int unreserved) {}

    /** The most write units a second that one table may be given. */
    long tableWriteUnits();

    /** The trail that records the calls of operators. */
    Trail trail();

    /**
     * A trail.
     *
     * @param error of its last delivery; empty where it could deliver
     */
    record Trail(boolean logging, String error) {}

    /** The setting that gives metrics the tags of their resources, by which alarms find the metrics of this stack. */
    TelemetryTags telemetryTags();

    /** The setting "resource tags for telemetry" of an account and region. */
    enum TelemetryTags {
        RUNNING,
        STOPPED,
        /** The last change of the setting did not complete. */
        IMPAIRED
    }
}
