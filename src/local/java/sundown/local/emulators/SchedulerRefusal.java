package sundown.local.emulators;

/** An answer of EventBridge Scheduler that says no, with the type of its error. */
final class SchedulerRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    private SchedulerRefusal(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static SchedulerRefusal invalid(String message) {
        return new SchedulerRefusal(400, "ValidationException", message);
    }

    static SchedulerRefusal notFound(String message) {
        return new SchedulerRefusal(404, "ResourceNotFoundException", message);
    }

    static SchedulerRefusal conflict(String message) {
        return new SchedulerRefusal(409, "ConflictException", message);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
