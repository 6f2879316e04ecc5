package sundown.simulation.run;

import java.time.Duration;

/** The functions, and how long each may take before it is ended from outside. */
public enum FunctionName {
    START(Duration.ofSeconds(30)),
    STOP(Duration.ofSeconds(30)),
    RESUME(Duration.ofSeconds(30)),
    LIST_ITEMS(Duration.ofSeconds(30)),
    STATUS(Duration.ofSeconds(30)),
    COUNT_GALLERY(Duration.ofMinutes(2)),
    BATCH(Duration.ofMinutes(5)),
    REQUEST_ARCHIVE(Duration.ofSeconds(30)),
    GET_ARCHIVE(Duration.ofSeconds(30)),
    CONFIRM_DOWNLOAD(Duration.ofSeconds(30)),
    DELETE_ARCHIVE(Duration.ofSeconds(30)),
    BUILD_ARCHIVE(Duration.ofMinutes(15)),
    ISSUE_REFUND(Duration.ofSeconds(30)),
    CANCEL_MEMBERSHIPS(Duration.ofMinutes(2)),
    SEND_MAIL(Duration.ofMinutes(2)),
    ADVANCE_GROUP(Duration.ofMinutes(2)),
    CLOSE_GROUP(Duration.ofMinutes(2)),
    HOLD_ACCOUNT(Duration.ofSeconds(30)),
    RELEASE_HOLD(Duration.ofSeconds(30)),
    PLAN_PURGE(Duration.ofSeconds(30)),
    LIST_CHUNK(Duration.ofMinutes(15)),
    APPROVE_PURGE(Duration.ofSeconds(30)),
    ABORT_PURGE(Duration.ofSeconds(30)),
    STOP_PURGES(Duration.ofSeconds(30)),
    ALLOW_PURGES(Duration.ofSeconds(30)),
    CHANGE_LIMITS(Duration.ofSeconds(30)),
    PURGE_ACCOUNT(Duration.ofMinutes(10)),
    CERTIFY_PURGE(Duration.ofMinutes(5)),
    LOOK_AT_JOB(Duration.ofSeconds(30)),
    STEER_JOB(Duration.ofSeconds(30)),
    PAYMENT_WEBHOOK(Duration.ofSeconds(30)),
    PUBLISH_TIMELINE(Duration.ofSeconds(30)),
    SWEEP(Duration.ofSeconds(30)),
    RUN_SWEEP_TASK(Duration.ofMinutes(2));

    public final Duration timeout;

    FunctionName(Duration timeout) {
        this.timeout = timeout;
    }

    /** For how long a message of its queue is hidden: for six times as long as it may take, in whole minutes. */
    public Duration visibilityTimeout() {
        return Duration.ofMinutes(Math.ceilDiv(timeout.multipliedBy(6).toSeconds(), 60));
    }

    /** True for the functions that decide whether something of a group may be deleted, and delete it. */
    boolean endsGroups() {
        return this == PLAN_PURGE
                || this == LIST_CHUNK
                || this == APPROVE_PURGE
                || this == PURGE_ACCOUNT
                || this == CERTIFY_PURGE;
    }

    /** True for the functions of operators that do nothing before the audit table has the call. */
    boolean isRecorded() {
        return switch (this) {
            case HOLD_ACCOUNT,
                    RELEASE_HOLD,
                    PLAN_PURGE,
                    APPROVE_PURGE,
                    ABORT_PURGE,
                    ALLOW_PURGES,
                    CHANGE_LIMITS,
                    CERTIFY_PURGE,
                    STEER_JOB,
                    PUBLISH_TIMELINE -> true;
            default -> false;
        };
    }

    /** True for the functions by which a user decides on a transfer. */
    public boolean speaksForTheUser() {
        return this == START || this == STOP || this == RESUME;
    }
}
